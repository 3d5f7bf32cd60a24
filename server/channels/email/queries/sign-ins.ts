import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'

const provider = sql<'google' | 'microsoft' | 'other'>`provider`.as('provider')
const columns = [
  provider,
  'mailbox_id as mailboxId',
  'client_id as clientId',
  'authorization_url as authorizationUrl',
  'token_url as tokenUrl',
  'scopes',
  'secrets_sealed as secretsSealed',
  'access_until as accessUntil',
  'refused_at as refusedAt',
] as const

/** How a mailbox signs in with OAuth2, if it does. */
export const signInOf = (db: Database, mailboxId: number) =>
  db.selectFrom('mailbox_sign_ins').select(columns).where('mailbox_id', '=', mailboxId).executeTakeFirst()
export type SignInRow = NonNullable<Awaited<ReturnType<typeof signInOf>>>

export const allSignIns = (db: Database) => db.selectFrom('mailbox_sign_ins').select(columns).execute()

/** The same, held for this transaction: one refresh at a time, over all processes. */
export const holdSignIn = (tx: Tx, mailboxId: number) =>
  tx
    .selectFrom('mailbox_sign_ins')
    .select(columns)
    .where('mailbox_id', '=', mailboxId)
    .forUpdate()
    .executeTakeFirst()

export interface NewSignIn {
  readonly mailboxId: number
  readonly provider: 'google' | 'microsoft' | 'other'
  readonly clientId: string
  readonly authorizationUrl: string
  readonly tokenUrl: string
  readonly scopes: string
  readonly secretsSealed: string
}

/** A try to sign in that somebody has begun. */
export interface SignInTry {
  readonly stateSha256: Buffer
  readonly verifierSealed: string
  readonly staffId: number
  readonly until: Date
}

/** Stores how a mailbox signs in, with the try that has just begun; an older try leads nowhere from now on. */
export const saveSignIn = async (tx: Tx, signIn: NewSignIn, attempt: SignInTry): Promise<void> => {
  const values = {
    provider: signIn.provider,
    client_id: signIn.clientId,
    authorization_url: signIn.authorizationUrl,
    token_url: signIn.tokenUrl,
    scopes: signIn.scopes,
    secrets_sealed: signIn.secretsSealed,
    try_state_sha256: attempt.stateSha256,
    try_verifier_sealed: attempt.verifierSealed,
    try_by: attempt.staffId,
    try_until: attempt.until,
  }
  await tx
    .insertInto('mailbox_sign_ins')
    .values({ mailbox_id: signIn.mailboxId, ...values })
    .onConflict((conflict) => conflict.column('mailbox_id').doUpdateSet(values))
    .execute()
}

/** Takes a try away, so that it serves once; undefined when it is not this person's, or over. */
export const takeTry = async (tx: Tx, stateSha256: Buffer, staffId: number) => {
  const found = await tx
    .selectFrom('mailbox_sign_ins')
    .select([...columns, 'try_verifier_sealed as verifierSealed'])
    .where('try_state_sha256', '=', stateSha256)
    .where('try_by', '=', staffId)
    .where('try_until', '>', new Date())
    .forUpdate()
    .executeTakeFirst()
  if (!found) return undefined
  await tx
    .updateTable('mailbox_sign_ins')
    .set({ try_state_sha256: null, try_verifier_sealed: null, try_by: null, try_until: null })
    .where('mailbox_id', '=', found.mailboxId)
    .execute()
  return found
}

/** What came of signing in or of a refresh. */
export const saveTokens = async (
  db: Database,
  mailboxId: number,
  { secretsSealed, accessUntil }: { secretsSealed: string; accessUntil: Date | null },
): Promise<void> => {
  await db
    .updateTable('mailbox_sign_ins')
    .set({ secrets_sealed: secretsSealed, access_until: accessUntil, refused_at: null })
    .where('mailbox_id', '=', mailboxId)
    .execute()
}

/** The provider refused: nothing is asked of it again until somebody signs in. */
export const noteRefused = async (tx: Tx, mailboxId: number): Promise<void> => {
  await tx
    .updateTable('mailbox_sign_ins')
    .set({ refused_at: new Date() })
    .where('mailbox_id', '=', mailboxId)
    .execute()
}

/** A server refused the token: another one is needed, whatever its end was said to be. */
export const expireToken = async (db: Database, mailboxId: number): Promise<void> => {
  await db
    .updateTable('mailbox_sign_ins')
    .set({ access_until: new Date(0) })
    .where('mailbox_id', '=', mailboxId)
    .execute()
}

export const removeSignIn = async (tx: Tx, mailboxId: number): Promise<void> => {
  await tx.deleteFrom('mailbox_sign_ins').where('mailbox_id', '=', mailboxId).execute()
}
