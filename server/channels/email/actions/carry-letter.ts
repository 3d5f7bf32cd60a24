import {
  type Courier,
  type Letter,
  type LockedCase,
  type Sending,
  unsafeLockCase,
  writeNotice,
  writeReply,
} from '../../../cases/index.ts'
import { emailsOf } from '../../../customers/index.ts'
import { deskSettings, findStaff, nameOfDesk } from '../../../people/index.ts'
import { newestHeaders } from '../queries/mail-headers.ts'
import { bareSubject } from '../rules/subject.ts'
import { mailOut } from './mail-out.ts'

/**
 * Mails a letter to the customer alone: nobody who was copied in, and no address that only a mail named, may
 * answer in their place. Null for a customer without an e-mail address.
 */
export const carryLetter: Courier = async (sending, letter) => {
  const { tx } = sending
  const row = await unsafeLockCase(tx, letter.caseId)
  const theirs = await newestHeaders(tx, row.id, 'customer')
  const own = row.customer_id === null ? [] : await emailsOf(tx, row.customer_id)
  const [first] = own
  if (first === undefined) return null
  const lately = theirs?.from_address.toLowerCase() ?? ''
  const to = [own.includes(lately) ? lately : first]
  const subject = `Re: ${bareSubject(theirs?.subject ?? '') || row.need}`
  const written = await write(sending, row, letter, { to, subject })
  const receivedBy = theirs?.mailbox_id ?? null
  await mailOut(sending, row, { ...written, subject, to, cc: [], receivedBy })
  return written
}

const write = async (
  { tx, config }: Sending,
  row: LockedCase,
  { by, text }: Letter,
  { to, subject }: { to: string[]; subject: string },
) => {
  if (by.kind === 'desk') {
    const authorName = nameOfDesk(await deskSettings(tx))
    const messageId = await writeNotice(tx, by.actor, row, { channel: 'email', subject, text, authorName })
    return { messageId, undoUntil: new Date(), person: null }
  }
  const { messageId, undoUntil } = await writeReply(tx, by.actor, {
    ...{ caseId: row.id, channel: 'email', subject, text, html: null, to, cc: [], attachments: [] },
    ...{ seenUpTo: by.seenUpTo, nextState: 'solution-proposed', undoSeconds: config.UNDO_SECONDS },
  })
  return { messageId, undoUntil, person: (await findStaff(tx, by.actor.staffId))?.name ?? null }
}
