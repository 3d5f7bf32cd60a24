import type { Writer } from './imagine-life.ts'

export interface Letter {
  readonly writer: Writer
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly at: Date
  /** Which talk it belongs to, and its place in it: answers name the letters before. */
  readonly thread: number
  readonly place: number
}

const idOf = ({ thread, writer }: Letter, place: number): string =>
  `<letter-${thread}-${place}@${writer.address.split('@')[1]}>`

const word = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`

/** A mail as the customer's own mail program would send it. */
export const mailFrom = (letter: Letter): Buffer => {
  const { writer, to, subject, text, at, place } = letter
  const lines = [
    `From: ${word(writer.name)} <${writer.address}>`,
    `To: <${to}>`,
    `Subject: ${word(place === 0 ? subject : `Re: ${subject}`)}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${idOf(letter, place)}`,
    ...(place === 0 ? [] : [`In-Reply-To: ${idOf(letter, 0)}`, `References: ${idOf(letter, 0)}`]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text.replaceAll('\n', '\r\n'),
  ]
  return Buffer.from(lines.join('\r\n'))
}
