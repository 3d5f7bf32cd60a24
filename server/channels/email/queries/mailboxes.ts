import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'

const columns = [
  'id',
  'name',
  'address',
  'team_id as teamId',
  'imap',
  'smtp',
  'credentials_sealed as credentialsSealed',
  'signature',
  'quotes',
  'last_success_at as lastSuccessAt',
  'last_error as lastError',
  'last_error_at as lastErrorAt',
  'last_error_since as lastErrorSince',
  'followed_since as followedSince',
  'folders',
  'switched_off_at as switchedOffAt',
  'version',
] as const

/** All mailboxes, those in use first. */
export const mailboxes = (db: Database) =>
  db
    .selectFrom('mailboxes')
    .select(columns)
    .orderBy('switched_off_at', (order) => order.asc().nullsFirst())
    .orderBy('name')
    .orderBy('id')
    .execute()
export type MailboxRow = Awaited<ReturnType<typeof mailboxes>>[number]

/** One mailbox by its number, also a switched-off one. */
export const mailboxById = (db: Database, id: number) =>
  db.selectFrom('mailboxes').select(columns).where('id', '=', id).executeTakeFirst()

/** The mailbox in use that receives at an address (in lower case). */
export const mailboxAt = (db: Database, address: string) =>
  db
    .selectFrom('mailboxes')
    .select(columns)
    .where('address', '=', address)
    .where('switched_off_at', 'is', null)
    .executeTakeFirst()

/**
 * The mailbox that a reply comes from: the one that received the mail, else the first of the team, in each case
 * one that can send, by a server of its own or by the relay.
 */
export const sendingMailbox = async (
  db: Database,
  { teamId, receivedBy, hasRelay }: { teamId: number; receivedBy: number | null; hasRelay: boolean },
): Promise<MailboxRow | undefined> => {
  const usable = await db
    .selectFrom('mailboxes')
    .select(columns)
    .where('switched_off_at', 'is', null)
    .where(({ or, eb }) => or([eb('id', '=', receivedBy), eb('team_id', '=', teamId)]))
    .$if(!hasRelay, (query) => query.where('smtp', 'is not', null))
    .orderBy('id')
    .execute()
  return usable.find(({ id }) => id === receivedBy) ?? usable.find((each) => each.teamId === teamId)
}

/** The addresses of all mailboxes, also of switched-off ones: mail from them is mail from ourselves. */
export const mailboxAddresses = async (db: Database): Promise<string[]> => {
  const rows = await db.selectFrom('mailboxes').select('address').distinct().execute()
  return rows.map((row) => row.address)
}

export interface MailboxValues {
  readonly name: string
  readonly address: string
  readonly teamId: number
  readonly imap: unknown
  readonly smtp: unknown
  readonly credentialsSealed: string
  readonly signature: string
  readonly folders: readonly string[]
  readonly switchedOffAt: Date | null
}

const row = (values: MailboxValues) => ({
  name: values.name,
  address: values.address,
  team_id: values.teamId,
  imap: values.imap === null ? null : JSON.stringify(values.imap),
  smtp: values.smtp === null ? null : JSON.stringify(values.smtp),
  credentials_sealed: values.credentialsSealed,
  signature: values.signature,
  folders: [...values.folders],
  switched_off_at: values.switchedOffAt,
})

export const insertMailbox = (tx: Tx, values: MailboxValues) =>
  tx.insertInto('mailboxes').values(row(values)).returning(columns).executeTakeFirstOrThrow()

/** Writes a change; `isBegun`: it is to be followed from now, so silence before counts no more. */
export const updateMailbox = (tx: Tx, id: number, values: MailboxValues, isBegun: boolean) =>
  tx
    .updateTable('mailboxes')
    .set({
      ...row(values),
      version: sql<number>`version + 1`,
      last_error: null,
      last_error_at: null,
      last_error_since: null,
      fetch_leased_until: null,
      ...(isBegun && { followed_since: sql<Date>`now()` }),
    })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()

/** Has whoever follows a mailbox begin anew, as after a change of it. */
export const touchMailbox = async (tx: Tx, id: number): Promise<void> => {
  await tx.updateTable('mailboxes').set({ version: sql<number>`version + 1` }).where('id', '=', id).execute()
}

/** Takes or renews the right to fetch a mailbox; false while another process holds it. */
export const leaseMailbox = async (db: Database, id: number, holder: string): Promise<boolean> => {
  const row = await db
    .updateTable('mailboxes')
    .set({ fetch_leased_by: holder, fetch_leased_until: sql<Date>`now() + interval '30 seconds'` })
    .where('id', '=', id)
    .where('switched_off_at', 'is', null)
    .where(
      sql<boolean>`(fetch_leased_by = ${holder} or fetch_leased_until is null or fetch_leased_until < now())`,
    )
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Gives the right to fetch back at once, so that another process need not wait for the lease to end. */
export const releaseMailbox = async (db: Database, id: number, holder: string): Promise<void> => {
  await db
    .updateTable('mailboxes')
    .set({ fetch_leased_until: null })
    .where('id', '=', id)
    .where('fetch_leased_by', '=', holder)
    .execute()
}

/** Writes down that the account answered, or what is wrong with it in words. */
export const noteFetch = async (db: Database, id: number, error: string | null): Promise<void> => {
  await db
    .updateTable('mailboxes')
    .set(
      error === null
        ? { last_success_at: new Date(), last_error: null, last_error_at: null, last_error_since: null }
        : {
            last_error: error,
            last_error_at: new Date(),
            last_error_since: sql<Date>`coalesce(last_error_since, now())`,
          },
    )
    .where('id', '=', id)
    .execute()
}

/** Writes down what keeps a mailbox from sending, or that nothing does; false when that is known already. */
export const noteSendError = async (tx: Tx, id: number, error: string | null): Promise<boolean> => {
  const row = await tx
    .updateTable('mailboxes')
    .set({
      send_error: error,
      send_error_at: error === null ? null : sql<Date>`coalesce(send_error_at, now())`,
    })
    .where('id', '=', id)
    .where('send_error', 'is distinct from', error)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
