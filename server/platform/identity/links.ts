import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import { sha256 } from './authenticate.ts'
import { newSecret } from './tokens.ts'

export type LinkPurpose = 'set-up' | 'invitation' | 'reset' | 'customer'

/**
 * Makes the secret of a link that works once.
 * @param minutes how long it may wait
 */
export const issueLink = async (
  tx: Tx,
  purpose: LinkPurpose,
  accountId: number | null,
  minutes: number,
): Promise<string> => {
  const secret = newSecret()
  await tx
    .insertInto('one_time_links')
    .values({
      purpose,
      account_id: accountId,
      token_sha256: sha256(secret),
      expires_at: sql`now() + make_interval(mins => ${minutes}::int)`,
    })
    .execute()
  return secret
}

/** Makes the waiting links of a purpose unusable; those of one account, or those without one. */
export const voidLinks = async (tx: Tx, purpose: LinkPurpose, accountId: number | null): Promise<void> => {
  await tx
    .updateTable('one_time_links')
    .set({ used_at: sql`now()` })
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('account_id', accountId === null ? 'is' : '=', accountId)
    .execute()
}

/**
 * Uses a link up, and with it the others of its purpose and account. Of two that come at once, the second waits
 * for the first and then finds it used.
 * @returns whose link it was, or null when it is unknown, used, too old or for another purpose.
 */
export const spendLink = async (
  tx: Tx,
  purpose: LinkPurpose,
  secret: string,
): Promise<{ accountId: number | null } | null> => {
  const spent = await tx
    .updateTable('one_time_links')
    .set({ used_at: sql`now()` })
    .where('token_sha256', '=', sha256(secret))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('account_id')
    .executeTakeFirst()
  if (!spent) return null
  await voidLinks(tx, purpose, spent.account_id)
  return { accountId: spent.account_id }
}
