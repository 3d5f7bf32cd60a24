import { type Insertable, sql } from 'kysely'
import type { Messages } from '../../platform/db/schema.generated.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { linkFile, ownUpload, safeName } from '../../platform/files/files.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type Channel, caseErrors } from '../contract.ts'
import { indexWords } from '../search/index-words.ts'

/** One exchange as it is written down. */
export interface ContactRow {
  readonly caseId: number
  readonly customerId: number | null
  readonly channel: Channel
  readonly direction: 'in' | 'out'
  readonly subject: string
  readonly summary?: string
  readonly startedAt: Date
  readonly endedAt?: Date | null
  readonly source: string
  readonly externalId?: string
  readonly enteredBy?: number
}

export const insertContact = async (tx: Tx, contact: ContactRow): Promise<number> => {
  const { id } = await tx
    .insertInto('contacts')
    .values({
      case_id: contact.caseId,
      customer_id: contact.customerId,
      channel: contact.channel,
      direction: contact.direction,
      subject: contact.subject,
      summary: contact.summary ?? '',
      started_at: contact.startedAt,
      ended_at: contact.endedAt ?? null,
      source: contact.source,
      external_id: contact.externalId ?? null,
      entered_by: contact.enteredBy ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/**
 * The contact that this source reported under this id before, with its case and first message; null for news.
 * Two reports of the same contact at the same moment come one after the other.
 */
export const contactReportedAs = async (tx: Tx, source: string, externalId: string) => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${source} ${externalId}`}, 0))`.execute(tx)
  const row = await tx
    .selectFrom('contacts')
    .innerJoin('cases', 'cases.id', 'contacts.case_id')
    .select(['contacts.id as contactId', 'cases.id as caseId', 'cases.number as caseNumber'])
    .select((select) =>
      select
        .selectFrom('messages')
        .select(({ fn }) => fn.min('messages.id').as('id'))
        .whereRef('messages.contact_id', '=', 'contacts.id')
        .as('messageId'),
    )
    .where('source', '=', source)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  return row ?? null
}

/** Whether we spoke to the customer of this case after `at`: what is reported late was answered by then. */
export const answeredSince = async (tx: Tx, caseId: number, at: Date): Promise<boolean> => {
  const { rows } = await sql<{ answered: boolean }>`select
    exists (select from messages where case_id = ${caseId} and author_kind = 'staff' and sent_at > ${at}
      and delivery is distinct from 'taken-back')
    or exists (select from contacts where case_id = ${caseId} and started_at > ${at}
      and (direction = 'out' and channel in ('call', 'visit') or exists (
        select from legs where contact_id = contacts.id and how_ended = 'resolved'))) as answered`.execute(tx)
  return rows[0]?.answered ?? false
}

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
  const caseId = message.case_id
  await indexWords(tx, {
    caseId,
    kind: 'message',
    objectId: id,
    at: message.sent_at,
    language,
    text: message.text,
  })
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
    await indexWords(tx, {
      caseId: to.caseId,
      kind: 'file',
      objectId: id,
      at: new Date(),
      language,
      text: name,
    })
  }
}

/**
 * The files behind the upload keys of this very person.
 * @throws cases.upload-gone when one is unknown, somebody else's, swept away or attached already
 */
export const ownUploads = async (
  tx: Tx,
  actor: StaffActor,
  keys: readonly string[],
): Promise<AttachedFile[]> => {
  const files: AttachedFile[] = []
  for (const key of new Set(keys)) {
    const file = await ownUpload(tx, actor, key)
    if (!file) throw caseErrors.uploadGone()
    files.push({
      fileKey: key,
      name: file.name,
      mediaType: file.media_type,
      size: file.size,
      contentId: null,
    })
  }
  return files
}

/** How a colleague is called. */
export const nameOfStaff = async (tx: Tx, staffId: number): Promise<string> => {
  const { name } = await tx
    .selectFrom('staff')
    .select('name')
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow()
  return name
}
