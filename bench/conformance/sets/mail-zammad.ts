import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { convert } from 'html-to-text'
import { z } from 'zod'
import type { Mail, Mailbox, MailPart } from '../../../server/channels/email/index.ts'
import { differ, plain, shareOfWords } from '../compare.ts'
import { filesBelow, readJson } from '../files.ts'
import { type Case, judgeCases } from '../judge-cases.ts'
import type { ConformanceSet } from '../set.ts'

const text = z.string().nullish()
const expectedSchema = z.looseObject({
  from: text,
  from_email: text,
  from_display_name: text,
  to: text,
  cc: text,
  'reply-to': text,
  subject: text,
  content_type: text,
  body: text,
  attachments: z
    .array(
      z.looseObject({
        data: z.string(),
        filename: z.string(),
        preferences: z.looseObject({ 'original-format': z.boolean().optional() }).nullish(),
      }),
    )
    .nullish(),
})
type Expected = z.infer<typeof expectedSchema>
type File = NonNullable<Expected['attachments']>[number]

const addressesIn = (line: string): string[] =>
  [...line.toLowerCase().matchAll(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g)].map(([address]) => address)

const people = (what: string, read: readonly Mailbox[], line: string | null | undefined): string[] => {
  if (!line) return []
  const addresses = differ(what, read.map(({ address }) => address).join(' '), addressesIn(line).join(' '))
  const strangers = read.filter(({ name }) => !plain(line).includes(plain(name)))
  return [...addresses, ...strangers.map(({ name }) => `${what} has the name "${name}", not in "${line}"`)]
}

/** Every way to read bytes that no charset is named for, as this header's are: one guess is as good as another. */
const GUESSES = [
  'utf-8',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'iso-8859-2',
  'iso-8859-15',
  'koi8-r',
  'gbk',
]

const isGuess = (head: Buffer, read: string, expected: string | null | undefined): boolean => {
  const bare = head.toString('latin1').match(/^from:.*[\x80-\xff].*$/im)?.[0]
  if (!bare || !expected || read === '' || read.includes('\ufffd')) return false
  return GUESSES.some((charset) =>
    new TextDecoder(charset).decode(Buffer.from(bare, 'latin1')).includes(expected),
  )
}

/** The source leaves a bracket where it could not read on. */
const tidy = (address: string | null | undefined): string | undefined =>
  address?.toLowerCase().replace(/>$/, '')

const sender = (mail: Mail, expected: Expected, bytes: Buffer): string[] => {
  const [from] = mail.from
  const address = differ('sender', from?.address, tidy(expected.from_email))
  const guess = isGuess(bytes, from?.name ?? '', expected.from_display_name)
  if (guess || tidy(expected.from_email)?.startsWith('"')) return address
  const line = expected.from?.includes('@') ? people('from', mail.from, expected.from) : []
  return [...address, ...differ('name of the sender', from?.name, expected.from_display_name), ...line]
}

/** The file keeps text as it is and other bytes in base64, and does not say which. */
const isSame = (part: MailPart, { data }: File): boolean => {
  const bytes = Buffer.from(part.bytes)
  const lines = (some: string) => plain(some.replace(/\r\n?/g, '\n'))
  return bytes.equals(Buffer.from(data, 'base64')) || lines(bytes.toString()) === lines(data)
}

const bears = (part: MailPart, { filename }: File): boolean =>
  differ('name', part.name, filename).length === 0

const files = (mail: Mail, expected: Expected): string[] => {
  if (!expected.attachments) return []
  // The source also files the HTML of the mail itself, under a name it made up; ours is the mail's view.
  const [own, wanted] = [true, false].map((is) =>
    (expected.attachments ?? []).filter((file) => (file.preferences?.['original-format'] === true) === is),
  )
  if (own?.length && mail.html === null) return ['the HTML is missing']
  const missing = (wanted ?? []).filter((file) => !mail.parts.some((part) => bears(part, file)))
  const changed = (wanted ?? []).filter(
    (file) => file.data !== '' && !mail.parts.some((part) => bears(part, file) && isSame(part, file)),
  )
  return [
    ...differ('number of files', String(mail.parts.length), String(wanted?.length)),
    ...missing.map(
      ({ filename }) => `no file "${filename}" in ${mail.parts.map(({ name }) => name).join(', ')}`,
    ),
    ...changed
      .filter((file) => !missing.includes(file))
      .map(({ filename }) => `other bytes in "${filename}"`),
  ]
}

const hard = (mail: Mail, expected: Expected, bytes: Buffer): string[] => [
  ...sender(mail, expected, bytes),
  ...people('to', mail.to, expected.to),
  ...people('cc', mail.cc, expected.cc),
  ...people('reply-to', mail.replyTo, expected['reply-to']),
  ...differ('subject', mail.subject, expected.subject),
  ...differ('type', mail.html === null ? 'text/plain' : 'text/html', expected.content_type),
  ...files(mail, expected),
]

const seen = (body: string): string =>
  /<[a-z][^>]*>/i.test(body) ? convert(body, { wordwrap: false }) : body

// What the source says of a mail whose text its own cleaner left empty.
const NOTHING = 'no visible content'

const body = (mail: Mail, expected: Expected): string[] => {
  if (!expected.body || expected.body === NOTHING) return []
  const read = [mail.text, mail.quoted, mail.signature].join('\n')
  const wanted = seen(expected.body)
  // The source keeps one of the two bodies, and does not always say which.
  const share = Math.max(shareOfWords(read, wanted), shareOfWords(seen(mail.html ?? ''), wanted))
  return share >= 0.9 ? [] : [`only ${Math.floor(share * 100)} % of the words`]
}

const ENDING = '.eml'

/** Incoming mail with what another help desk reads in it; see the README of the folder. */
export const mailZammad: ConformanceSet = async (dataDir) => {
  const folder = join(dataDir, 'mail-zammad')
  const names = await filesBelow(folder, ENDING)
  if (!names) return null
  const known = new Set(await filesBelow(folder, '.expected.json'))
  const cases = (judge: (mail: Mail, expected: Expected, bytes: Buffer) => string[]): Promise<Case[]> =>
    Promise.all(
      names.map(async (name) => {
        const stem = name.slice(0, -ENDING.length)
        const isKnown = known.has(`${stem}.expected.json`)
        const expected = isKnown ? await readJson(folder, `${stem}.expected.json`, expectedSchema) : {}
        const bytes = await readFile(join(folder, name))
        return {
          name: stem,
          bytes,
          judge: (mail) => judge(mail, expected, bytes),
        }
      }),
    )
  return [
    await judgeCases('mail-zammad', 1, await cases(hard)),
    await judgeCases('mail-zammad body', 0.95, await cases(body)),
  ]
}
