import type { z } from 'zod'
import { caseErrors, type replySchema, type sentReplySchema } from '../../../cases/contract.ts'
import { caseForActor, type Reply, writeReply } from '../../../cases/index.ts'
import { customerSummaries } from '../../../customers/index.ts'
import { findStaff } from '../../../people/index.ts'
import type { Config } from '../../../platform/config/config.ts'
import { emailSchema } from '../../../platform/contract/schemas.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import { newestHeaders } from '../queries/mail-headers.ts'
import { keptProof, standingOf } from '../rules/standing.ts'
import { bareSubject } from '../rules/subject.ts'
import { mailOut } from './mail-out.ts'

/**
 * Step 8, answer: the message, its mail side and its place in the outbox in one transaction. It is held for
 * the undo window, then a worker sends it (send.ts).
 * @throws what cases.writeReply throws, and cases.nowhere-to-reply
 */
export const reply = async (
  { tx, actor, config, seal }: { tx: Tx; actor: StaffActor; config: Config; seal: Seal },
  caseId: number,
  input: Omit<z.output<typeof replySchema>, 'nextState'> & Pick<Reply, 'nextState'>,
): Promise<z.input<typeof sentReplySchema>> => {
  const row = await caseForActor(tx, actor, caseId)
  const theirs = await newestHeaders(tx, caseId, 'customer')
  const to = input.to ?? (await addressesToAnswer(tx, theirs, row.customer_id))
  if (to.length + (input.cc?.length ?? 0) === 0) throw caseErrors.nowhereToReply()
  const subject = `Re: ${bareSubject(theirs?.subject ?? '') || row.need}`
  const { attachments, seenUpTo, nextState, text, html = null, cc = [] } = input
  const undoSeconds = config.UNDO_SECONDS
  const written = await writeReply(tx, actor, {
    ...{
      caseId,
      channel: 'email',
      subject,
      text,
      html,
      to,
      cc,
      attachments,
      seenUpTo,
      nextState,
      undoSeconds,
    },
  })
  await mailOut({ tx, config, seal }, row, {
    messageId: written.messageId,
    undoUntil: written.undoUntil,
    subject,
    to,
    cc,
    person: (await findStaff(tx, actor.staffId))?.name ?? null,
    ...(input.quotes !== undefined && { quotes: input.quotes }),
    receivedBy: theirs?.mailbox_id ?? null,
  })
  const { messageId, undoUntil, version } = written
  return { messageId, undoUntil: undoUntil.toISOString(), delivery: 'held', version }
}

type Headers = Awaited<ReturnType<typeof newestHeaders>>

/**
 * Where the customer asked to be answered, else where they wrote from, else an address we know. Who only claims to
 * be the customer does not choose where the answer goes.
 */
const addressesToAnswer = async (tx: Tx, theirs: Headers, customerId: number | null): Promise<string[]> => {
  const isRefuted = standingOf(keptProof(theirs?.verdict))?.kind === 'failed'
  if (theirs && !isRefuted && theirs.reply_to.length > 0) return theirs.reply_to
  if (theirs?.from_address) return [theirs.from_address]
  const [customer] = customerId === null ? [] : (await customerSummaries(tx, [customerId])).values()
  return emailSchema.safeParse(customer?.address).success && customer?.address ? [customer.address] : []
}
