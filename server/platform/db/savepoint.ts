import { sql } from 'kysely'
import type { Tx } from './transaction.ts'

/**
 * Runs `work` so that its failure undoes only what it did; the transaction goes on. Whatever it throws is
 * thrown on.
 */
export const withSavepoint = async <R>(tx: Tx, work: () => Promise<R>): Promise<R> => {
  await sql`savepoint part`.execute(tx)
  try {
    const result = await work()
    await sql`release savepoint part`.execute(tx)
    return result
  } catch (error) {
    await sql`rollback to savepoint part`.execute(tx)
    await sql`release savepoint part`.execute(tx)
    throw error
  }
}
