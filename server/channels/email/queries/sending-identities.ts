import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { NameStyle } from '../rules/from-name.ts'

const identities = (db: Database) =>
  db
    .selectFrom('mailboxes')
    .select(['id', 'name', 'address', 'team_id as teamId', 'signature', 'quotes', 'version'])
    .select((row) => [
      row.ref('name_style').$castTo<NameStyle>().as('nameStyle'),
      'max_per_minute as maxPerMinute',
      'max_per_hour as maxPerHour',
      'send_error as sendError',
      'send_error_at as sendErrorAt',
    ])

/** As whom each mailbox in use writes. */
export const sendingIdentities = (db: Database) =>
  identities(db).where('switched_off_at', 'is', null).orderBy('name').orderBy('id').execute()
export type SendingIdentityRow = Awaited<ReturnType<typeof sendingIdentities>>[number]

export const sendingIdentityById = (db: Database, id: number) =>
  identities(db).where('id', '=', id).where('switched_off_at', 'is', null).executeTakeFirst()

export const nameStyleOf = async (db: Database, mailboxId: number): Promise<NameStyle> =>
  (await sendingIdentityById(db, mailboxId))?.nameStyle ?? 'person-at'

export const updateSendingIdentity = async (
  tx: Tx,
  id: number,
  change: {
    readonly nameStyle?: NameStyle
    readonly signature?: string
    readonly quotes?: boolean
    readonly maxPerMinute?: number | null
    readonly maxPerHour?: number | null
  },
): Promise<void> => {
  await tx
    .updateTable('mailboxes')
    .set({
      version: sql<number>`version + 1`,
      ...(change.nameStyle !== undefined && { name_style: change.nameStyle }),
      ...(change.signature !== undefined && { signature: change.signature }),
      ...(change.quotes !== undefined && { quotes: change.quotes }),
      ...(change.maxPerMinute !== undefined && { max_per_minute: change.maxPerMinute }),
      ...(change.maxPerHour !== undefined && { max_per_hour: change.maxPerHour }),
    })
    .where('id', '=', id)
    .execute()
}
