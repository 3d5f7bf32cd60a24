import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mail } from '../../../server/channels/email/index.ts'
import { filesBelow } from '../files.ts'
import { type Case, judgeCases } from '../judge-cases.ts'
import type { ConformanceSet } from '../set.ts'

const textsOf = (mail: Mail): string[] => [
  mail.subject,
  mail.text,
  mail.quoted,
  mail.signature,
  mail.html ?? '',
  ...[...mail.from, ...mail.to, ...mail.cc, ...mail.parts].map(({ name }) => name),
]

/** Text that no database and no browser chokes on. */
const isValid = (text: string): boolean => !text.includes('\0') && Buffer.from(text).toString() === text

const DECLARED = /^content-disposition:[ \t]*(?:\r?\n[ \t]+)?attachment\b/gim

const countIn = (bytes: Uint8Array): number =>
  (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').match(DECLARED) ?? [])
    .length

/** Every file that the raw mail declares is one of ours, or lies inside one of ours. */
const lost = (mail: Mail, bytes: Uint8Array): string[] => {
  const kept = mail.parts.length + mail.parts.reduce((sum, part) => sum + countIn(part.bytes), 0)
  const declared = countIn(bytes)
  return kept >= declared ? [] : [`${declared} files declared, ${kept} kept`]
}

/** Mails of every defect, without a reading to compare with; see the README of the folder. */
export const mimeTorture: ConformanceSet = async (dataDir) => {
  const folder = join(dataDir, 'mime-torture')
  const names = await filesBelow(folder, '.eml')
  if (!names) return null
  const cases = names.map(async (name): Promise<Case> => {
    const bytes = await readFile(join(folder, name))
    const judge = (mail: Mail) => [
      ...(textsOf(mail).every(isValid) ? [] : ['text that is no valid Unicode']),
      ...lost(mail, bytes),
    ]
    return { name, bytes, judge }
  })
  return [await judgeCases('mime-torture', 1, await Promise.all(cases))]
}
