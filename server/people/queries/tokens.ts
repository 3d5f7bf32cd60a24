import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'

const columns = [
  'id',
  'name',
  'hint',
  'scopes',
  'created_at as createdAt',
  'last_used_at as lastUsedAt',
  'expires_at as expiresAt',
] as const

/** All tokens that are not revoked, newest first; also those that are too old, so that they can be told. */
export const allTokens = (db: Database) =>
  db.selectFrom('api_tokens').select(columns).where('revoked_at', 'is', null).orderBy('id', 'desc').execute()

export interface NewToken {
  readonly accountId: number
  readonly name: string
  readonly sha256: Buffer
  readonly hint: string
  readonly scopes: readonly string[]
  readonly expiresAt: string | null
}

export const addToken = (tx: Tx, { accountId, sha256, expiresAt, scopes, ...rest }: NewToken) =>
  tx
    .insertInto('api_tokens')
    .values({
      ...rest,
      scopes: [...scopes],
      account_id: accountId,
      token_sha256: sha256,
      expires_at: expiresAt,
    })
    .returning(columns)
    .executeTakeFirstOrThrow()

/** @returns the name of the token, undefined when there is none to revoke */
export const revokeToken = async (tx: Tx, id: number): Promise<string | undefined> =>
  (
    await tx
      .updateTable('api_tokens')
      .set({ revoked_at: sql`now()` })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('name')
      .executeTakeFirst()
  )?.name

export const revokeTokensOf = async (tx: Tx, accountId: number): Promise<void> => {
  await tx
    .updateTable('api_tokens')
    .set({ revoked_at: sql`now()` })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .execute()
}
