import { caseForActor } from '../../cases/index.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { DueTimes } from '../contract.ts'
import { dueOtherwise, zoneOfCase } from '../queries/context.ts'
import { readTime } from '../rules/read-time.ts'
import { quickChoices } from '../rules/working-days.ts'

/**
 * What a person's words mean as a time for the customer of a case, with the times that are promised most.
 * @throws platform.not-found
 */
export const nameDueTimes = async (
  db: Database,
  actor: StaffActor,
  caseId: number,
  words = '',
): Promise<DueTimes> => {
  await caseForActor(db, actor, caseId)
  const timeZone = await zoneOfCase(db, caseId)
  const now = new Date()
  const named = readTime(words, { now, timeZone })
  return {
    timeZone,
    read: named && { ...named, dueAt: named.dueAt.toISOString() },
    otherwise: (await dueOtherwise(db, caseId, now)).toISOString(),
    choices: quickChoices(now, timeZone).map(({ key, dueAt }) => ({ key, dueAt: dueAt.toISOString() })),
  }
}
