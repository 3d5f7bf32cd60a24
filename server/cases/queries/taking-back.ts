import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'
import { beforeSendingSchema } from './replies.ts'

/** A reply of this very author with its row locked; null for anything else. The case must be locked before. */
export const lockOwnReply = async (tx: Tx, messageId: number, staffId: number) => {
  const row = await tx
    .selectFrom('messages')
    .select(['id', 'case_id', 'contact_id', 'delivery', 'before_sending'])
    .where('id', '=', messageId)
    .where('author_staff_id', '=', staffId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  const before = beforeSendingSchema.safeParse(row.before_sending)
  return { ...row, before: before.success ? before.data : null }
}

export const caseOfMessage = async (tx: Tx, messageId: number): Promise<number | null> => {
  const row = await tx.selectFrom('messages').select('case_id').where('id', '=', messageId).executeTakeFirst()
  return row?.case_id ?? null
}

/** Whether anything was said on the case after this message and still stands. */
export const saidSince = async (tx: Tx, caseId: number, messageId: number): Promise<boolean> => {
  const row = await tx
    .selectFrom('messages')
    .select('id')
    .where('case_id', '=', caseId)
    .where('id', '>', messageId)
    .where('delivery', 'is distinct from', 'taken-back')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export const markTakenBack = async (tx: Tx, messageId: number): Promise<void> => {
  await tx
    .updateTable('messages')
    .set({ delivery: 'taken-back', before_sending: null })
    .where('id', '=', messageId)
    .execute()
}

/** The files of a message are its author's loose uploads again, so that the draft can send them anew. */
export const uploadsAgain = async (tx: Tx, messageId: number): Promise<void> => {
  const gone = await tx
    .deleteFrom('attachments')
    .where('message_id', '=', messageId)
    .returning(['id', 'file_key'])
    .execute()
  if (gone.length === 0) return
  await tx
    .updateTable('files')
    .set({ linked_at: null, created_at: sql<Date>`now()` })
    .where(
      'key',
      'in',
      gone.map((attachment) => attachment.file_key),
    )
    .execute()
  await tx
    .deleteFrom('search_entries')
    .where('kind', '=', 'file')
    .where(
      'object_id',
      'in',
      gone.map((attachment) => attachment.id),
    )
    .execute()
}

/** Notes the delivery of a message that is still meant to be delivered; null when it was taken back. */
export const markDelivery = async (
  tx: Tx,
  messageId: number,
  { delivery, detail, reason }: { delivery: string; detail: string | null; reason: string | null },
) => {
  const row = await tx
    .updateTable('messages')
    .from('cases')
    .set({ delivery, delivery_detail: detail, delivery_reason: reason, before_sending: null })
    .whereRef('cases.id', '=', 'messages.case_id')
    .where('messages.id', '=', messageId)
    .where('messages.delivery', 'is distinct from', 'taken-back')
    .returning([
      'messages.case_id as caseId',
      'messages.author_staff_id as authorId',
      'cases.owner_id as ownerId',
    ])
    .executeTakeFirst()
  return row ?? null
}
