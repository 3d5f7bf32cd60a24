const head = (name: string, ...more: string[]): string =>
  [
    `From: ${name}@customer.example`,
    'To: help@ledger.example',
    `Subject: ${name}`,
    `Message-ID: <${name}@ledger.example>`,
    'MIME-Version: 1.0',
    ...more,
  ].join('\r\n')

const html = (name: string, body: string): string =>
  `${head(name, 'Content-Type: text/html')}\r\n\r\n${body}\r\n`

const nested = (name: string, depth: number): string =>
  `${head(name)}\r\n${Array.from({ length: depth }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`).join('')}\r\n`

const parts = (name: string, count: number): string =>
  `${head(name, 'Content-Type: multipart/mixed; boundary="b"')}\r\n\r\n${'--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(count)}--b--\r\n`

/** A reader that breaks is asked for by a header (see hook.mjs); the rest is hostile by itself. */
const doomed = (doom: string) => (name: string) => `${head(name, `X-Poison: ${doom}`)}\r\n\r\nHello.\r\n`

/** Kinds of mails that break or hold up whoever reads them. */
export const poisons: Readonly<Record<string, (name: string) => string>> = {
  'an exception nobody catches': doomed('throw'),
  'an end of the thread': doomed('exit'),
  'an endless loop': doomed('hang'),
  'memory without end': doomed('memory'),
  'a stack too deep': doomed('stack'),
  'ten thousand parts in each other': (name) => nested(name, 10_000),
  'two hundred thousand parts': (name) => parts(name, 200_000),
  'HTML ten thousand deep': (name) => html(name, `${'<div><b>'.repeat(10_000)}x`),
  'quotations in quotations': (name) => html(name, '<blockquote type="cite">'.repeat(50_000)),
  'a hundred thousand recipients': (name) =>
    `${head(name, `Cc: ${Array.from({ length: 100_000 }, (_, n) => `p${n}@x.example`).join(',\r\n ')}`)}\r\n\r\nx\r\n`,
}

/** A mail with nothing wrong in it. */
export const plainMail = (name: string): string => `${head(name)}\r\n\r\nWords of ${name}.\r\n`
