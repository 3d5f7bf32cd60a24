import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { on } from '../../../platform/journal/reactions.ts'
import { letGo } from '../actions/note-sending.ts'
import { emailAnnouncements } from '../contract.ts'

/** A mailbox that was changed may have been mended, or have another limit: what waits for it is tried at once. */
export const letWaitingGo = on(
  emailAnnouncements.mailboxChanged,
  'email.let-waiting-go',
  async ({ db }, { objects }) => {
    const mailboxId = objects.find(({ type }) => type === 'mailbox')?.id
    if (mailboxId !== undefined) await transact(db, systemActor('email'), (tx) => letGo(tx, mailboxId))
  },
)
