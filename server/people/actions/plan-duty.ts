import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { type DutyTurn, type newRotaSchema, peopleAnnouncements, type Rota } from '../contract.ts'
import { allRotas, setRota } from '../queries/duty.ts'
import { staffExists } from '../queries/staff.ts'
import { lockTeam } from '../queries/teams.ts'
import { overlappingTurn } from '../rules.ts'

/**
 * Plans who is on duty in a team, week by week. Outside the turns its duty lead is.
 * @throws platform.not-found for a team that is not theirs to plan, platform.invalid naming the turn that does
 * not fit
 */
export const planDuty = async (
  tx: Tx,
  actor: StaffActor,
  teamId: number,
  ifMatch: number | null,
  { timeZone, turns }: z.output<typeof newRotaSchema>,
): Promise<Rota> => {
  const team = await lockTeam(tx, teamId)
  // Whoever is on duty owns what comes in, and so sees it: nobody plans themselves into another team.
  if (!team || (actor.reach !== 'all' && !actor.teamIds.includes(teamId))) throw platformErrors.notFound()
  requireVersion(ifMatch, team)
  await refuseTurns(tx, turns)
  await setRota(tx, teamId, timeZone, turns)
  await announce(tx, peopleAnnouncements.rotaChanged, {
    actor,
    objects: [{ type: 'team', id: teamId }],
    attributes: { name: team.name },
  })
  const planned = (await allRotas(tx)).find((rota) => rota.teamId === teamId)
  if (!planned) throw new Error('a team vanished while it was locked')
  return planned
}

const refuseTurns = async (tx: Tx, turns: readonly DutyTurn[]): Promise<void> => {
  const overlapping = overlappingTurn(turns)
  if (overlapping !== null) throw wrongTurn(overlapping, 'overlaps another turn of that day')
  for (const staffId of new Set(turns.map((turn) => turn.staffId))) {
    if (await staffExists(tx, staffId)) continue
    const index = turns.findIndex((turn) => turn.staffId === staffId)
    throw wrongTurn(index, 'must be somebody who works here and has signed in before')
  }
}

const wrongTurn = (index: number, message: string) =>
  platformErrors.invalid({ fields: [{ path: `turns.${index}`, message }] })
