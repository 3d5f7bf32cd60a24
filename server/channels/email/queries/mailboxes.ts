import type { Database } from '../../../platform/db/pool.ts'

export const mailboxColumns = [
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
  'send_error as sendError',
  'switched_off_at as switchedOffAt',
  'version',
] as const

/** All mailboxes, those in use first. */
export const mailboxes = (db: Database) =>
  db
    .selectFrom('mailboxes')
    .select(mailboxColumns)
    .orderBy('switched_off_at', (order) => order.asc().nullsFirst())
    .orderBy('name')
    .orderBy('id')
    .execute()
export type MailboxRow = Awaited<ReturnType<typeof mailboxes>>[number]

/** One mailbox by its number, also a switched-off one. */
export const mailboxById = (db: Database, id: number) =>
  db.selectFrom('mailboxes').select(mailboxColumns).where('id', '=', id).executeTakeFirst()

/** The mailbox in use that receives at an address (in lower case). */
export const mailboxAt = (db: Database, address: string) =>
  db
    .selectFrom('mailboxes')
    .select(mailboxColumns)
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
    .select(mailboxColumns)
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
