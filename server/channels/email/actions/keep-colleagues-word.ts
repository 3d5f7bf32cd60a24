import { addNote, staffSees, unsafeLockCase } from '../../../cases/index.ts'
import { emailsOf } from '../../../customers/index.ts'
import { staffIdAt, unsafeActorOf } from '../../../people/index.ts'
import { type Tx, transact } from '../../../platform/db/transaction.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { Platform } from '../../../platform/platform.ts'
import { unqueueReading } from '../jobs/queue.ts'
import type { Mail, Mailbox } from '../mime/mail.ts'
import { holdWaitingMail, settleMail } from '../queries/raw-mails.ts'
import { isProven, type Standing } from '../rules/standing.ts'
import type { Thread } from '../rules/thread.ts'

interface Word {
  readonly rawMailId: number
  readonly mail: Mail
  readonly from: Mailbox
  readonly thread: Thread
  readonly standing: Standing | null
}

/**
 * What a colleague writes by mail on a case of somebody else: a note in their name when the mail is proven to be
 * theirs and they may see the case. It never becomes a customer's message there, whoever was copied in: without
 * proof, or with attachments, which a note by mail does not take, it opens a case with a hint of where it belongs.
 * @returns where the mail goes; null when it has become a note
 */
export const keepColleaguesWord = async ({ db }: Platform, word: Word): Promise<Thread | null> => {
  const { thread, from } = word
  const answered = thread.caseId ?? (thread.doubt?.why === 'stranger' ? thread.doubt.otherCaseId : null)
  const staffId = answered === null ? null : await staffIdAt(db, from.address)
  const colleague = staffId === null ? null : await unsafeActorOf(db, staffId)
  if (answered === null || !colleague) return thread
  const sees = await staffSees(db, colleague.staffId, answered)
  return transact(db, colleague, (tx) => decide(tx, colleague, { ...word, answered, sees }))
}

const decide = async (
  tx: Tx,
  colleague: StaffActor,
  { rawMailId, mail, from, thread, standing, answered, sees }: Word & { answered: number; sees: boolean },
): Promise<Thread | null> => {
  const row = await unsafeLockCase(tx, answered)
  const isTheirs = row.customer_id !== null && (await emailsOf(tx, row.customer_id)).includes(from.address)
  if (isTheirs) return thread
  if (!isProven(standing) || mail.parts.length > 0 || !sees)
    return { caseId: null, doubt: { otherCaseId: answered, why: 'stranger' } }
  if (!(await holdWaitingMail(tx, rawMailId))) return null
  await addNote(tx, colleague, row, { text: mail.text, html: null, mentionedIds: [] })
  await settleMail(tx, rawMailId, { state: 'placed', caseId: answered })
  await unqueueReading(tx, rawMailId)
  return null
}
