import type { Reach, Role } from '../../server/platform/contract/permission.ts'
import type { Database } from '../../server/platform/db/pool.ts'
import type { StaffActor } from '../../server/platform/identity/actor.ts'

let made = 0

/** A member of staff with an account, as the platform would know them after they signed in. */
export const addStaff = async (
  db: Database,
  { name = 'Ida Berg', role = 'agent', reach = 'all' }: { name?: string; role?: Role; reach?: Reach } = {},
): Promise<StaffActor> => {
  const email = `staff${++made}@desk.example`
  const account = await db
    .insertInto('accounts')
    .values({ kind: 'staff', email, password_hash: 'never compared' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id } = await db
    .insertInto('staff')
    .values({ account_id: account.id, name, email, role, reach })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { kind: 'staff', staffId: id, role, reach, teamIds: [], sessionId: 1, tokenId: null, scopes: null }
}

/** A team whose duty lead is `lead`; returns its id. */
export const addTeam = async (db: Database, lead: StaffActor, name = `Team ${++made}`): Promise<number> => {
  const { id } = await db
    .insertInto('teams')
    .values({ name, duty_lead_id: lead.staffId })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A customer with one e-mail address; returns their id. */
export const addCustomer = async (
  db: Database,
  name = 'Maria Lopez',
  email = `customer${++made}@example.com`,
): Promise<number> => {
  const { id } = await db.insertInto('customers').values({ name }).returning('id').executeTakeFirstOrThrow()
  await db
    .insertInto('addresses')
    .values({ customer_id: id, kind: 'email', shown: email, value: email })
    .execute()
  return id
}

export interface NewCase {
  readonly teamId: number
  readonly owner: StaffActor
  readonly customerId?: number
  readonly need?: string
}

/** An open case without any contact; returns its id. */
export const addCase = async (
  db: Database,
  { teamId, owner, customerId, need = 'My phone is silent' }: NewCase,
): Promise<number> => {
  const { id } = await db
    .insertInto('cases')
    .values({
      need,
      team_id: teamId,
      owner_id: owner.staffId,
      customer_id: customerId ?? null,
      state: 'open',
      held_on_duty: false,
      channel: 'email',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Something promised on a case, as its row stands: also what is late already. */
export const addPromise = async (
  db: Database,
  caseId: number,
  { staffId }: { staffId: number },
  { what, dueAt }: { what: string; dueAt: Date },
): Promise<void> => {
  await db
    .insertInto('promises')
    .values({
      ...{ case_id: caseId, made_on_case_id: caseId, what, due_at: dueAt, time_zone: 'UTC' },
      ...{ keeper_id: staffId, made_by: staffId, made_at: new Date(dueAt.getTime() - 3_600_000) },
    })
    .execute()
}
