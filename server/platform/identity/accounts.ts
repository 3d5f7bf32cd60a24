import { sql } from 'kysely'
import { brokenConstraint } from '../db/constraint.ts'
import type { Database } from '../db/pool.ts'
import { withSavepoint } from '../db/savepoint.ts'
import type { Tx } from '../db/transaction.ts'

/** What sign-in needs to know of an account. */
export interface Account {
  readonly id: number
  readonly email: string
  readonly passwordHash: string | null
  readonly totpSecretSealed: string | null
  readonly totpConfirmed: boolean
  readonly disabled: boolean
}

const accounts = (db: Database) =>
  db
    .selectFrom('accounts')
    .select([
      'id',
      'email',
      'password_hash as passwordHash',
      'totp_secret_sealed as totpSecretSealed',
      sql<boolean>`totp_confirmed_at is not null`.as('totpConfirmed'),
      sql<boolean>`disabled_at is not null`.as('disabled'),
    ])
    .where('kind', '=', 'staff')

/** The staff account of an e-mail address, in whatever case it was typed. */
export const accountOfEmail = (db: Database, email: string): Promise<Account | undefined> =>
  accounts(db).where(sql`lower(email)`, '=', email.toLowerCase()).executeTakeFirst()

export const accountById = (db: Database, id: number): Promise<Account | undefined> =>
  accounts(db).where('id', '=', id).executeTakeFirst()

/** Adds a staff account. @returns its id, or null when the address is taken. */
export const addAccount = async (
  tx: Tx,
  email: string,
  passwordHash: string | null,
): Promise<number | null> => {
  const added = await tx
    .insertInto('accounts')
    .values({ kind: 'staff', email, password_hash: passwordHash })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id ?? null
}

/** Gives an account another address; false when it is taken, also by whoever takes it at the same moment. */
export const setAccountEmail = async (tx: Tx, accountId: number, email: string): Promise<boolean> => {
  try {
    await withSavepoint(tx, () =>
      tx.updateTable('accounts').set({ email }).where('id', '=', accountId).execute(),
    )
    return true
  } catch (error) {
    if (brokenConstraint(error) === null) throw error
    return false
  }
}

export const setPasswordHash = async (tx: Tx, accountId: number, passwordHash: string): Promise<void> => {
  await tx.updateTable('accounts').set({ password_hash: passwordHash }).where('id', '=', accountId).execute()
}

/** The account by which a customer signs in with a mailed link, made when they ask for the first time. */
export const customerAccount = async (tx: Tx, email: string): Promise<number | null> => {
  const value = email.toLowerCase()
  await tx
    .insertInto('accounts')
    .values({ kind: 'customer', email: value })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const found = await tx
    .selectFrom('accounts')
    .select('id')
    .where('kind', '=', 'customer')
    .where(sql`lower(email)`, '=', value)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return found?.id ?? null
}
