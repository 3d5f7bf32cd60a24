import type pg from 'pg'

/** Where a desk hurts first: an agent with very many open cases, and a customer who has been here very often. */
export interface Extremes {
  /** How the agent signs in. */
  readonly agentEmail: string
  /** The newest case of the customer. */
  readonly oftenCaseId: number
}

const OPEN_CASES = 300
const CONTACTS = 200
const CONTACTS_OF_A_CASE = 3

/** Makes both of cases that are there; on a database that has them already nothing changes. */
export const makeExtremes = async (client: pg.Client): Promise<Extremes> => ({
  agentEmail: await makeBusyAgent(client),
  oftenCaseId: await makeOftenCustomer(client),
})

const makeBusyAgent = async (client: pg.Client): Promise<string> => {
  const { rows } = await client.query<{ id: string; email: string }>(
    `select staff.id, accounts.email from staff join accounts on accounts.id = account_id
     where role = 'agent' and switched_off_at is null order by staff.id limit 1`,
  )
  const [agent] = rows
  if (!agent) throw new Error('the seeded desk has no agent')
  await client.query(
    `update cases set owner_id = $1, held_on_duty = false, state = 'open',
       customer_waiting_since = coalesce(customer_waiting_since, last_activity_at)
     where id in (select id from cases where state in ('new', 'open', 'waiting-for-customer')
       order by owner_id = $1 and customer_waiting_since is not null desc, id desc limit $2)`,
    [agent.id, OPEN_CASES],
  )
  return agent.email
}

const makeOftenCustomer = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ id: string }>('select min(customer_id) as id from cases')
  const customerId = rows[0]?.id
  const cases = `select id from cases where customer_id is not null
    order by customer_id = $1 desc, id desc limit ${Math.ceil(CONTACTS / CONTACTS_OF_A_CASE) + 1}`
  for (const [table, column, key] of [
    ['messages', 'author_customer_id', 'case_id'],
    ['contacts', 'customer_id', 'case_id'],
    ['cases', 'customer_id', 'id'],
  ])
    await client.query(`update ${table} set ${column} = $1 where ${column} <> $1 and ${key} in (${cases})`, [
      customerId,
    ])
  const newest = await client.query<{ id: string }>(
    'select max(id) as id from cases where customer_id = $1',
    [customerId],
  )
  return Number(newest.rows[0]?.id)
}
