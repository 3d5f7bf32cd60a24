import type { Targets } from '../../clocks/contract.ts'
import { reckonClocks, setPolicy } from '../../clocks/index.ts'
import { newAbsenceSchema, newRotaSchema } from '../../people/contract.ts'
import { findTeam, planDuty, tellAbsence } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { type ColleagueKey, type TeamKey, timeZone } from './company.ts'
import { type Cast, known } from './people.ts'

const WEEKDAYS = [1, 2, 3, 4, 5]
const DAY_MS = 86_400_000

const turns: Readonly<Record<TeamKey, readonly (readonly [ColleagueKey, number, number])[]>> = {
  service: [
    ['tomas', 8, 13],
    ['ida', 13, 18],
  ],
  technical: [['mei', 8, 16]],
  billing: [],
}

/** Who is on duty when, who will be away, and how long customers may wait. */
export const planAhead = async (tx: Tx, cast: Cast): Promise<void> => {
  const grace = known(cast.staff, 'grace')
  for (const [key, teamId] of cast.teams) {
    const team = await findTeam(tx, teamId)
    await planDuty(tx, grace, teamId, team?.version ?? null, rotaOf(cast, key))
  }
  const ahead = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString()
  const away = { staffId: known(cast.staff, 'amina').staffId, standInId: known(cast.staff, 'ida').staffId }
  await tellAbsence(tx, grace, newAbsenceSchema.parse({ ...away, startsAt: ahead(5), endsAt: ahead(12) }))
  for (const { team, ...targets } of policies) {
    const scope = { teamId: team === null ? null : known(cast.teams, team), organisationId: null }
    await setPolicy(tx, grace, scope, null, targets)
  }
}

const rotaOf = (cast: Cast, key: TeamKey) =>
  newRotaSchema.parse({
    timeZone,
    turns: WEEKDAYS.flatMap((weekday) =>
      turns[key].map(([who, from, to]) => ({
        ...{ staffId: known(cast.staff, who).staffId, weekday },
        ...{ fromMinute: from * 60, toMinute: to * 60 },
      })),
    ),
  })

/** In open minutes. */
const policies: readonly (Targets & { readonly team: TeamKey | null })[] = [
  { team: null, firstResponse: 240, nextResponse: 480, firstResolution: 1_800, fullResolution: 3_000 },
  { team: 'technical', firstResponse: 60, nextResponse: 240, firstResolution: 1_200, fullResolution: 2_400 },
]

/** Sets the clocks of what is still under way; in the demonstration the past is given, so that it has none to keep. */
export const startClocks = async (tx: Tx): Promise<void> => {
  const underWay = await tx
    .selectFrom('cases')
    .select('id')
    .where('state', 'in', ['new', 'open', 'waiting-for-customer', 'solution-proposed'])
    .orderBy('id')
    .execute()
  for (const { id } of underWay) await reckonClocks(tx, id, new Date())
}
