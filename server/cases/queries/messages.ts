import type { Insertable } from 'kysely'
import type { Messages } from '../../platform/db/schema.generated.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { linkFile, safeName } from '../../platform/files/files.ts'
import { indexWords } from '../search/index-words.ts'

/** A stored file as it hangs on a message or note. */
export interface AttachedFile {
  readonly fileKey: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly contentId: string | null
}

/** Writes down a message with its attachments, found by search from now on. */
export const insertMessage = async (
  tx: Tx,
  message: Insertable<Messages> & { sent_at: Date },
  language: string | null,
  files: readonly AttachedFile[],
): Promise<number> => {
  const { id } = await tx.insertInto('messages').values(message).returning('id').executeTakeFirstOrThrow()
  const { case_id: caseId, sent_at: at, text } = message
  await indexWords(tx, { caseId, kind: 'message', objectId: id, at, language, text })
  await attachFiles(tx, { caseId, messageId: id }, files, language)
  return id
}

/** Hangs stored files on a message or note: from now on they are kept, and found by their names. */
export const attachFiles = async (
  tx: Tx,
  to: { caseId: number; messageId?: number; noteId?: number },
  files: readonly AttachedFile[],
  language: string | null,
): Promise<void> => {
  const found = { caseId: to.caseId, kind: 'file', at: new Date(), language } as const
  for (const file of files) {
    // A stranger's name for a file is only ever shown, so it holds no path and no trick of writing direction.
    const name = safeName(file.name)
    await linkFile(tx, file.fileKey)
    const { id } = await tx
      .insertInto('attachments')
      .values({
        case_id: to.caseId,
        message_id: to.messageId ?? null,
        note_id: to.noteId ?? null,
        file_key: file.fileKey,
        name,
        media_type: file.mediaType,
        size: file.size,
        content_id: file.contentId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await indexWords(tx, { ...found, objectId: id, text: name })
  }
}
