import type { Platform } from '../../../platform/platform.ts'
import type { Mail } from '../mime/mail.ts'
import { countMachine, type WaitingMail } from '../queries/raw-mails.ts'
import { judge, type Verdict } from '../rules/judge.ts'
import { addressesOfOurs } from './own-addresses.ts'

/** Mails of one machine that are taken within an hour: more of them are a loop, or nobody can read them anyway. */
const MACHINE_MAILS = 10
const FLOOD = `More than ${MACHINE_MAILS} automatic mails of this sender came within an hour; this one was kept aside.`

export type Understood =
  /** It ends here, kept with the reason. */
  | Extract<Verdict, { kind: 'quarantine' | 'ignore' }>
  | (Exclude<Verdict, { kind: 'quarantine' | 'ignore' }> & {
      readonly mail: Mail
      readonly bytes: Uint8Array
      /** All addresses at which we receive. */
      readonly ownAddresses: ReadonlySet<string>
    })

/**
 * Step 2, read: parses a stored mail in the guarded thread and tells what kind of mail it is.
 * @throws Unreadable
 */
export const understand = async (
  platform: Platform,
  raw: WaitingMail,
  read: (bytes: Uint8Array) => Promise<Mail>,
): Promise<Understood> => {
  const limit = platform.config.MAIL_MAX_BYTES
  if (raw.size > limit) return { kind: 'quarantine', reason: `It is larger than ${limit} bytes.` }
  const bytes = await platform.files.get(raw.fileKey)
  const mail = await read(bytes)
  const ownAddresses = await addressesOfOurs(platform.db)
  const verdict = judge(mail, { mailFrom: raw.mailFrom, ownAddresses, seal: platform.seal })
  if (verdict.kind === 'quarantine' || verdict.kind === 'ignore') return verdict
  if (await isFlood(platform, raw, verdict)) return { kind: 'quarantine', reason: FLOOD }
  return { ...verdict, mail, bytes, ownAddresses }
}

// What a person tries again is let through, and old mail of an import is no flood.
const isFlood = async ({ db }: Platform, raw: WaitingMail, verdict: Verdict): Promise<boolean> => {
  if (verdict.kind !== 'contact' || verdict.automatic === 'no') return false
  if (raw.attempts > 0 || raw.arrivedBy === 'import') return false
  return (await countMachine(db, raw, verdict.from.address)) >= MACHINE_MAILS
}
