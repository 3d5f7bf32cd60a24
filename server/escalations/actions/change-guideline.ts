import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { changeGuidelineSchema, Guideline } from '../contract.ts'
import { updateGuideline } from '../queries/guidelines.ts'
import { toGuideline } from '../rules/show-guideline.ts'
import { afterWriting, lockOwnGuideline, refuseGuideline } from './guideline-change.ts'

/**
 * Changes a guideline, or switches it on or off; what is not named stays. What fired already keeps what it said then.
 * @throws platform.not-found, platform.version-needed, platform.changed-meanwhile; escalations.not-your-team,
 * escalations.not-here
 */
export const changeGuideline = async (
  tx: Tx,
  actor: StaffActor,
  id: number,
  ifMatch: number | null,
  change: z.output<typeof changeGuidelineSchema>,
): Promise<Guideline> => {
  const row = await lockOwnGuideline(tx, actor, id)
  const before = toGuideline(row, actor)
  requireVersion(ifMatch, before)
  const next = {
    teamId: change.teamId === undefined ? (row.team?.id ?? null) : change.teamId,
    condition: change.condition ?? before.condition,
    advice: change.advice ?? before.advice,
    ask: change.ask ?? before.ask,
    isOn: change.isOn ?? before.isOn,
  }
  // Somebody who left may still be named where nobody chooses whom to ask: the lead on duty is asked for them.
  await refuseGuideline(tx, actor, change.ask ? next : { ...next, ask: { kind: 'lead' } })
  await updateGuideline(tx, id, next)
  return afterWriting(tx, actor, id, 'changed')
}
