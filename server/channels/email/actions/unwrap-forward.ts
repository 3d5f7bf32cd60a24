import { letSee, type Received } from '../../../cases/index.ts'
import { staffHere, staffIdAt } from '../../../people/index.ts'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { Mail, Mailbox } from '../mime/mail.ts'
import { isProven, type Standing } from '../rules/standing.ts'
import type { Thread } from '../rules/thread.ts'

/**
 * A customer's mail that a colleague passes on: the customer is who wrote it first. It always opens a case of its own,
 * because nothing but the colleague's word says who wrote it; what it answers is a hint for a person. A colleague
 * whose mail is proven to be theirs follows the case.
 * @returns null for every other mail, also one that the colleague's own domain disowns
 */
export const unwrapForward = async (
  db: Database,
  mail: Mail,
  {
    from,
    thread,
    standing,
    ownAddresses,
  }: { from: Mailbox; thread: Thread; standing: Standing | null; ownAddresses: ReadonlySet<string> },
) => {
  const { forwarded } = mail
  if (!forwarded || standing?.kind === 'failed') return null
  const staffId = await staffIdAt(db, from.address)
  if (staffId === null || !(await staffHere(db, [staffId])).has(staffId)) return null
  const writer = forwarded.from
  if (ownAddresses.has(writer.address) || (await staffIdAt(db, writer.address)) !== null) return null
  const answered = thread.caseId ?? thread.doubt?.otherCaseId
  return {
    mail: asWritten(mail, forwarded),
    from: writer,
    forwardedBy: from.address,
    thread: {
      caseId: null,
      doubt: answered === undefined ? null : ({ otherCaseId: answered, why: 'stranger' } as const),
    },
    also: async (tx: Tx, { caseId }: Received): Promise<void> => {
      if (isProven(standing)) await letSee(tx, caseId, [staffId], 'follower')
    },
  }
}

/** The customer's words first; the colleague's own words lie folded with what was quoted, and nobody is copied in. */
const asWritten = (mail: Mail, { above, ...words }: NonNullable<Mail['forwarded']>): Mail => ({
  ...mail,
  ...{ text: words.text, signature: words.signature, html: null },
  quoted: [words.quoted, above].filter(Boolean).join('\n\n'),
  subject: words.subject || mail.subject,
  ...{ replyTo: [], to: [], cc: [] },
})
