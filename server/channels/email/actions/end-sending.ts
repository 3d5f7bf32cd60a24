import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type Attempt, endAttempt } from '../queries/outbox-attempts.ts'
import { recipientsOf } from '../queries/recipients.ts'
import { isPending } from '../rules/recipients.ts'
import { type End, giveUp, IN_LINE_MS, nextTry } from '../rules/retries.ts'
import { noteSending } from './note-sending.ts'
import { settleOutgoing } from './settle-outgoing.ts'

const actor = systemActor('email')

/** Writes down how an attempt ended and when the next one is due; nothing when another has taken its place. */
export const endSending = ({ db }: Platform, { outgoing, claim, to }: Attempt, end: End): Promise<void> =>
  transact(db, actor, async (tx) => {
    if (!(await endAttempt(tx, outgoing.id, claim, end.reply))) return
    const { mailboxId, attempts, createdAt } = outgoing
    if (end.trouble !== undefined && mailboxId !== null)
      await noteSending(tx, mailboxId, end.trouble?.forAdmins ?? null)
    const isHeld = end.trouble?.isHeld === true
    const next = nextTry(attempts + 1, createdAt, new Date(), isHeld)
    const ends = next ? end.ends : giveUp(end.ends)
    const isBehind = (await recipientsOf(tx, outgoing.id)).some(
      (one) => isPending(one) && !to.includes(one.address),
    )
    // What was only put off leaves too as soon as another mail gets through.
    const waiting = end.trouble ? 'mailbox' : isBehind ? 'order' : null
    await settleOutgoing(tx, outgoing, ends, {
      nextTryAt: next ?? new Date(Date.now() + IN_LINE_MS),
      waiting,
    })
  })
