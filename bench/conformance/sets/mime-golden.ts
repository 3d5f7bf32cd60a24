import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { convert } from 'html-to-text'
import type { Mail, Mailbox, MailPart } from '../../../server/channels/email/index.ts'
import { readMail } from '../../../server/channels/email/index.ts'
import { differ, plain, shareOfWords } from '../compare.ts'
import { filesBelow, readJson } from '../files.ts'
import { type Case, judgeCases } from '../judge-cases.ts'
import type { ConformanceSet } from '../set.ts'
import {
  boundariesOf,
  charsetOf,
  datesOf,
  fileNameOf,
  type GoldenPart,
  type GoldenTree,
  goldenSchema,
  peopleOf,
  textsOf,
  typeOf,
} from './golden-tree.ts'

/** Of a header that stands there several times, the first and the last both are somebody's reading. */
const oneOf = (what: string, read: string | null, expected: readonly string[]): string[] =>
  expected.some((value) => differ(what, read, value).length === 0) ? [] : differ(what, read, expected[0])

const people = (what: string, read: readonly Mailbox[], root: GoldenPart): string[] => {
  const told = (some: readonly { name: string | null; address: string | null }[]) =>
    some
      .filter(({ address }) => address?.includes('@'))
      // A comment is no part of a name.
      .map(({ name, address }) => `${name?.replace(/\([^()]*\)/g, '') ?? ''} <${address?.toLowerCase()}>`)
      .map(plain)
      .join(', ')
  return differ(what, told(read), told(peopleOf(root, what.replace('-', '_'))))
}

const headers = (mail: Mail, root: GoldenPart): string[] => [
  ...people('from', mail.from, root),
  ...people('to', mail.to, root),
  ...people('cc', mail.cc, root),
  ...people('reply-to', mail.replyTo, root),
  ...people('sender', mail.sender ? [mail.sender] : [], root),
  ...oneOf('subject', mail.subject, textsOf(root, 'subject')),
  ...oneOf('message id', mail.messageId, textsOf(root, 'message_id')),
  ...oneOf('in reply to', mail.inReplyTo.join(' '), textsOf(root, 'in_reply_to')),
  ...oneOf('references', mail.references.join(' '), textsOf(root, 'references')),
  ...oneOf('date', mail.sentAt, datesOf(root)),
]

const seen = (html: string): string =>
  convert(html, {
    wordwrap: false,
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
    ],
  })

/** Words in the order of the alphabet: what is quoted is shown apart, so that the order is ours. */
const sorted = (text: string): string => plain(text).split(' ').sort().join(' ')

const isWithin = (text: string, whole: string): boolean => shareOfWords(whole, text) === 1

const lines = (text: string): string => text.replace(/\r\n?/g, '\n').trim()

const decode = (bytes: Uint8Array, charset: string): string => {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const holds = async (part: MailPart, golden: GoldenPart): Promise<readonly string[]> => {
  const { Text, Html, Binary, InlineBinary, Message } = golden.body
  if (Message) return (await judgeTree(await readMail(part.bytes), Message)).map((each) => `inside: ${each}`)
  const bytes = Binary ?? InlineBinary
  if (bytes) {
    const isSame = Buffer.from(part.bytes).equals(Buffer.from(bytes))
    const isSameText =
      lines(Buffer.from(part.bytes).toString('latin1')) === lines(Buffer.from(bytes).toString('latin1'))
    return isSame || isSameText ? [] : ['other bytes']
  }
  return lines(decode(part.bytes, charsetOf(golden))) === lines(Text ?? Html ?? '') ? [] : ['other text']
}

const fits = async (part: MailPart, golden: GoldenPart): Promise<readonly string[]> => [
  ...differ('type', part.mediaType, typeOf(golden)),
  ...differ('name', part.name, fileNameOf(golden)),
  ...(await holds(part, golden)),
]

interface Placed {
  readonly wrong: readonly string[]
  /** Texts that break off, of which nobody can say whether they were meant as files. */
  readonly loose: readonly string[]
}

/** A text that breaks off, or what stands in a multipart that has no parts. */
const isLoose = (golden: GoldenPart): boolean =>
  golden.body.Text !== undefined &&
  (golden.is_encoding_problem || (typeOf(golden)?.startsWith('multipart/') ?? false))

const files = async (mail: Mail, golden: GoldenTree): Promise<Placed> => {
  const wrong: string[] = []
  const loose: string[] = []
  let next = 0
  for (const index of golden.attachments) {
    const wanted = golden.parts[index]
    const part = mail.parts[next]
    if (!wanted) continue
    const faults = part ? await fits(part, wanted) : ['no such file']
    if (faults.length === 0) next += 1
    else if (isLoose(wanted)) loose.push(wanted.body.Text ?? '')
    else {
      next += 1
      wrong.push(...faults.map((fault) => `file ${index} (${typeOf(wanted)}): ${fault}`))
    }
  }
  const extra = mail.parts.slice(next).map(({ name, mediaType }) => `a file too many: ${name} (${mediaType})`)
  return { wrong: [...wrong, ...extra], loose }
}

const bodyOf = (golden: GoldenTree, indexes: readonly number[]): readonly GoldenPart['body'][] =>
  indexes.flatMap((index) => golden.parts[index]?.body ?? [])

const words = (mail: Mail, golden: GoldenTree, loose: readonly string[]): string[] => {
  const text = bodyOf(golden, golden.text_body).map((body) => body.Text ?? seen(body.Html ?? ''))
  const html = bodyOf(golden, golden.html_body)
  const shown = [mail.text, mail.quoted, mail.signature].join('\n')
  const wanted = sorted([...text, ...loose].join('\n'))
  // Where the text is empty and the HTML is not, we show the words of the HTML.
  const isOnlyHtml = wanted === '' && isWithin(shown, seen(mail.html ?? ''))
  return [
    ...(isOnlyHtml ? [] : differ('text', sorted(shown), wanted)),
    ...(html.some((body) => body.Html !== undefined)
      ? differ(
          'html',
          sorted(seen(mail.html ?? '')),
          sorted([...html.map((body) => body.Text ?? seen(body.Html ?? '')), ...loose].join('\n')),
        )
      : []),
  ]
}

/** All text in it, also in the mails inside. */
const textIn = (golden: GoldenTree): string =>
  golden.parts
    .map(({ body }) => (body.Message ? textIn(body.Message) : (body.Text ?? body.Html ?? '')))
    .join('\n')

/** Without what divides a mail and what describes its parts. */
const withoutStructure = (text: string): string =>
  text.replace(/^(?:--\S+|(?:content-[a-z-]+|mime-version):.*)$/gim, '')

/**
 * Whether it shows a delimiter as somebody's words. RFC 2046 (5.1.2) has the delimiter of an outer multipart end
 * all inner ones, so this tree is cut wrongly, and only the words can be compared.
 */
const swallowsDelimiter = (golden: GoldenTree): boolean => {
  const boundaries = golden.parts.filter(({ body }) => body.Multipart).flatMap(boundariesOf)
  const all = textIn(golden).split('\n')
  return boundaries.some((boundary) => all.includes(`--${boundary}`))
}

const wordsOnly = async (mail: Mail, golden: GoldenTree): Promise<string[]> => {
  const inFiles = mail.parts.map(({ bytes }) => Buffer.from(bytes).toString())
  const all = [mail.text, mail.quoted, mail.signature, ...inFiles].join('\n')
  return differ('words', sorted(withoutStructure(all)), sorted(withoutStructure(textIn(golden))))
}

async function judgeTree(mail: Mail, golden: GoldenTree): Promise<string[]> {
  const [root] = golden.parts
  if (!root) return []
  if (swallowsDelimiter(golden)) return [...headers(mail, root), ...(await wordsOnly(mail, golden))]
  const { wrong, loose } = await files(mail, golden)
  return [...headers(mail, root), ...words(mail, golden, loose), ...wrong]
}

/** Odd and broken mails with the whole tree that another parser reads; see the README of the folder. */
export const mimeGolden: ConformanceSet = async (dataDir) => {
  const folder = join(dataDir, 'mime-golden')
  const names = await filesBelow(folder, '.eml')
  if (!names) return null
  const cases = names.map(async (name): Promise<Case> => {
    const golden = await readJson(folder, name.replace(/\.eml$/, '.json'), goldenSchema)
    return { name, bytes: await readFile(join(folder, name)), judge: (mail) => judgeTree(mail, golden) }
  })
  return [await judgeCases('mime-golden', 0.98, await Promise.all(cases))]
}
