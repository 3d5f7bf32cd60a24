import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/transaction.ts'
import { mailboxColumns } from './mailboxes.ts'

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
  tx.insertInto('mailboxes').values(row(values)).returning(mailboxColumns).executeTakeFirstOrThrow()

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
    .returning(mailboxColumns)
    .executeTakeFirstOrThrow()

/** Has whoever follows a mailbox begin anew, as after a change of it. */
export const touchMailbox = async (tx: Tx, id: number): Promise<void> => {
  await tx.updateTable('mailboxes').set({ version: sql<number>`version + 1` }).where('id', '=', id).execute()
}
