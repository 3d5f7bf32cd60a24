import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Mail, MailPart } from '../../../server/channels/email/index.ts'
import { differ } from '../compare.ts'
import { filesBelow, readJson } from '../files.ts'
import { type Case, judgeCases } from '../judge-cases.ts'
import type { ConformanceSet } from '../set.ts'

const expectedSchema = z.record(
  z.string(),
  z.looseObject({
    extracted: z.array(z.strictObject({ name: z.string(), size: z.number(), sha256: z.string() })),
  }),
)
type Expected = z.infer<typeof expectedSchema>[string]
type File = Expected['extracted'][number]

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const isText = (name: string): boolean => /\.(?:txt|htm|html|rtf|dat)$/i.test(name)

/** The source holds some of its texts with other line ends than their winmail.dat does. */
const isSame = (part: MailPart, file: File): boolean => {
  const own = Buffer.from(part.bytes)
  const lines = Buffer.from(own.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
  return hash(own) === file.sha256 || (isText(file.name) && hash(lines) === file.sha256)
}

const judge = (mail: Mail, { extracted }: Expected): string[] => [
  ...differ('number of files', String(mail.parts.length), String(extracted.length)),
  ...extracted.flatMap((file) => {
    const part = mail.parts.find(({ name }) => name === file.name)
    if (!part) return [`no file "${file.name}"`]
    return isSame(part, file) ? [] : [`other bytes in "${file.name}" (${part.bytes.length} of ${file.size})`]
  }),
]

/** A mail that carries nothing but this winmail.dat. */
const mailAround = (bytes: Buffer): Buffer =>
  Buffer.from(
    [
      'From: outlook@customer.example',
      'Content-Type: application/ms-tnef; name=winmail.dat',
      'Content-Transfer-Encoding: base64',
      '',
      bytes.toString('base64').replace(/.{76}/g, '$&\r\n'),
    ].join('\r\n'),
  )

/** What Outlook hides in a winmail.dat; see the README of the folder. */
export const tnef: ConformanceSet = async (dataDir) => {
  const folder = join(dataDir, 'tnef')
  const streams = await filesBelow(folder, '.tnef')
  if (!streams) return null
  const names = [...streams, ...((await filesBelow(folder, '.eml')) ?? [])]
  const expected = await readJson(folder, 'expected.json', expectedSchema)
  const cases = names.map(async (name): Promise<Case> => {
    const bytes = await readFile(join(folder, name))
    const wanted = expected[name]
    return {
      name,
      bytes: name.endsWith('.tnef') ? mailAround(bytes) : bytes,
      judge: (mail) => (wanted ? judge(mail, wanted) : []),
    }
  })
  return [await judgeCases('tnef', 1, await Promise.all(cases))]
}
