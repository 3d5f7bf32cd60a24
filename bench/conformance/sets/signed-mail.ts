import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Mail } from '../../../server/channels/email/index.ts'
import { differ } from '../compare.ts'
import { filesBelow, readJson } from '../files.ts'
import { type Case, judgeCases } from '../judge-cases.ts'
import type { ConformanceSet } from '../set.ts'

const expectedSchema = z.record(
  z.string(),
  z.strictObject({ scheme: z.enum(['smime', 'pgp', 'none']), signature_valid_for_sender: z.boolean() }),
)
type Expected = z.infer<typeof expectedSchema>[string]

/** The senders as they stand in the raw mail: what is between brackets, else the whole. */
const sendersIn = (bytes: Buffer): string => {
  const head = bytes.toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? ''
  return [...head.matchAll(/^from:(.*)$/gim)]
    .flatMap(([, value = '']) => value.split(','))
    .map((one) => (/<([^<>]*)>/.exec(one)?.[1] ?? one).trim().toLowerCase())
    .filter((address) => address.includes('@'))
    .join(', ')
}

const schemeOf = ({ labels }: Mail): string => {
  const schemes = new Set(
    labels.map((label) => label.split('-')[0] ?? '').filter((each) => /smime|pgp/.test(each)),
  )
  return [...schemes].join(' and ') || 'none'
}

/** Nothing may say more than that there is a signature: we verify none, so we vouch for none. */
const claims = (mail: Mail): string[] =>
  mail.labels.filter((label) => !/^(?:smime|pgp)-(?:signed|encrypted)$/.test(label))

const judge = (mail: Mail, bytes: Buffer, expected: Expected | undefined): string[] => [
  ...differ('scheme', schemeOf(mail), expected?.scheme),
  ...claims(mail).map((label) => `it claims "${label}"`),
  ...differ('senders', mail.from.map(({ address }) => address).join(', '), sendersIn(bytes)),
]

/** Genuine and spoofed signed mails; see the README of the folder. */
export const signedMail: ConformanceSet = async (dataDir) => {
  const folder = join(dataDir, 'signed-mail')
  const names = await filesBelow(folder, '.eml')
  if (!names) return null
  const expected = await readJson(folder, 'expected.json', expectedSchema)
  const cases = names.map(async (name): Promise<Case> => {
    const bytes = await readFile(join(folder, name))
    return { name, bytes, judge: (mail) => judge(mail, bytes, expected[name]) }
  })
  return [await judgeCases('signed-mail', 1, await Promise.all(cases))]
}
