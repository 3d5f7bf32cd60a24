import { platformErrors } from '../../platform/contract/errors.ts'
import { brokenConstraint } from '../../platform/db/constraint.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements, peopleErrors } from '../contract.ts'
import { deleteTeam, findTeam, lockTeams } from '../queries/teams.ts'

/** Removes a team that holds no cases. @throws people.last-team, people.team-in-use */
export const removeTeam = async (tx: Tx, actor: StaffActor, id: number): Promise<void> => {
  const all = await lockTeams(tx)
  const team = await findTeam(tx, id)
  if (!team) throw platformErrors.notFound()
  if (all.length === 1) throw peopleErrors.lastTeam()
  await deleteTeam(tx, id).catch((error: unknown) => {
    throw brokenConstraint(error) === null ? error : peopleErrors.teamInUse()
  })
  await announce(tx, peopleAnnouncements.teamChanged, {
    actor,
    objects: [{ type: 'team', id, qualifier: 'removed' }],
    attributes: { name: team.name },
  })
}
