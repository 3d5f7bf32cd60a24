import { casePermissions } from '../../cases/contract.ts'
import { absenceAt, dutyLeadOf, findStaff, findTeam, staffExists } from '../../people/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { consultErrors } from '../contract.ts'

/** A colleague by name, or a team: then whoever is on duty there. */
export type Asked = { readonly staffId: number } | { readonly teamId: number }

export interface Found {
  readonly staffId: number
  readonly name: string
  readonly teamId: number | null
}

/**
 * Who is to answer. They cannot be switched off until this transaction ends.
 * @throws platform.not-found; consults.to-self, not-here, away with the stand-in, nobody-on-duty, may-not-write
 */
export const findAsked = async (
  tx: Tx,
  askerId: number | null,
  asked: Asked,
  mayWriteToCustomer: boolean,
): Promise<Found> => {
  const found =
    'teamId' in asked ? await onDuty(tx, askerId, asked.teamId) : await byName(tx, askerId, asked.staffId)
  const { role } = found.person
  if (mayWriteToCustomer && !(casePermissions.write.holders as readonly string[]).includes(role))
    throw consultErrors.mayNotWrite()
  return { staffId: found.person.id, name: found.person.name, teamId: found.teamId }
}

const byName = async (tx: Tx, askerId: number | null, staffId: number) => {
  if (staffId === askerId) throw consultErrors.toSelf()
  const person = await findStaff(tx, staffId)
  if (!person) throw platformErrors.notFound()
  const { name } = person
  if (!(await staffExists(tx, staffId)))
    throw consultErrors.notHere({
      detail: `${name} cannot be asked: they left, or have not signed in yet. Choose somebody else.`,
    })
  const absence = await absenceAt(tx, staffId, new Date())
  if (!absence) return { person, teamId: null }
  const { standIn, endsAt } = absence
  const until = endsAt.slice(0, 10)
  throw consultErrors.away({
    ...{ standIn, endsAt },
    detail: `${name} is away until ${until}. ${standIn.name} stands in for them: ask ${standIn.name}.`,
  })
}

const onDuty = async (tx: Tx, askerId: number | null, teamId: number) => {
  const team = await findTeam(tx, teamId)
  if (!team) throw platformErrors.notFound()
  const staffId = await dutyLeadOf(tx, teamId)
  const person = staffId === undefined ? undefined : await findStaff(tx, staffId)
  if (!person || !(await staffExists(tx, person.id)) || (await absenceAt(tx, person.id, new Date())))
    throw consultErrors.nobodyOnDuty({
      detail: `Nobody is on duty in ${team.name} now. Ask one of its people by name, or another team.`,
    })
  if (person.id === askerId)
    throw consultErrors.toSelf({
      detail: `You are on duty for ${team.name} yourself. Ask one of its people by name, or another team.`,
    })
  return { person, teamId }
}
