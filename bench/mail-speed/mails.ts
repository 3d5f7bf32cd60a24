import { randomBytes } from 'node:crypto'

const sentence = 'My telephone has been silent since yesterday and I need it for my work, please help me. '

/** A plain mail of about `size` bytes from a customer of its own; larger ones carry most of it as a file. */
export const mailOf = (subject: string, to: string, size: number): Buffer => {
  const header = [
    `From: Ana Lima <${subject}@customer.example>`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${subject}@speed.example>`,
    'Date: Sun, 22 Nov 2026 10:00:00 +0000',
    'MIME-Version: 1.0',
  ]
  const words = `Hello,\r\n\r\n${
    sentence
      .repeat(7)
      .match(/.{1,75} /g)
      ?.join('\r\n') ?? ''
  }\r\n`
  if (size <= 2_000) return Buffer.from([...header, 'Content-Type: text/plain', '', words].join('\r\n'))
  const file = randomBytes(Math.round((size - 1_500) * 0.73))
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n')
  const lines = [
    ...header,
    'Content-Type: multipart/mixed; boundary=part',
    '',
    '--part',
    'Content-Type: text/plain',
    '',
    words,
    '--part',
    'Content-Type: application/octet-stream; name=log.bin',
    'Content-Disposition: attachment; filename=log.bin',
    'Content-Transfer-Encoding: base64',
    '',
    file,
    '--part--',
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}
