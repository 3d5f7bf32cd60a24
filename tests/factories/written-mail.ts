import type { Random } from './random-hours.ts'

const pick = <T>(random: Random, all: readonly [T, ...T[]]): T => all[random(all.length)] ?? all[0]

const sentences = [
  'The line crackles since Tuesday.',
  'Bitte ändern Sie meine Adresse, die Straße heißt jetzt anders.',
  'お世話になっております。請求書が届きません。',
  'Здравствуйте, телефон не работает.',
  'On Mon, 2 Nov 2026 at 09:14, Mia <mia@desk.test> wrote:\r\n> We look after it.\r\n> > Thank you.',
  '-- \r\nAna Lima\r\nLarkfield Road 7',
  'https://shop.example/order?id=17&x=%41',
  '',
] as const

const words = (random: Random): string =>
  Array.from({ length: 1 + random(6) }, () => pick(random, sentences)).join('\r\n\r\n')

const encodings = {
  '7bit': (text: string) => Buffer.from(text),
  '8bit': (text: string) => Buffer.from(text),
  base64: (text: string) =>
    Buffer.from(
      Buffer.from(text)
        .toString('base64')
        .replace(/(.{76})/g, '$1\r\n'),
    ),
  'quoted-printable': (text: string) =>
    Buffer.from(
      [...Buffer.from(text)]
        .map((byte) =>
          (byte < 32 && byte !== 13 && byte !== 10) || byte > 126 || byte === 61
            ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
            : String.fromCharCode(byte),
        )
        .join(''),
    ),
} as const
type Encoding = keyof typeof encodings
const encodingNames = Object.keys(encodings) as [Encoding, ...Encoding[]]

/** One part with its own headers. */
const part = (random: Random, headers: readonly string[], text: string): Buffer => {
  const encoding = pick(random, encodingNames)
  const head = [...headers, `Content-Transfer-Encoding: ${encoding}`, '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head), encodings[encoding](text)])
}

const html = (random: Random): string =>
  `<html><body><p>${words(random).replaceAll('\r\n', '<br>')}</p><div class="gmail_quote"><blockquote type="cite">${words(random)}</blockquote></div><img src="cid:p${random(3)}"><table><tr><td>1<td>2</table></body></html>`

const leaves: readonly [(random: Random) => Buffer, ...((random: Random) => Buffer)[]] = [
  (random) => part(random, [`Content-Type: text/plain; charset=${pick(random, charsets)}`], words(random)),
  (random) => part(random, ['Content-Type: text/html; charset="utf-8"'], html(random)),
  (random) =>
    part(
      random,
      [
        `Content-Type: image/png; name*0*=utf-8''r%C3%A9sum; name*1=".png"`,
        `Content-Disposition: inline; filename="=?utf-8?q?r=C3=A9sum=C3=A9.png?="`,
        `Content-ID: <p${random(3)}>`,
      ],
      'not really a picture',
    ),
  (random) =>
    part(
      random,
      ['Content-Type: text/calendar; method=REQUEST'],
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Visit\r\nDTSTART:20261102T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR',
    ),
  (random) =>
    Buffer.concat([
      Buffer.from('Content-Type: message/rfc822\r\n\r\n'),
      Buffer.from(`From: inner@x.example\r\nSubject: In\r\n\r\n${words(random)}`),
    ]),
  () =>
    Buffer.from(
      'Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; gone@x.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user',
    ),
  (random) =>
    part(
      random,
      ['Content-Type: application/ms-tnef; name="winmail.dat"'],
      `\x78\x9f\x3e\x22${words(random)}`,
    ),
]
const charsets = ['utf-8', 'iso-8859-1', 'windows-1251', 'gb2312', 'utf-7', 'x-unknown'] as const
const containers = [
  'mixed',
  'alternative',
  'related',
  'report; report-type=delivery-status',
  'signed',
] as const

const tree = (random: Random, depth: number): Buffer => {
  if (depth === 0 || random(3) === 0) return pick(random, leaves)(random)
  const boundary = `b${random(10 ** 9)}`
  const children = Array.from({ length: 1 + random(4) }, () => [
    Buffer.from(`\r\n--${boundary}\r\n`),
    tree(random, depth - 1),
  ]).flat()
  const head = `Content-Type: multipart/${pick(random, containers)}; boundary="${boundary}"\r\n\r\n`
  return Buffer.concat([Buffer.from(head), ...children, Buffer.from(`\r\n--${boundary}--\r\n`)])
}

/** A whole mail of the kinds that people and machines write, different for each state of `random`. */
export const writtenMail = (random: Random): Buffer => {
  const id = random(10 ** 9)
  const head = [
    `Received: from mx.example by desk.test; Mon, 2 Nov 2026 09:${10 + random(50)}:00 +0000`,
    `From: =?utf-8?b?${Buffer.from('Åsa Öberg').toString('base64')}?= <asa${random(50)}@customer.example>`,
    'To: "Help, Desk" <support@desk.test>, undisclosed-recipients:;',
    ...(random(3) === 0
      ? [`Cc: ${Array.from({ length: random(5) }, (_, n) => `c${n}@x.example`).join(', ')}`]
      : []),
    `Subject: ${pick(random, ['Re: The line', '=?iso-8859-1?q?Stra=DFe?=', 'AW: Fwd: [EXT] Rechnung', ''])}`,
    `Message-ID: <${id}@customer.example>`,
    ...(random(2) === 0
      ? [`In-Reply-To: <${id + 1}@desk.test>`, `References: <a@b>\r\n <${id + 1}@desk.test>`]
      : []),
    'Date: Mon, 2 Nov 2026 09:14:00 +0100 (CET)',
    ...(random(5) === 0 ? ['Auto-Submitted: auto-replied', 'Precedence: bulk'] : []),
    'MIME-Version: 1.0',
    '',
  ].join('\r\n')
  return Buffer.concat([Buffer.from(head), tree(random, 4)])
}
