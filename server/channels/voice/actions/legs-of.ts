import type { LegInput } from '../../../cases/index.ts'
import { allTeams, staffIdAt, staffNames } from '../../../people/index.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { FoldedCall } from '../rules/fold-call.ts'

const NOBODY = 'Nobody'
const NAME_LENGTH = 120

/** The legs of a call with the people and teams of this desk in them; others keep the name that was told. */
export const legsOf = async (tx: Tx, { legs }: FoldedCall): Promise<LegInput[]> => {
  const teams = new Map((await allTeams(tx)).map(({ id, name }) => [name.toLowerCase(), id]))
  const staff = new Map<string, { id: number; name: string }>()
  for (const agent of new Set(legs.flatMap((leg) => leg.agent ?? []))) {
    const id = await staffIdAt(tx, agent)
    const name = id === null ? undefined : (await staffNames(tx, [id])).get(id)
    if (id !== null && name !== undefined) staff.set(agent, { id, name })
  }
  return legs.map(({ agent, team, startedAt, ...measured }) => {
    const known = agent === null ? undefined : staff.get(agent)
    const teamId = teams.get(team.toLowerCase())
    return {
      ...measured,
      ...(known && { staffId: known.id }),
      staffName: (known?.name ?? agent ?? NOBODY).slice(0, NAME_LENGTH),
      ...(teamId !== undefined && { teamId }),
      teamName: team.slice(0, NAME_LENGTH),
      startedAt: startedAt.toISOString(),
    }
  })
}
