import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { DeliveryReason } from '../../../server/cases/contract.ts'
import type { Mail } from '../../../server/channels/email/index.ts'
import { bounceReason, type Judged, judge, type Verdict } from '../../../server/channels/email/index.ts'
import { differ } from '../compare.ts'
import { facts } from '../facts.ts'
import { filesBelow, readJson } from '../files.ts'
import { judgeCases } from '../judge-cases.ts'
import type { ConformanceSet, SetResult } from '../set.ts'

const recipientSchema = z.object({ reason: z.string(), hard_bounce: z.boolean() })
const expectedSchema = z.record(z.string(), z.array(recipientSchema).nullable())
type Expected = z.infer<typeof recipientSchema>

// The words of the source, each under the one of ours that a person can act on.
const coarse: Readonly<Record<DeliveryReason, readonly string[]>> = {
  'no-such-address': ['userunknown', 'hasmoved'],
  'no-such-domain': ['hostunknown', 'notaccept'],
  'mailbox-full': ['mailboxfull', 'systemfull'],
  'switched-off': ['suspend'],
  'sender-refused': [
    ...['rejected', 'blocked', 'badreputation', 'requireptr', 'authfailure', 'norelaying', 'securityerror'],
  ],
  'content-refused': ['spamdetected', 'virusdetected', 'contenterror', 'policyviolation', 'notcompliantrfc'],
  filtered: ['filtered'],
  'too-large': ['mesgtoobig', 'emailtoolarge', 'exceedlimit'],
  'too-many': ['toomanyconn', 'speeding', 'ratelimited'],
  'out-of-reach': [
    ...['expired', 'networkerror', 'systemerror', 'mailererror', 'syntaxerror', 'failedstarttls'],
  ],
  unknown: ['undefined', 'onhold'],
}
const isReason = (reason: DeliveryReason, word: string): boolean => coarse[reason].includes(word)

const kindOf = ([first]: readonly Expected[]): Verdict['kind'] => {
  if (first?.reason === 'feedback') return 'complaint'
  return first?.reason === 'vacation' ? 'contact' : 'bounce'
}

const judged = (mail: Mail): Judged[] =>
  (mail.report?.failed ?? []).map((each) => bounceReason(each, mail.report?.said ?? ''))

interface Pair {
  readonly expected: Expected
  readonly found: Judged | undefined
}

/** Each expected recipient with the one of ours that is most like it: the source does not name them. */
const pairs = (mail: Mail, expected: readonly Expected[]): Pair[] => {
  const left = judged(mail)
  const likeness = (found: Judged, wanted: Expected): number =>
    Number(isReason(found.reason, wanted.reason)) * 2 + Number(found.isHard === wanted.hard_bounce)
  return expected.map((wanted) => {
    const [best] = left.toSorted((a, b) => likeness(b, wanted) - likeness(a, wanted))
    if (best) left.splice(left.indexOf(best), 1)
    return { expected: wanted, found: best }
  })
}

interface Read {
  readonly name: string
  readonly pairs: readonly Pair[]
}

/** Counts recipients, not mails: one report may speak of several. */
const perRecipient = (
  set: string,
  target: number,
  reads: readonly Read[],
  why: (pair: Pair) => string | null,
): SetResult => {
  const told = reads.flatMap(({ name, pairs }) => pairs.map((pair) => ({ name, why: why(pair) })))
  const failed = told.flatMap(({ name, why }) => (why === null ? [] : [{ name, why }]))
  return {
    set,
    cases: told.length,
    passed: told.length - failed.length,
    failed,
    slowestMs: 0,
    crashes: 0,
    target,
  }
}

/** Reports of delivery, complaints and vacations of many systems; see the README of the folder. */
export const mailBounces: ConformanceSet = async (dataDir) => {
  const folder = join(dataDir, 'mail-bounces')
  const names = await filesBelow(join(folder, 'eml'), '.eml')
  if (!names) return null
  const all = await readJson(folder, 'expected.json', expectedSchema)
  const reads: Read[] = []
  const cases = names.map(async (name) => ({
    name,
    bytes: await readFile(join(folder, 'eml', name)),
    judge: (mail: Mail) => {
      const expected = all[name]
      if (!expected) return []
      const kind = kindOf(expected)
      if (kind === 'bounce') reads.push({ name, pairs: pairs(mail, expected) })
      return differ('kind', judge(mail, facts).kind, kind)
    },
  }))
  return [
    await judgeCases('mail-bounces: kind', 1, await Promise.all(cases)),
    perRecipient('mail-bounces: hard or soft', 0.95, reads, ({ expected, found }) =>
      found?.isHard === expected.hard_bounce ? null : `${found?.reason}, not ${expected.reason}`,
    ),
    perRecipient('mail-bounces: reason', 0.9, reads, ({ expected, found }) =>
      found && isReason(found.reason, expected.reason) ? null : `${found?.reason}, not ${expected.reason}`,
    ),
  ]
}
