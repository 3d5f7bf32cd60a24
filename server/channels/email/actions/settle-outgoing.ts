import { setDelivery } from '../../../cases/index.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { queueSending } from '../jobs/queue.ts'
import { endRecipients, placeOutgoing, recipientsOf, releaseFollowers } from '../queries/recipients.ts'
import { isPending, outboxStateOf, type RecipientEnd, summaryOf, type Waiting } from '../rules/recipients.ts'

/**
 * Writes down what became of a mail for some of those it is for, and what follows of it: where the mail stands,
 * what its message says, and that mails which waited for it may go. Nobody is called twice for the same news.
 * @param nextTryAt when the others are tried again; the row's own time stays when left out
 */
export const settleOutgoing = async (
  tx: Tx,
  { id, messageId, caseId }: { readonly id: number; readonly messageId: number; readonly caseId: number },
  ends: readonly RecipientEnd[],
  { nextTryAt, waiting = null }: { nextTryAt?: Date; waiting?: Waiting | null } = {},
): Promise<void> => {
  const before = await recipientsOf(tx, id)
  await endRecipients(tx, id, ends)
  const after = before.map((one) => ends.find(({ address }) => address === one.address) ?? one)
  const state = outboxStateOf(after)
  await placeOutgoing(tx, id, { state, waiting, ...(nextTryAt && { nextTryAt }) })
  const said = summaryOf(after)
  if (JSON.stringify(said) !== JSON.stringify(summaryOf(before)))
    await setDelivery(tx, messageId, said.delivery, said.detail, said.reason)
  if (after.some(isPending) && nextTryAt) await queueSending(tx, id, nextTryAt)
  if (!after.some(isPending))
    for (const follower of await releaseFollowers(tx, id, caseId))
      await queueSending(tx, follower, new Date())
}
