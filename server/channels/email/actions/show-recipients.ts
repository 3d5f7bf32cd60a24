import type { z } from 'zod'
import { caseForActor } from '../../../cases/index.ts'
import { platformErrors } from '../../../platform/contract/errors.ts'
import type { Database } from '../../../platform/db/pool.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { mailRecipientsSchema } from '../contract.ts'
import { recipientsOfMessage } from '../queries/shown-recipients.ts'

/**
 * What became of a mail of ours, for each of those it is for.
 * @throws platform.not-found, also for a message that is no mail of ours
 */
export const showRecipients = async (
  db: Database,
  actor: StaffActor,
  { caseId, messageId }: { caseId: number; messageId: number },
): Promise<z.input<typeof mailRecipientsSchema>> => {
  await caseForActor(db, actor, caseId)
  const rows = await recipientsOfMessage(db, caseId, messageId)
  const [first] = rows
  if (!first) throw platformErrors.notFound()
  const copied = new Set(first.copied.map((address) => address.toLowerCase()))
  return {
    items: rows.map(({ address, state, reason, reply, changedAt }) => ({
      ...{ address, state, reason, reply, isCopy: copied.has(address), at: changedAt.toISOString() },
    })),
    waiting: first.waiting,
    nextTryAt: rows.some(({ state }) => state === 'deferred') ? first.nextTryAt.toISOString() : null,
  }
}
