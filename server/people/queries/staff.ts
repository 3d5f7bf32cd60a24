import { sql } from 'kysely'
import type { Reach, Role } from '../../platform/contract/permission.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Staff } from '../contract.ts'

/** A member of staff with the account that signs them in. */
export interface StaffRow extends Staff {
  readonly accountId: number
}

interface Selected extends Omit<StaffRow, 'switchedOffAt'> {
  switchedOffAt: Date | null
}

const selectStaff = (db: Database) =>
  db
    .selectFrom('staff')
    .innerJoin('accounts', 'accounts.id', 'staff.account_id')
    .select([
      'staff.id',
      'staff.account_id as accountId',
      'staff.name',
      'staff.email',
      sql<Role>`staff.role`.as('role'),
      sql<Reach>`staff.reach`.as('reach'),
      sql<number[]>`array(select team_id from team_members where staff_id = staff.id order by team_id)`.as(
        'teamIds',
      ),
      'staff.time_zone as timeZone',
      'staff.locale',
      'staff.signature',
      sql<boolean>`accounts.password_hash is null`.as('invited'),
      'staff.switched_off_at as switchedOffAt',
      'staff.version',
    ])

const toRow = (row: Selected): StaffRow => ({
  ...row,
  switchedOffAt: row.switchedOffAt?.toISOString() ?? null,
})

/** Everybody who works or worked here, by name. */
export const allStaff = async (db: Database): Promise<StaffRow[]> =>
  (await selectStaff(db).orderBy(sql`lower(staff.name)`).orderBy('staff.id').execute()).map(toRow)

/** One member of staff, also a switched-off one. */
export const findStaff = async (db: Database, id: number): Promise<StaffRow | undefined> => {
  const row = await selectStaff(db).where('staff.id', '=', id).executeTakeFirst()
  return row && toRow(row)
}

export const staffOfAccount = async (db: Database, accountId: number): Promise<StaffRow | undefined> => {
  const row = await selectStaff(db).where('staff.account_id', '=', accountId).executeTakeFirst()
  return row && toRow(row)
}

/** Names by id, also of people who left; unknown ids are missing. */
export const staffNames = async (db: Database, ids: readonly number[]): Promise<Map<number, string>> => {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('staff').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Of these ids, those of people who work here, also of those who have still to join. */
export const staffHere = async (db: Database, ids: readonly number[]): Promise<Set<number>> => {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('staff')
    .select('id')
    .where('id', 'in', ids)
    .where('switched_off_at', 'is', null)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Who works or worked here under this e-mail address; null for somebody else. */
export const staffIdAt = async (db: Database, email: string): Promise<number | null> => {
  const row = await db
    .selectFrom('staff')
    .select('id')
    .where(sql<string>`lower(email)`, '=', email.toLowerCase())
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Who can administer the desk: joined and not switched off. */
const admins = (db: Database) =>
  db
    .selectFrom('staff')
    .innerJoin('accounts', 'accounts.id', 'staff.account_id')
    .select('staff.id')
    .where('staff.role', '=', 'admin')
    .where('staff.switched_off_at', 'is', null)
    .where('accounts.password_hash', 'is not', null)
    .orderBy('staff.id')

/** The administrators who work here and have joined. */
export const adminsHere = async (db: Database): Promise<number[]> =>
  (await admins(db).execute()).map(({ id }) => id)

/** True for a colleague who can be given work; they cannot be switched off until this transaction ends. */
export const staffExists = async (tx: Tx, id: number): Promise<boolean> => {
  const row = await tx
    .selectFrom('staff')
    .innerJoin('accounts', 'accounts.id', 'staff.account_id')
    .select('staff.id')
    .where('staff.id', '=', id)
    .where('staff.switched_off_at', 'is', null)
    .where('accounts.password_hash', 'is not', null)
    .forKeyShare('staff')
    .executeTakeFirst()
  return row !== undefined
}

export interface NewStaff {
  readonly accountId: number
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly reach: Reach
  readonly timeZone: string
  readonly locale: string
}

/** @returns the new person's id */
export const addStaff = async (tx: Tx, { accountId, timeZone, ...rest }: NewStaff): Promise<number> => {
  const { id } = await tx
    .insertInto('staff')
    .values({ account_id: accountId, time_zone: timeZone, ...rest })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Columns of `staff` to change; what is undefined stays. */
export type StaffChange = {
  readonly [K in 'name' | 'role' | 'reach' | 'time_zone' | 'locale' | 'signature']?: string | undefined
}

/** Writes a change and counts the version up. */
export const updateStaff = async (tx: Tx, id: number, change: StaffChange): Promise<void> => {
  await tx.updateTable('staff').set(change).set({ version: sql`version + 1` }).where('id', '=', id).execute()
}

/** The address shown of somebody; the one they sign in with is of their account. */
export const setStaffEmail = async (tx: Tx, id: number, email: string): Promise<void> => {
  await tx.updateTable('staff').set({ email }).where('id', '=', id).execute()
}

/** Reads somebody for a change: nobody else changes them, or gives them work, until this transaction ends. */
export const lockStaff = async (tx: Tx, id: number): Promise<StaffRow | undefined> => {
  await tx.selectFrom('staff').select('id').where('id', '=', id).forUpdate().execute()
  return findStaff(tx, id)
}

/** The same, locked, so that two cannot leave at once. */
export const lockAdmins = async (tx: Tx): Promise<number[]> =>
  (await admins(tx).forUpdate('staff').execute()).map(({ id }) => id)

/** The account by which a command acts that names nobody: the administrator who has been here longest. */
export const firstAdmin = async (db: Database): Promise<StaffRow | undefined> => {
  const row = await selectStaff(db)
    .where('staff.role', '=', 'admin')
    .where('staff.switched_off_at', 'is', null)
    .where('accounts.password_hash', 'is not', null)
    .orderBy('staff.id')
    .limit(1)
    .executeTakeFirst()
  return row && toRow(row)
}

/** Opens or closes the account behind somebody. */
export const setSwitchedOff = async (tx: Tx, { id, accountId }: StaffRow, off: boolean): Promise<void> => {
  const at = off ? sql<Date>`now()` : null
  await tx.updateTable('staff').set({ switched_off_at: at }).where('id', '=', id).execute()
  await tx.updateTable('accounts').set({ disabled_at: at }).where('id', '=', accountId).execute()
}
