import type { Tx } from '../../../platform/db/transaction.ts'
import { queueSending } from '../jobs/queue.ts'
import { noteSendError } from '../queries/mailbox-health.ts'
import { releaseWaiting } from '../queries/outbox-lines.ts'

/**
 * Writes down whether a mailbox can send. The mails that waited for it leave as soon as one of them has.
 * @param trouble what keeps it from sending, in words; null when it can
 */
export const noteSending = async (tx: Tx, mailboxId: number, trouble: string | null): Promise<void> => {
  if (!(await noteSendError(tx, mailboxId, trouble)) || trouble !== null) return
  await letGo(tx, mailboxId)
}

/** Lets the mails that wait for a mailbox be tried now. */
export const letGo = async (tx: Tx, mailboxId: number): Promise<void> => {
  for (const id of await releaseWaiting(tx, mailboxId)) await queueSending(tx, id, new Date())
}
