import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { announce } from '../../../platform/journal/announce.ts'
import type { Platform } from '../../../platform/platform.ts'
import { emailAnnouncements } from '../contract.ts'
import { unqueueReading } from '../jobs/queue.ts'
import { holdWaitingMail, settleMail } from '../queries/raw-mails.ts'

const actor = systemActor('email')

/** Ends the reading of a mail without a case; it stays whole, with the reason, and can be tried again. */
export const setAside = (
  { db }: Platform,
  rawMailId: number,
  state: 'quarantined' | 'ignored',
  reason: string,
): Promise<void> =>
  transact(db, actor, async (tx) => {
    if (!(await holdWaitingMail(tx, rawMailId))) return
    await settleMail(tx, rawMailId, { state, reason })
    await unqueueReading(tx, rawMailId)
    await announce(tx, emailAnnouncements[state], {
      actor,
      objects: [{ type: 'raw-mail', id: rawMailId }],
      attributes: { rawMailId, reason },
    })
  })
