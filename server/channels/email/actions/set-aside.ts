import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { announce } from '../../../platform/journal/announce.ts'
import type { Platform } from '../../../platform/platform.ts'
import { emailAnnouncements } from '../contract.ts'
import { unqueueReading } from '../jobs/queue.ts'
import { saveHead } from '../queries/kept-mails.ts'
import { holdWaitingMail, settleMail, waitingMail } from '../queries/raw-mails.ts'
import { readHead } from './read-head.ts'

const actor = systemActor('email')

/** Ends the reading of a mail without a case; it stays whole, with the reason, and can be tried again. */
export const setAside = async (
  { db, files }: Platform,
  rawMailId: number,
  state: 'quarantined' | 'ignored',
  reason: string,
): Promise<void> => {
  const mail = await waitingMail(db, rawMailId)
  if (!mail) return
  const head = await readHead(files, mail.fileKey)
  await transact(db, actor, async (tx) => {
    if (!(await holdWaitingMail(tx, rawMailId))) return
    await saveHead(tx, rawMailId, head)
    await settleMail(tx, rawMailId, { state, reason })
    await unqueueReading(tx, rawMailId)
    await announce(tx, emailAnnouncements[state], {
      actor,
      objects: [{ type: 'raw-mail', id: rawMailId }],
      attributes: { rawMailId, reason },
    })
  })
}
