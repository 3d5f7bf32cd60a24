import { setDelivery } from '../../../cases/index.ts'
import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import type { Platform } from '../../../platform/platform.ts'
import { queueSending } from '../jobs/queue.ts'
import {
  type Attempt,
  behindEarlier,
  claimOutgoing,
  closeOutgoing,
  lockOutgoing,
} from '../queries/outbox-attempts.ts'
import { recipientsOf } from '../queries/recipients.ts'
import { limitedUntil } from '../queries/sending-limits.ts'
import { isPending } from '../rules/recipients.ts'
import { IN_LINE_MS, wordsFor } from '../rules/retries.ts'
import { settleOutgoing } from './settle-outgoing.ts'

const actor = systemActor('email')

/**
 * Makes the next attempt to send a mail ours; null when there is nothing to do now: it was sent or taken back, its
 * time has not come, an earlier mail of its case or its mailbox's limits hold it back, or its sender died and nobody
 * can know whether it left.
 */
export const beginSending = ({ db }: Platform, outboxId: number): Promise<Attempt | null> =>
  transact(db, actor, async (tx) => {
    const outgoing = await lockOutgoing(tx, outboxId)
    if (!outgoing) return null
    if (!outgoing.isDue) {
      await queueSending(tx, outboxId, outgoing.nextTryAt)
      return null
    }
    if (outgoing.state === 'held' && !(await setDelivery(tx, outgoing.messageId, 'queued', null))) {
      await closeOutgoing(tx, outboxId)
      return null
    }
    const pending = (await recipientsOf(tx, outboxId)).filter(isPending)
    // Its sender died: whether the text had begun to leave decides what may be done.
    if (outgoing.state === 'sending' && outgoing.dataBegunAt !== null) {
      const reply = wordsFor.uncertain()
      const ends = pending.map(
        ({ address }) => ({ address, state: 'uncertain', reason: null, reply }) as const,
      )
      await settleOutgoing(tx, outgoing, ends)
      return null
    }
    const behind = await behindEarlier(tx, outboxId, outgoing.caseId)
    const to = pending.map(({ address }) => address).filter((address) => !behind.includes(address))
    if (to.length === 0) {
      const nextTryAt = new Date(Date.now() + IN_LINE_MS)
      await settleOutgoing(tx, outgoing, [], { nextTryAt, waiting: 'order' })
      return null
    }
    const { mailboxId } = outgoing
    const until = mailboxId === null ? null : await limitedUntil(tx, mailboxId, outboxId)
    if (until) {
      await settleOutgoing(tx, outgoing, [], { nextTryAt: until, waiting: 'limit' })
      return null
    }
    return { outgoing, to, claim: await claimOutgoing(tx, outboxId) }
  })
