import type { Platform } from '../../../platform/platform.ts'
import { teamFor } from '../actions/find-recipient.ts'
import { dateOfOld, keepOldMail } from '../actions/keep-old-mail.ts'
import { addressesOfOurs } from '../actions/own-addresses.ts'
import { setAside } from '../actions/set-aside.ts'
import { readMail } from '../mime/reader.ts'
import { findImport } from '../queries/mail-imports.ts'
import type { WaitingMail } from '../queries/raw-mails.ts'
import { judge } from '../rules/judge.ts'

/**
 * Reads a mail that an import brought and puts it on record as history. Reports of machines are kept and not shown.
 * @returns false for one that is new enough to be treated as if it came today
 * @throws Unreadable
 */
export const receiveOld = async (
  platform: Platform,
  raw: WaitingMail,
  importId: number,
): Promise<boolean> => {
  const { db, seal } = platform
  const [found, bytes] = await Promise.all([findImport(db, importId), platform.files.get(raw.fileKey)])
  const mail = await readMail(bytes)
  const isSent = found?.isSent ?? false
  const openSince = found?.openSince ?? null
  const ownAddresses = await addressesOfOurs(db)
  const verdict = judge(mail, { mailFrom: raw.mailFrom, ownAddresses, seal })
  const isOurs = isSent || mail.from.some(({ address }) => ownAddresses.has(address))
  if (openSince !== null && !isOurs && dateOfOld(mail, raw.receivedAt) >= openSince) return false
  if (verdict.kind === 'contact') {
    const { from, automatic } = verdict
    const teamId = await teamFor(db, seal, raw)
    const old = { raw, mail, from, automatic: automatic !== 'no', isSent, teamId, ownAddresses }
    await keepOldMail(platform, old)
  } else if (verdict.kind === 'quarantine' || verdict.kind === 'ignore')
    await setAside(platform, raw.id, verdict.kind === 'ignore' ? 'ignored' : 'quarantined', verdict.reason)
  else await setAside(platform, raw.id, 'ignored', 'It is an old report of a mail server.')
  return true
}
