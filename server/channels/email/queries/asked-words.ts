import { createHash } from 'node:crypto'
import type { Tx } from '../../../platform/db/transaction.ts'

/** Claims what a journal row asks for, once for all tries of its job. @returns false when it was done already */
export const claimAskedWords = async (tx: Tx, seq: number): Promise<boolean> => {
  const key = `asked-words-${seq}`
  const claimed = await tx
    .insertInto('idempotency_keys')
    .values({ actor: 'system:email', key, request_sha256: createHash('sha256').update(key).digest() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  return claimed !== undefined
}
