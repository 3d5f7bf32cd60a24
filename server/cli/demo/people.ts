import { newMailboxSchema } from '../../channels/email/contract.ts'
import { addMailbox } from '../../channels/email/index.ts'
import {
  newCustomerSchema,
  newFieldDefinitionSchema,
  newOrganisationSchema,
} from '../../customers/contract.ts'
import { defineField, makeCustomer, makeOrganisation } from '../../customers/index.ts'
import { newTeamSchema } from '../../people/contract.ts'
import { addColleague, allTeams, createFirstAdmin, makeTeam, removeTeam } from '../../people/index.ts'
import type { Role } from '../../platform/contract/permission.ts'
import { type Tx, transact } from '../../platform/db/transaction.ts'
import { type StaffActor, systemActor } from '../../platform/identity/actor.ts'
import type { Seal } from '../../platform/identity/seal.ts'
import type { Platform } from '../../platform/platform.ts'
import { openHours } from './calendar.ts'
import {
  type Colleague,
  type ColleagueKey,
  type CustomerKey,
  colleagues,
  companyName,
  customers,
  organisations,
  type Person,
  type TeamKey,
  teams,
  timeZone,
} from './company.ts'

/** Everybody of the demonstration under the short names that its stories use. */
export interface Cast {
  readonly staff: ReadonlyMap<ColleagueKey, StaffActor>
  readonly teams: ReadonlyMap<TeamKey, number>
  readonly customers: ReadonlyMap<
    CustomerKey,
    { readonly id: number; readonly organisationId: number | null }
  >
}

/** The address at which somebody of the demonstration signs in. */
export const emailOf = (key: string): string => `${key}@larkfield.example`

const keysOf = <T extends object>(record: T) => Object.keys(record) as (keyof T & string)[]

/** Founds the company: colleagues who sign in with `password`, teams, organisations and customers. */
export const castCompany = async ({ db, seal }: Platform, password: string): Promise<Cast> => {
  const { grace } = colleagues
  const { staffId } = await createFirstAdmin(db, {
    organisationName: companyName,
    name: grace.name,
    email: emailOf('grace'),
    password,
    timeZone,
  })
  return transact(db, systemActor('demonstration'), async (tx) => {
    const staff = new Map<ColleagueKey, StaffActor>([['grace', actorOf(staffId, 'admin', [])]])
    await joinColleagues(tx, password, staff)
    const teamIds = await makeTeams(tx, staff, await openHours(tx, actorOf(staffId, 'admin', [])))
    const admin = actorOf(staffId, 'admin', [])
    await defineFields(tx, admin)
    await openMailboxes(tx, seal, admin, teamIds)
    const customers = await welcome(tx, admin)
    return { staff: withTeams(staff, teamIds), teams: teamIds, customers }
  })
}

const actorOf = (staffId: number, role: Role, teamIds: readonly number[]): StaffActor => ({
  kind: 'staff',
  staffId,
  role,
  reach: 'all',
  teamIds,
  sessionId: null,
  tokenId: null,
  scopes: null,
})

const joinColleagues = async (tx: Tx, password: string, staff: Map<ColleagueKey, StaffActor>) => {
  for (const key of keysOf(colleagues)) {
    if (staff.has(key)) continue
    const { name, role, signature }: Colleague = colleagues[key]
    const person = { name, role, signature, password, email: emailOf(key) }
    staff.set(key, actorOf(await addColleague(tx, systemActor('demonstration'), person), role, []))
  }
}

const makeTeams = async (tx: Tx, staff: ReadonlyMap<ColleagueKey, StaffActor>, calendarId: number) => {
  const admin = known(staff, 'grace')
  const made = new Map<TeamKey, number>()
  const [first] = await allTeams(tx)
  for (const key of keysOf(teams)) {
    const { name, lead, address } = teams[key]
    const members = keysOf(colleagues).filter((who) => (colleagues[who] as Colleague).teams.includes(key))
    const team = {
      name,
      dutyLeadId: known(staff, lead).staffId,
      memberIds: members.map((who) => known(staff, who).staffId),
      addresses: [address],
      calendarId,
    }
    made.set(key, (await makeTeam(tx, admin, newTeamSchema.parse(team))).id)
  }
  if (first) await removeTeam(tx, admin, first.id)
  return made
}

/** One for each team, so that answers leave from the address to which the customer wrote. */
const openMailboxes = async (
  tx: Tx,
  seal: Seal,
  admin: StaffActor,
  teamIds: ReadonlyMap<TeamKey, number>,
): Promise<void> => {
  for (const [key, teamId] of teamIds) {
    const { name, address } = teams[key]
    const mailbox = newMailboxSchema.parse({ name: `${companyName}, ${name}`, address, teamId })
    await addMailbox(tx, admin, seal, mailbox)
  }
}

const withTeams = (staff: ReadonlyMap<ColleagueKey, StaffActor>, teamIds: ReadonlyMap<TeamKey, number>) =>
  new Map(
    [...staff].map(([key, actor]) => {
      const { teams: own }: Colleague = colleagues[key]
      return [key, { ...actor, teamIds: own.map((team) => known(teamIds, team)) }]
    }),
  )

const defineFields = async (tx: Tx, admin: StaffActor): Promise<void> => {
  const choices = [...new Set(Object.values(customers).map(({ plan }) => plan))].sort()
  const fields = [
    { object: 'customer', key: 'plan', label: 'Plan', type: 'choice', choices },
    { object: 'customer', key: 'since', label: 'Customer since', type: 'number', position: 1 },
  ]
  for (const field of fields) await defineField(tx, admin, newFieldDefinitionSchema.parse(field))
}

const welcome = async (tx: Tx, admin: StaffActor) => {
  const organisationIds = new Map<string, number>()
  for (const [key, { name, domain }] of Object.entries(organisations)) {
    const made = await makeOrganisation(tx, admin, newOrganisationSchema.parse({ name, domains: [domain] }))
    organisationIds.set(key, made.id)
  }
  const made = new Map<CustomerKey, { id: number; organisationId: number | null }>()
  for (const [index, key] of keysOf(customers).entries()) {
    const person: Person = customers[key]
    const organisationId = organisationIds.get(person.organisation ?? '') ?? null
    const { name, locale, plan } = person
    const fields = { plan, since: 2009 + ((index * 7) % 17) }
    const customer = { name, locale: locale ?? 'en', organisationId, addresses: addressesOf(person), fields }
    const { id } = await makeCustomer(tx, admin, newCustomerSchema.parse(customer))
    made.set(key, { id, organisationId })
  }
  return made
}

const addressesOf = ({ email, phone, handle }: Person) => [
  ...(email ? [{ kind: 'email', value: email }] : []),
  ...(phone ? [{ kind: 'phone', value: phone }] : []),
  ...(handle ? [{ kind: 'handle', value: handle }] : []),
]

/** A value that the demonstration itself put there. */
export const known = <K, V>(map: ReadonlyMap<K, V>, key: K): V => {
  const value = map.get(key)
  if (value === undefined) throw new Error(`the demonstration does not know ${String(key)}`)
  return value
}
