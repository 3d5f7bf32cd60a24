import type pg from 'pg'
import { copyRows } from '../../platform/db/copy-in.ts'
import { reserve } from './ids.ts'
import { companyKinds, companyNames, firstNames, lastNames } from './names.ts'
import type { Random } from './random.ts'

export interface Team {
  readonly id: number
  readonly dutyLeadId: number
  readonly memberIds: readonly number[]
}

/** Those who stand around the cases of a seeded desk. */
export interface Surroundings {
  readonly teams: readonly Team[]
  readonly staffNames: ReadonlyMap<number, string>
  /** The first customer's id; the others follow without a gap. */
  readonly firstCustomer: number
  readonly customers: readonly { readonly name: string; readonly organisationId: number | null }[]
}

const TEAMS = [
  'Service',
  'Technology',
  'Billing',
  'Moving house',
  'Business',
  'Porting',
  'Shops',
  'Back office',
]
const STAFF_OF_A_TEAM = 8

/** Makes teams, staff (who cannot sign in), organisations and customers: one for every three cases. */
export const makeSurroundings = async (
  client: pg.Client,
  random: Random,
  cases: number,
): Promise<Surroundings> => {
  const { teams, staffNames } = await makeTeams(client, random)
  const organisations = await makeOrganisations(client, random, Math.max(10, Math.floor(cases / 60)))
  const customers = Array.from({ length: Math.max(30, Math.floor(cases / 3)) }, () => ({
    name: `${random.pick(firstNames)} ${random.pick(lastNames)}`,
    organisationId: random.next() < 0.4 ? organisations.first + random.whole(organisations.count) : null,
  }))
  const firstCustomer = await copyCustomers(client, customers)
  return { teams, staffNames, firstCustomer, customers }
}

const makeTeams = async (client: pg.Client, random: Random) => {
  const staffNames = new Map<number, string>()
  const teams: Team[] = []
  for (const name of TEAMS) {
    const memberIds = await makeStaff(client, random, staffNames)
    const dutyLeadId = memberIds[0] ?? 0
    const [id = 0] = await ids(
      client,
      `insert into teams (name, duty_lead_id)
       select name, $2 from generate_series(1, 99) as n, lateral (
         select case when n = 1 then $1 else $1 || ' ' || n end as name) as named
       where not exists (select from teams where lower(teams.name) = lower(named.name)) order by n limit 1
       returning id`,
      [name, dutyLeadId],
    )
    await client.query('insert into team_members select $1, id from unnest($2::bigint[]) as id', [
      id,
      memberIds,
    ])
    teams.push({ id, dutyLeadId, memberIds })
  }
  return { teams, staffNames }
}

const makeStaff = async (client: pg.Client, random: Random, staffNames: Map<number, string>) => {
  const members: number[] = []
  for (let place = 0; place < STAFF_OF_A_TEAM; place += 1) {
    const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`
    const [id = 0] = await ids(
      client,
      `with account as (
         insert into accounts (kind, email) values ('staff', 'seeded-' || gen_random_uuid() || '@example.org')
         returning id, email)
       insert into staff (account_id, name, email, role) select id, $1, email, $2 from account returning id`,
      [name, place === 0 ? 'lead' : 'agent'],
    )
    members.push(id)
    staffNames.set(id, name)
  }
  return members
}

const ids = async (client: pg.Client, text: string, values: unknown[]): Promise<number[]> => {
  const { rows } = await client.query<{ id: string }>(text, values)
  return rows.map(({ id }) => Number(id))
}

const makeOrganisations = async (client: pg.Client, random: Random, count: number) => {
  const first = await reserve(client, 'organisations_id_seq', count)
  const rows = Array.from({ length: count }, (_, index) => [
    first + index,
    `${random.pick(companyNames)} ${random.pick(companyKinds)} ${first + index}`,
    `{company${first + index}.example}`,
  ])
  await copyRows(client, 'organisations', 'id, name, domains', rows)
  return { first, count }
}

const CUSTOMERS_AT_ONCE = 20_000

const copyCustomers = async (client: pg.Client, customers: Surroundings['customers']): Promise<number> => {
  const first = await reserve(client, 'customers_id_seq', customers.length)
  for (let from = 0; from < customers.length; from += CUSTOMERS_AT_ONCE) {
    const some = customers.slice(from, from + CUSTOMERS_AT_ONCE)
    const rows = some.map(({ name, organisationId }, index) => [first + from + index, name, organisationId])
    await copyRows(client, 'customers', 'id, name, organisation_id', rows)
    const addresses = some.map(({ name }, index) => {
      const address = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${first + from + index}@example.com`
      return [first + from + index, 'email', address, address]
    })
    await copyRows(client, 'addresses', 'customer_id, kind, shown, value', addresses)
  }
  return first
}
