import type { Absence, Rota, Staff, Team } from '../../server/people/contract.ts'

/** Somebody or some team that something can be asked of. */
export type Receiver = {
  key: string
  name: string
  /** A team and who is on duty there, or the teams of a person. */
  hint: string
  toStaffId?: number
  toTeamId?: number
  /** Who stands in for them meanwhile: they cannot be chosen. */
  standIn: { id: number; name: string } | null
}

type Known = {
  staff: readonly Staff[]
  teams: readonly Team[]
  rotas: readonly Rota[]
  absences: readonly Absence[]
}

/** Whether somebody is away at this moment, in milliseconds since 1970. */
export const isOn = ({ startsAt, endsAt }: Absence, now: number): boolean =>
  Date.parse(startsAt) <= now && Date.parse(endsAt) > now

/** Everybody who can be asked about a case of `teamId`, that team first; somebody is left out. */
export function receiversOf(known: Known, teamId: number, withoutId: number, now: number): Receiver[] {
  const names = new Map(known.staff.map(({ id, name }) => [id, name]))
  const away = new Map(
    known.absences.filter((absence) => isOn(absence, now)).map(({ staff, standIn }) => [staff.id, standIn]),
  )
  const teamNames = new Map(known.teams.map(({ id, name }) => [id, name]))
  const teams = known.rotas
    .filter(({ onDutyId }) => onDutyId !== withoutId)
    .map(
      ({ teamId: id, name, onDutyId }): Receiver => ({
        key: `team-${id}`,
        name,
        hint: names.get(onDutyId) ?? '',
        toTeamId: id,
        standIn: null,
      }),
    )
  const people = known.staff
    .filter(({ id, invited, switchedOffAt }) => id !== withoutId && !invited && !switchedOffAt)
    .map(({ id, name, teamIds, reach }): Receiver & { isNear: boolean } => {
      const isNear = teamIds.includes(teamId)
      const other = isNear || reach === 'all' ? undefined : teamIds[0]
      return {
        key: `person-${id}`,
        name,
        hint: teamIds
          .map((one) => teamNames.get(one))
          .filter(Boolean)
          .join(', '),
        toStaffId: id,
        // Somebody elsewhere sees it only when it becomes their team's; in our team, whatever their reach.
        ...(isNear ? { toTeamId: teamId } : other !== undefined && { toTeamId: other }),
        standIn: away.get(id) ?? null,
        isNear,
      }
    })
  const near = people.filter(({ isNear }) => isNear)
  const far = people.filter(({ isNear }) => !isNear)
  return [...near, ...teams, ...far]
}
