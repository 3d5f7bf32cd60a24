import { findTeam, staffExists } from '../../people/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { escalationAnnouncements, escalationErrors, type Guideline, type NewGuideline } from '../contract.ts'
import { queueLookAtAll } from '../jobs/queue.ts'
import { type GuidelineRow, lockGuideline } from '../queries/guidelines.ts'
import { mayWriteFor, toGuideline } from '../rules/show-guideline.ts'

/**
 * Refuses a guideline that this person may not write, or that asks somebody who cannot be asked.
 * @throws platform.not-found for an unknown team or person; escalations.not-your-team, escalations.not-here
 */
export const refuseGuideline = async (
  tx: Tx,
  actor: StaffActor,
  { teamId, ask }: Pick<NewGuideline, 'teamId' | 'ask'>,
): Promise<void> => {
  if (teamId !== null && !(await findTeam(tx, teamId))) throw platformErrors.notFound()
  if (!mayWriteFor(actor, teamId)) throw escalationErrors.notYourTeam()
  if (ask.kind === 'team' && !(await findTeam(tx, ask.teamId))) throw platformErrors.notFound()
  if (ask.kind === 'person' && !(await staffExists(tx, ask.staffId))) throw escalationErrors.notHere()
}

/**
 * A guideline that this person may change; nobody else does until this transaction ends.
 * @throws platform.not-found; escalations.not-your-team
 */
export const lockOwnGuideline = async (tx: Tx, actor: StaffActor, id: number): Promise<GuidelineRow> => {
  const row = await lockGuideline(tx, id)
  if (!row) throw platformErrors.notFound()
  if (!mayWriteFor(actor, row.team?.id ?? null)) throw escalationErrors.notYourTeam()
  return row
}

/** Announces a guideline as it reads now, and has those looked at who wait for so long already. */
export const afterWriting = async (
  tx: Tx,
  actor: StaffActor,
  id: number,
  how: 'written' | 'changed',
): Promise<Guideline> => {
  const row = await lockGuideline(tx, id)
  if (!row) throw platformErrors.notFound()
  if (row.isOn && row.condition.kind === 'waiting') await queueLookAtAll(tx, row.team?.id ?? null)
  await tellGuideline(tx, actor, id, how)
  return toGuideline(row, actor)
}

export const tellGuideline = (
  tx: Tx,
  actor: StaffActor,
  id: number,
  how: 'written' | 'changed' | 'removed',
): Promise<number> =>
  announce(tx, escalationAnnouncements.guidelineChanged, {
    actor,
    objects: [{ type: 'guideline', id }],
    attributes: { how },
  })
