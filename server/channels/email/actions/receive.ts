import { allTeams, defaultTeam } from '../../../people/index.ts'
import { transact } from '../../../platform/db/transaction.ts'
import { announce } from '../../../platform/journal/announce.ts'
import type { Platform } from '../../../platform/platform.ts'
import { emailAnnouncements } from '../contract.ts'
import { readMail } from '../mime/reader.ts'
import { mailboxAddresses, mailboxById } from '../queries/mailboxes.ts'
import { holdWaitingMail, settleMail, type WaitingMail, waitingMail } from '../queries/raw-mails.ts'
import { judge } from '../rules/judge.ts'
import { findCase } from './find-case.ts'
import { findRecipient } from './find-recipient.ts'
import { noteBounce } from './note-bounce.ts'
import { emailActor, place } from './place.ts'

/**
 * Steps 2 to 5 of a stored mail: read it, judge it, find person and case, put it there. Safe to run again.
 * @throws Unreadable, and whatever disk and database throw: the job tries again
 */
export const receive = async (platform: Platform, rawMailId: number): Promise<void> => {
  const raw = await waitingMail(platform.db, rawMailId)
  if (!raw) return
  const limit = platform.config.MAIL_MAX_BYTES
  if (raw.size > limit) return setAside(platform, raw.id, 'quarantined', `It is larger than ${limit} bytes.`)
  const mail = await readMail(await platform.files.get(raw.fileKey))
  const ownAddresses = await addressesOfOurs(platform)
  const verdict = judge(mail, { mailFrom: raw.mailFrom, ownAddresses, seal: platform.seal })
  if (verdict.kind === 'quarantine') return setAside(platform, raw.id, 'quarantined', verdict.reason)
  if (verdict.kind === 'ignore') return setAside(platform, raw.id, 'ignored', verdict.reason)
  const teamId = await teamFor(platform, raw)
  if (verdict.kind === 'bounce') {
    const reason = await noteBounce(platform, { raw, mail, teamId, ownAddresses })
    return reason === null ? undefined : setAside(platform, raw.id, 'ignored', reason)
  }
  const { from, automatic } = verdict
  const thread = await findCase(platform.db, platform.seal, mail, {
    from,
    recipients: raw.recipients,
    ownAddresses,
  })
  if (automatic === 'reply' && thread.caseId === null)
    return setAside(platform, raw.id, 'ignored', 'It is an automatic reply that answers none of our cases.')
  const kind = automatic === 'no' ? 'message' : 'automatic'
  await place(platform, { raw, mail, kind, from, teamId, thread, ownAddresses })
}

/** Ends the reading of a mail without a case; it stays whole and can be tried again. */
export const setAside = (
  { db }: Platform,
  rawMailId: number,
  state: 'quarantined' | 'ignored',
  reason: string,
): Promise<void> =>
  transact(db, emailActor, async (tx) => {
    if (!(await holdWaitingMail(tx, rawMailId))) return
    await settleMail(tx, rawMailId, { state, reason })
    await announce(tx, emailAnnouncements[state], {
      actor: emailActor,
      objects: [{ type: 'raw-mail', id: rawMailId }],
      attributes: { rawMailId, reason },
    })
  })

const addressesOfOurs = async ({ db }: Platform): Promise<Set<string>> => {
  const teams = await allTeams(db)
  return new Set([...(await mailboxAddresses(db)), ...teams.flatMap((team) => team.addresses)])
}

/** The team of the mailbox, else of the address it was sent to, else the first team. */
const teamFor = async ({ db, seal }: Platform, raw: WaitingMail): Promise<number> => {
  const mailbox = raw.mailboxId === null ? undefined : await mailboxById(db, raw.mailboxId)
  if (mailbox) return mailbox.teamId
  for (const address of raw.recipients) {
    const recipient = await findRecipient(db, seal, address)
    if (recipient) return recipient.teamId
  }
  const team = await defaultTeam(db)
  if (team === undefined) throw new Error('there is no team yet')
  return team
}
