import type { Tx } from '../../../platform/db/transaction.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import { announce } from '../../../platform/journal/announce.ts'
import { emailAnnouncements } from '../contract.ts'
import { dropBytes } from '../queries/kept-mails.ts'
import { holdForHelp } from './hold-for-help.ts'

/**
 * Removes a kept mail for good. The journal keeps who did it; the row keeps only that this mail was here, so that
 * a second delivery does not bring it back.
 * @throws platform.not-found; email.not-quarantined when it found its place meanwhile
 */
export const removeKeptMail = async (tx: Tx, actor: StaffActor, rawMailId: number): Promise<null> => {
  const mail = await holdForHelp(tx, rawMailId)
  await dropBytes(tx, rawMailId, mail.fileKey)
  await announce(tx, emailAnnouncements.removed, {
    actor,
    objects: [{ type: 'raw-mail', id: rawMailId }],
    attributes: { rawMailId, size: mail.size },
  })
  return null
}
