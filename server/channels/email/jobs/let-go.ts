import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { on } from '../../../platform/journal/reactions.ts'
import { tryMailServer } from '../../../platform/mail-transport/smtp.ts'
import { letGo } from '../actions/note-sending.ts'
import { emailAnnouncements } from '../contract.ts'
import { mailboxById } from '../queries/mailboxes.ts'
import { trySending } from './try-sending.ts'

/** A mailbox that was changed may have been mended, or have another limit: what waits for it is tried at once. */
export const letWaitingGo = on(
  emailAnnouncements.mailboxChanged,
  'email.let-waiting-go',
  async (context, { objects }) => {
    const { db } = context
    const mailboxId = objects.find(({ type }) => type === 'mailbox')?.id
    if (mailboxId === undefined) return
    const mailbox = await mailboxById(db, mailboxId)
    // Nothing may wait for it, and nobody would ever learn that it can send again.
    if (mailbox && mailbox.sendError !== null)
      await trySending(context, mailbox, async (server) => {
        await tryMailServer(server)
        return ''
      })
    await transact(db, systemActor('email'), (tx) => letGo(tx, mailboxId))
  },
)
