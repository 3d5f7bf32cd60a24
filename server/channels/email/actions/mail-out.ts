import type { Sending } from '../../../cases/index.ts'
import { deskSettings, nameOfDesk } from '../../../people/index.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { queueSending } from '../jobs/queue.ts'
import { insertHeaders, newestHeaders } from '../queries/mail-headers.ts'
import { insertOutgoing } from '../queries/outbox.ts'
import { identityFor } from '../queries/sender-identity.ts'
import { fromName } from '../rules/from-name.ts'
import { newMessageId, replyAddress } from '../rules/token.ts'

const REFERENCES_KEPT = 50

/** A message that was written on its case in this transaction, and how it travels. */
export interface Outbound {
  readonly messageId: number
  readonly undoUntil: Date
  readonly subject: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
  /** Who writes; null when the desk itself does. */
  readonly person: string | null
  /** Whether it quotes what it answers; as the mailbox says when left out. */
  readonly quotes?: boolean
  /** The mailbox that received the mail this answers; null when none did. */
  readonly receivedBy: number | null
}

/** Gives a message its mail side and its place in the outbox; a worker sends it after `undoUntil` (send.ts). */
export const mailOut = async (
  { tx, config, seal }: Sending,
  { id: caseId, number, team_id: teamId }: { id: number; number: number; team_id: number },
  { messageId, undoUntil, subject, to, cc, person, quotes, receivedBy }: Outbound,
): Promise<void> => {
  const identity = await identityFor(tx, config, teamId, receivedBy)
  const address = identity?.address ?? ''
  const mailboxId = identity?.mailboxId ?? null
  const host = address.split('@')[1] || new URL(config.BASE_URL).hostname
  const headerMessageId = newMessageId(seal, number, host)
  await insertHeaders(tx, {
    message_id: messageId,
    mailbox_id: mailboxId,
    header_message_id: headerMessageId,
    subject,
    ...(await chainOf(tx, caseId)),
    from_address: address,
    from_name: fromName(identity?.nameStyle ?? 'person-at', person, await organisationName(tx)),
    quotes: quotes ?? identity?.quotes ?? true,
    reply_to: address ? [replyAddress(seal, number, address)] : [],
    to_addresses: [...to],
    cc_addresses: [...cc],
  })
  const recipients = [...to, ...cc]
  const outgoing = { messageId, mailboxId, headerMessageId, envelopeFrom: address, recipients, undoUntil }
  await queueSending(tx, await insertOutgoing(tx, outgoing), undoUntil)
}

const organisationName = async (tx: Tx): Promise<string> => nameOfDesk(await deskSettings(tx))

/** RFC 5322 section 3.6.4, over the newest mail of the case, whoever wrote it. */
const chainOf = async (tx: Tx, caseId: number) => {
  const newest = await newestHeaders(tx, caseId)
  const id = newest?.header_message_id
  if (!newest || !id) return { in_reply_to: null, reference_ids: [] }
  const [first, ...rest] = [...newest.reference_ids.filter((each) => each !== id), id]
  return { in_reply_to: id, reference_ids: [first ?? id, ...rest.slice(1 - REFERENCES_KEPT)] }
}
