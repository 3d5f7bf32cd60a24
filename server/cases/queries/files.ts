import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { visibleCases } from './visibility.ts'

/**
 * A file that hangs on a message or note of a case this person may see.
 * @throws platform.not-found
 */
export const attachmentFor = async (
  db: Database,
  actor: StaffActor,
  caseId: number,
  attachmentId: number,
) => {
  const row = await db
    .selectFrom('attachments')
    .innerJoin('cases', 'cases.id', 'attachments.case_id')
    .select(['file_key as key', 'attachments.name', 'media_type as mediaType', 'size'])
    .where('attachments.id', '=', attachmentId)
    .where('attachments.case_id', '=', caseId)
    .where(visibleCases(actor))
    .executeTakeFirst()
  if (!row) throw platformErrors.notFound()
  return row
}

/**
 * The HTML of a message with the files its pictures may name.
 * @throws platform.not-found when there is no such message, it has no HTML, or its case is not theirs to see
 */
export const messageHtmlFor = async (db: Database, actor: StaffActor, caseId: number, messageId: number) => {
  const row = await db
    .selectFrom('messages')
    .innerJoin('cases', 'cases.id', 'messages.case_id')
    .select('html')
    .where('messages.id', '=', messageId)
    .where('messages.case_id', '=', caseId)
    .where(visibleCases(actor))
    .executeTakeFirst()
  if (!row || row.html === null) throw platformErrors.notFound()
  const pictures = await db
    .selectFrom('attachments')
    .select(['file_key as key', 'content_id as contentId', 'media_type as mediaType', 'size'])
    .where('message_id', '=', messageId)
    .where('content_id', 'is not', null)
    .orderBy('id')
    .execute()
  return { html: row.html, pictures }
}
