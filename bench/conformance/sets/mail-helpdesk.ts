import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Mail, MailPart } from '../../../server/channels/email/index.ts'
import { automaticKind, judge } from '../../../server/channels/email/index.ts'
import { differ, plain } from '../compare.ts'
import { facts } from '../facts.ts'
import { filesBelow, readJson } from '../files.ts'
import { type Case, judgeCases } from '../judge-cases.ts'
import type { ConformanceSet } from '../set.ts'

const fileSchema = z.strictObject({
  filename: z.string().optional(),
  type: z.string().optional(),
  disposition: z.string().optional(),
  cid: z.string().optional(),
  size: z.number().optional(),
})
const expectedSchema = z.strictObject({
  subject: z.string().optional(),
  from_name: z.string().optional(),
  text: z.string().optional(),
  html: z.string().optional(),
  text_ends_with: z.string().optional(),
  html_ends_with: z.string().optional(),
  boundary: z.string().optional(),
  attachments: z.array(fileSchema).optional(),
  auto_reply: z.boolean().optional(),
  bounce: z.boolean().optional(),
})
type Expected = z.infer<typeof expectedSchema>

const kinds = (mail: Mail, expected: Expected): string[] => {
  const is = (kind: boolean) => (kind ? 'yes' : 'no')
  const bounce = judge(mail, facts).kind === 'bounce'
  const automatic = automaticKind(mail, facts) !== 'no'
  return [
    ...(expected.bounce === undefined ? [] : differ('bounce', is(bounce), is(expected.bounce))),
    ...(expected.auto_reply === undefined ? [] : differ('automatic', is(automatic), is(expected.auto_reply))),
  ]
}

/** Where a person finds it: in the text, or as a file of its own. */
const placeOf = ({ contentId }: MailPart, mail: Mail): string =>
  contentId !== null && mail.html?.includes(contentId) ? 'inline' : 'attachment'

/** The source makes up the names of nameless parts as `attachment.…`; any other made-up name is as good. */
const nameOf = (part: MailPart, filename: string): string =>
  /^attachment\.\w+$/.test(filename) && part.name !== '' ? filename : part.name

const files = (mail: Mail, expected: Expected): string[] => {
  if (!expected.attachments) return []
  const told = mail.parts.map(({ name }) => name).join(', ')
  const count = differ('number of files', String(mail.parts.length), String(expected.attachments.length))
  if (count.length > 0) return [`${count.join('')} (${told})`]
  return expected.attachments.flatMap((file, n) => {
    const part = mail.parts[n]
    if (!part) return ['a file is missing']
    return [
      ...differ('name', file.filename && nameOf(part, file.filename), file.filename),
      ...differ(`type of ${part.name}`, part.mediaType, file.type),
      ...differ(`place of ${part.name}`, placeOf(part, mail), file.disposition),
      ...differ(`content id of ${part.name}`, part.contentId, file.cid),
      ...differ(`size of ${part.name}`, String(part.bytes.length), file.size?.toString()),
    ]
  })
}

const ends = (what: string, read: string | null, end: string | undefined): string[] =>
  end === undefined || plain(read ?? '').endsWith(plain(end)) ? [] : [`${what} does not end with "${end}"`]

const visible = (html: string): string => plain(html.replace(/<[^>]*>/g, ' '))

const words = (mail: Mail, expected: Expected): string[] => {
  const text = [mail.text, mail.quoted, mail.signature].join('\n')
  return [
    ...differ('subject', mail.subject, expected.subject),
    ...differ('name of the sender', mail.from[0]?.name, expected.from_name),
    ...differ('text', text, expected.text),
    ...differ('html', mail.html && visible(mail.html), expected.html && visible(expected.html)),
    ...ends('text', text, expected.text_ends_with),
    // Ours is the inside of the body: its end must be there, the tags that close the page need not.
    ...ends('html', mail.html, expected.html_ends_with?.replace(/(?:<\/(?:html|body)>\s*)+$/, '')),
  ]
}

/** Raw mails of three help desks with single facts about each; see the README of the folder. */
export const mailHelpdesk: ConformanceSet = async (dataDir) => {
  const folder = join(dataDir, 'mail-helpdesk')
  const names = await filesBelow(folder, '.eml')
  if (!names) return null
  const expected = await readJson(folder, 'cases.json', z.record(z.string(), expectedSchema))
  const cases = names.map(async (name): Promise<Case> => {
    const wanted = expected[name] ?? {}
    return {
      name,
      bytes: await readFile(join(folder, name)),
      judge: (mail) => [...words(mail, wanted), ...kinds(mail, wanted), ...files(mail, wanted)],
    }
  })
  return [await judgeCases('mail-helpdesk', 1, await Promise.all(cases))]
}
