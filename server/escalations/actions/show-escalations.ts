import { caseForActor } from '../../cases/index.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Escalation } from '../contract.ts'
import { escalationsOf } from '../queries/escalations.ts'
import { toEscalation } from '../rules/show-escalation.ts'

/** Everything that guidelines asked for on a need, oldest first. @throws platform.not-found */
export const showEscalations = async (
  db: Database,
  actor: StaffActor,
  caseId: number,
): Promise<{ items: Escalation[] }> => {
  await caseForActor(db, actor, caseId)
  return { items: (await escalationsOf(db, caseId)).map((row) => toEscalation(row, actor)) }
}
