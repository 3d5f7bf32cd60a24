import type { LockedCase } from '../../cases/index.ts'
import { dueAfter, teamHours } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { enqueue } from '../../platform/jobs/job.ts'
import { lookTicket } from '../jobs/queue.ts'
import type { GuidelineRow } from '../queries/guidelines.ts'
import { fire } from './fire.ts'

/**
 * Fires the guidelines for whose time the customer of a locked case has waited, in open hours of its team, and has the
 * case looked at again when the next one is due.
 */
export const watchWaiting = async (
  tx: Tx,
  row: LockedCase,
  guidelines: readonly GuidelineRow[],
  now: Date,
): Promise<void> => {
  const since = row.customer_waiting_since
  const waiting = guidelines.filter(({ condition }) => condition.kind === 'waiting')
  if (since === null || waiting.length === 0) return
  const hours = await teamHours(tx, row.team_id)
  const later: Date[] = []
  for (const guideline of waiting) {
    if (guideline.condition.kind !== 'waiting') continue
    const dueAt = dueAfter(hours, since, guideline.condition.minutes * 60_000)
    if (dueAt === null) continue
    if (dueAt > now) later.push(dueAt)
    else await fire(tx, row, guideline, { happenedAt: dueAt, messageId: null, said: '' })
  }
  const [next] = later.sort((a, b) => +a - +b)
  if (next)
    await enqueue(tx, lookTicket, { caseId: row.id }, { runAt: next, key: `escalations.look:${row.id}` })
}
