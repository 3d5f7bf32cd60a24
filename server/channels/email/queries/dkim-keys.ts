import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import type { DkimKey } from '../rules/dkim.ts'

const PURPOSE = 'email.dkim-key'
const columns = [
  'id',
  'domain',
  'selector',
  'public_key as publicKey',
  'found_at as foundAt',
  'checked_at as checkedAt',
  'trouble',
] as const

/** The signing keys of all domains, without their private halves. */
export const dkimKeys = (db: Database) =>
  db.selectFrom('dkim_keys').select(columns).orderBy('domain').execute()
export type DkimKeyRow = Awaited<ReturnType<typeof dkimKeys>>[number]

export const dkimKeyById = (db: Database, id: number) =>
  db.selectFrom('dkim_keys').select(columns).where('id', '=', id).executeTakeFirst()

/** The key that signs mail from a domain; null before its public half was found in the DNS. */
export const signingKey = async (db: Database, seal: Seal, domain: string): Promise<DkimKey | null> => {
  const row = await db
    .selectFrom('dkim_keys')
    .select(['domain', 'selector', 'private_key_sealed as sealed'])
    .where('domain', '=', domain)
    .where('found_at', 'is not', null)
    .executeTakeFirst()
  return row
    ? { domain: row.domain, selector: row.selector, privateKey: seal.open(PURPOSE, row.sealed) }
    : null
}

/** Keeps a key sealed; a domain has one, and a new one takes the place of the old. */
export const putDkimKey = (tx: Tx, seal: Seal, key: DkimKey, publicKey: string): Promise<DkimKeyRow> => {
  const values = {
    ...{ domain: key.domain, selector: key.selector, public_key: publicKey },
    ...{ private_key_sealed: seal.seal(PURPOSE, key.privateKey) },
    ...{ found_at: null, checked_at: null, trouble: null },
  }
  return tx
    .insertInto('dkim_keys')
    .values(values)
    .onConflict((conflict) => conflict.column('domain').doUpdateSet(values))
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/** Writes down what a look into the DNS found; a key once found goes on signing until it is another one. */
export const noteDkimCheck = (db: Database, id: number, trouble: string | null) =>
  db
    .updateTable('dkim_keys')
    .set(({ fn, val }) => ({
      checked_at: new Date(),
      trouble,
      ...(trouble === null && { found_at: fn.coalesce('found_at', val(new Date())) }),
    }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()

export const deleteDkimKey = async (tx: Tx, id: number): Promise<boolean> => {
  const row = await tx.deleteFrom('dkim_keys').where('id', '=', id).returning('id').executeTakeFirst()
  return row !== undefined
}
