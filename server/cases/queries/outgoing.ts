import type { Database } from '../../platform/db/pool.ts'

/**
 * A message of ours with everything its channel needs to send it; undefined when there is none. Finds it
 * whoever asks: for channels, never for a screen.
 */
export const unsafeOutgoingMessage = async (db: Database, messageId: number) => {
  const message = await db
    .selectFrom('messages')
    .innerJoin('cases', 'cases.id', 'messages.case_id')
    .select([
      'messages.id',
      'messages.case_id as caseId',
      'messages.text',
      'messages.html',
      'messages.kind',
      'messages.author_name as authorName',
      'messages.sent_at as sentAt',
      'cases.number as caseNumber',
      'cases.team_id as teamId',
      'cases.language',
    ])
    .where('messages.id', '=', messageId)
    .executeTakeFirst()
  if (!message) return undefined
  const attachments = await db
    .selectFrom('attachments')
    .select(['file_key as fileKey', 'name', 'media_type as mediaType'])
    .where('message_id', '=', messageId)
    .orderBy('id')
    .execute()
  return { ...message, attachments }
}
