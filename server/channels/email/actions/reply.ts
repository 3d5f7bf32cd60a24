import type { z } from 'zod'
import { caseErrors, type replySchema, type sentReplySchema } from '../../../cases/contract.ts'
import { caseForActor, type Reply, writeReply } from '../../../cases/index.ts'
import { customerSummaries } from '../../../customers/index.ts'
import { allTeams, deskSettings, findStaff } from '../../../people/index.ts'
import type { Config } from '../../../platform/config/config.ts'
import { emailSchema } from '../../../platform/contract/schemas.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import { queueSending } from '../jobs/queue.ts'
import { insertHeaders, newestHeaders } from '../queries/mail-headers.ts'
import { sendingMailbox } from '../queries/mailboxes.ts'
import { insertOutgoing } from '../queries/outbox.ts'
import { bareSubject } from '../rules/subject.ts'
import { newMessageId, replyAddress } from '../rules/token.ts'

const REFERENCES_KEPT = 50

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
  const receivedBy = theirs?.mailbox_id ?? null
  const identity = await identityFor(tx, config, row.team_id, receivedBy)
  const address = identity?.address ?? ''
  const headerMessageId = newMessageId(
    seal,
    row.number,
    address.split('@')[1] || new URL(config.BASE_URL).hostname,
  )
  const mailboxId = identity?.mailboxId ?? null
  await insertHeaders(tx, {
    message_id: written.messageId,
    mailbox_id: mailboxId,
    header_message_id: headerMessageId,
    subject,
    ...(await chainOf(tx, caseId)),
    from_address: address,
    from_name: await nameFor(tx, actor),
    reply_to: address ? [replyAddress(seal, row.number, address)] : [],
    to_addresses: to,
    cc_addresses: cc,
  })
  const recipients = [...new Set([...to, ...cc].map((each) => each.toLowerCase()))]
  const { messageId, undoUntil, version } = written
  const outboxId = await insertOutgoing(tx, {
    ...{ messageId, mailboxId, headerMessageId, envelopeFrom: address, recipients, undoUntil },
  })
  await queueSending(tx, outboxId, undoUntil)
  return { messageId, undoUntil: undoUntil.toISOString(), delivery: 'held', version }
}

/** As whom we write: a mailbox, or a bare address of the team that only the relay can send for. */
interface Identity {
  readonly mailboxId: number | null
  readonly address: string
}

/** Null when nothing can send for this team: the reply is kept and says so. */
const identityFor = async (
  tx: Tx,
  { SMTP_RELAY }: Config,
  teamId: number,
  receivedBy: number | null,
): Promise<Identity | null> => {
  const hasRelay = SMTP_RELAY !== undefined
  const mailbox = await sendingMailbox(tx, { teamId, receivedBy, hasRelay })
  if (mailbox) return { mailboxId: mailbox.id, address: mailbox.address }
  const team = (await allTeams(tx)).find(({ id }) => id === teamId)
  const address = team?.addresses[0]
  return hasRelay && address ? { mailboxId: null, address } : null
}

type Headers = Awaited<ReturnType<typeof newestHeaders>>

/** Where the customer asked to be answered, else where they wrote from, else an address we know. */
const addressesToAnswer = async (tx: Tx, theirs: Headers, customerId: number | null): Promise<string[]> => {
  if (theirs && theirs.reply_to.length > 0) return theirs.reply_to
  if (theirs?.from_address) return [theirs.from_address]
  const [customer] = customerId === null ? [] : (await customerSummaries(tx, [customerId])).values()
  return emailSchema.safeParse(customer?.address).success && customer?.address ? [customer.address] : []
}

/** RFC 5322 section 3.6.4, over the newest mail of the case, whoever wrote it. */
const chainOf = async (tx: Tx, caseId: number) => {
  const newest = await newestHeaders(tx, caseId)
  const id = newest?.header_message_id
  if (!newest || !id) return { in_reply_to: null, reference_ids: [] }
  const [first, ...rest] = [...newest.reference_ids.filter((each) => each !== id), id]
  return { in_reply_to: id, reference_ids: [first ?? id, ...rest.slice(1 - REFERENCES_KEPT)] }
}

const nameFor = async (tx: Tx, actor: StaffActor): Promise<string> => {
  const [person, desk] = [await findStaff(tx, actor.staffId), await deskSettings(tx)]
  return [person?.name, desk?.organisationName].filter(Boolean).join(' at ')
}
