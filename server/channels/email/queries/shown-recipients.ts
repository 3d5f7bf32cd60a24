import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { RecipientEnd, Waiting } from '../rules/recipients.ts'

/** What became of a message of a case that the caller has found through the actor. */
export const recipientsOfMessage = (db: Database, caseId: number, messageId: number) =>
  db
    .selectFrom('outbox_recipients')
    .innerJoin('outbox', 'outbox.id', 'outbox_recipients.outbox_id')
    .innerJoin('messages', 'messages.id', 'outbox.message_id')
    .leftJoin('mail_headers', 'mail_headers.message_id', 'messages.id')
    .select((row) => [
      'outbox_recipients.address',
      row.ref('outbox_recipients.state').$castTo<RecipientEnd['state']>().as('state'),
      row.ref('outbox_recipients.reason').$castTo<RecipientEnd['reason']>().as('reason'),
      'outbox_recipients.reply',
      'outbox_recipients.changed_at as changedAt',
      row.ref('outbox.waiting').$castTo<Waiting | null>().as('waiting'),
      'outbox.next_try_at as nextTryAt',
      sql<string[]>`coalesce(mail_headers.cc_addresses, '{}')`.as('copied'),
    ])
    .where('messages.case_id', '=', caseId)
    .where('outbox.message_id', '=', messageId)
    .orderBy('outbox_recipients.position')
    .orderBy('outbox_recipients.address')
    .execute()
