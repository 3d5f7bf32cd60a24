import type { LockedCase } from '../../cases/index.ts'
import { dutyLeadOf, findTeam, personOrStandIn } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { GuidelineRow } from '../queries/guidelines.ts'

type Ask = Pick<GuidelineRow, 'ask'> & Partial<Pick<GuidelineRow, 'askStaffId' | 'askTeamId'>>

/**
 * Who is asked when a guideline fires: as it says, or whoever stands in for them, or else the lead on duty of the
 * case's team; never nobody. They cannot be switched off until this transaction ends.
 */
export const whomToAsk = async (tx: Tx, row: LockedCase, guideline: Ask): Promise<number> =>
  (await wished(tx, row, guideline)) ?? (await leadOf(tx, row))

const wished = async (
  tx: Tx,
  row: LockedCase,
  { ask, askStaffId, askTeamId }: Ask,
): Promise<number | undefined> => {
  if (ask === 'owner') return personOrStandIn(tx, row.owner_id)
  if (askStaffId) return personOrStandIn(tx, askStaffId)
  return askTeamId ? dutyLeadOf(tx, askTeamId) : undefined
}

const leadOf = async (tx: Tx, { team_id, owner_id }: LockedCase): Promise<number> =>
  (await dutyLeadOf(tx, team_id)) ?? owner_id

/** Who is asked in place of somebody who leaves: the lead on duty, or the one who leads the team. */
export const insteadOf = async (tx: Tx, row: LockedCase, goneId: number): Promise<number> => {
  const onDuty = await leadOf(tx, row)
  return onDuty === goneId ? ((await findTeam(tx, row.team_id))?.dutyLeadId ?? row.owner_id) : onDuty
}
