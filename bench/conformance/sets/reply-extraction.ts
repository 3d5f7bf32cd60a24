import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { convert } from 'html-to-text'
import { z } from 'zod'
import type { Mail } from '../../../server/channels/email/index.ts'
import { plain } from '../compare.ts'
import { filesBelow } from '../files.ts'
import { judgeCases } from '../judge-cases.ts'
import type { ConformanceSet } from '../set.ts'

const caseSchema = z.object({
  id: z.string(),
  file: z.string(),
  input_type: z.enum(['text', 'html', 'eml']),
  expected_reply: z.string().optional(),
  expected_first_fragment: z.string().optional(),
  expected_fragments: z
    .object({ n: z.number().optional(), hidden: z.array(z.boolean()).optional() })
    .optional(),
  reply_starts_with: z.string().optional(),
  reply_contains: z.array(z.string()).optional(),
  reply_lacks: z.array(z.string()).optional(),
  expected_wrapper: z.object({ type: z.string(), html_top: z.string(), html: z.string() }).optional(),
})
type Expected = z.infer<typeof caseSchema>

const sources = ['crisp', 'discourse', 'github', 'quotequail', 'talon', 'zapier']

const types = { text: 'text/plain', html: 'text/html' }

const bytesOf = (type: Expected['input_type'], content: Buffer): Buffer =>
  type === 'eml'
    ? content
    : Buffer.concat([Buffer.from(`Content-Type: ${types[type]}; charset=utf-8\r\n\r\n`), content])

/** How lines are folded and links are bracketed is nobody's meaning. */
const bare = (text: string): string => text.replace(/[\s()[\]<>]+/g, '')
const shorten = (text: string): string => plain(text).slice(0, 100)

/** Two projects count the signature to the reply, the others do not; with us it stands beside it. */
const isReply = ({ text, signature }: Mail, expected: string): boolean =>
  [text, `${text}${signature}`].some((each) => bare(each) === bare(expected))

const visible = (html: string): string => convert(html, { wordwrap: false })

const right = (mail: Mail, expected: Expected): [ok: boolean, what: string][] => {
  const { expected_reply, expected_first_fragment, expected_wrapper, expected_fragments } = expected
  const { text, quoted, signature } = mail
  const told: [boolean, string][] = []
  if (expected_reply !== undefined) told.push([isReply(mail, expected_reply), expected_reply])
  if (expected_first_fragment !== undefined)
    told.push([isReply(mail, expected_first_fragment), expected_first_fragment])
  if (expected_wrapper) {
    told.push([isReply(mail, visible(expected_wrapper.html_top)), visible(expected_wrapper.html_top)])
    told.push([bare(quoted).includes(bare(visible(expected_wrapper.html))), 'the whole quotation'])
  }
  if (expected_fragments?.n === 1) told.push([quoted + signature === '', 'nothing cut'])
  if (expected_fragments?.hidden?.includes(true)) told.push([quoted + signature !== '', 'something cut'])
  const start = expected.reply_starts_with
  if (start !== undefined) told.push([bare(text).startsWith(bare(start)), start])
  for (const part of expected.reply_contains ?? []) told.push([bare(text).includes(bare(part)), part])
  for (const part of expected.reply_lacks ?? []) told.push([!bare(text).includes(bare(part)), `not ${part}`])
  return told
}

/** Replies of six projects that tell the newest words from the others; see the README of the folder. */
export const replyExtraction: ConformanceSet = async (dataDir) => {
  const folder = join(dataDir, 'reply-extraction')
  if (!(await filesBelow(folder, '.jsonl'))) return null
  const lines = (await readFile(join(folder, 'cases.jsonl'), 'utf8')).trim().split('\n')
  const all = lines.map((line) => caseSchema.parse(JSON.parse(line)))
  const bySource = sources.map(async (source) => {
    const cases = all.filter(({ id }) => id.startsWith(`${source}/`))
    const read = cases.map(async (expected) => ({
      name: expected.id,
      bytes: bytesOf(expected.input_type, await readFile(join(folder, expected.file))),
      judge: (mail: Mail) =>
        right(mail, expected)
          .filter(([ok]) => !ok)
          .map(([, what]) => `new is "${shorten(mail.text)}", expected "${shorten(what)}"`),
    }))
    return { source, cases: await Promise.all(read) }
  })
  const results = []
  for (const { source, cases } of await Promise.all(bySource))
    results.push(await judgeCases(`reply-extraction: ${source}`, 0.9, cases))
  return results
}
