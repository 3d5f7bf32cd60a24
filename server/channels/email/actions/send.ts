import { endingsOf, setDelivery, unsafeMessageBefore, unsafeOutgoingMessage } from '../../../cases/index.ts'
import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { type HandedOver, HandOverError, handOver } from '../../../platform/mail-transport/smtp.ts'
import type { Platform } from '../../../platform/platform.ts'
import { queueSending } from '../jobs/queue.ts'
import { composeMail } from '../mime/compose.ts'
import { headersOf } from '../queries/mail-headers.ts'
import { mailboxById } from '../queries/mailboxes.ts'
import {
  type AttemptEnd,
  claimOutgoing,
  closeOutgoing,
  endAttempt,
  lockOutgoing,
  markDataBegun,
  type Outgoing,
  renewLease,
} from '../queries/outbox.ts'
import { relayOf, serverOf } from '../rules/mail-server.ts'
import { meaningOf, nextTry, wordsFor } from '../rules/sending.ts'

const actor = systemActor('email')
const RENEW_MS = 10_000

interface Attempt {
  readonly outgoing: Outgoing
  readonly claim: string
}

/**
 * One attempt to send a mail of the outbox. Every step that must survive a crash is committed before the
 * next: the claim, the mark before the text leaves, the end. So a crash loses nothing, and sends nothing twice
 * but where the text was handed over and no answer came, which SMTP cannot tell: that is called uncertain.
 */
export const send = async (platform: Platform, outboxId: number): Promise<void> => {
  const attempt = await begin(platform, outboxId)
  if (!attempt) return
  const lease = setInterval(() => {
    renewLease(platform.db, outboxId, attempt.claim).catch(() => undefined)
  }, RENEW_MS)
  try {
    const end = await tryOnce(platform, attempt)
    await finish(platform, attempt, end)
  } finally {
    clearInterval(lease)
  }
}

const begin = ({ db }: Platform, outboxId: number): Promise<Attempt | null> =>
  transact(db, actor, async (tx) => {
    const outgoing = await lockOutgoing(tx, outboxId)
    if (!outgoing) return null
    if (!outgoing.isDue) {
      await queueSending(tx, outboxId, outgoing.nextTryAt)
      return null
    }
    // Its sender died: whether the text had begun to leave decides what may be done.
    if (outgoing.state === 'sending' && outgoing.dataBegunAt !== null) {
      await closeOutgoing(tx, outboxId, 'uncertain', wordsFor.uncertain())
      await setDelivery(tx, outgoing.messageId, 'uncertain', wordsFor.uncertain())
      return null
    }
    const claim = await claimOutgoing(tx, outboxId)
    if (await setDelivery(tx, outgoing.messageId, 'queued', null)) return { outgoing, claim }
    await closeOutgoing(tx, outboxId, 'taken-back', '')
    return null
  })

type End = AttemptEnd & { readonly words: string | null; readonly delivery: AttemptEnd['state'] | 'bounced' }

const tryOnce = async (platform: Platform, { outgoing, claim }: Attempt): Promise<End> => {
  const server = await serverFor(platform, outgoing)
  if (!server) return { state: 'failed', delivery: 'failed', reply: '', words: wordsFor.noServer() }
  const bytes = await compose(platform, outgoing)
  let dataBegun = false
  const mark = async (): Promise<void> => {
    dataBegun = await markDataBegun(platform.db, outgoing.id, claim)
    if (!dataBegun) throw new Error('another sender has taken this mail over')
  }
  const envelope = { from: outgoing.envelopeFrom, to: outgoing.recipients }
  try {
    return endOfSuccess(await handOver(server, envelope, bytes, mark))
  } catch (error) {
    if (!(error instanceof HandOverError)) throw error
    return endOfFailure(error, outgoing, dataBegun)
  }
}

const serverFor = async ({ db, seal, config }: Platform, { mailboxId, envelopeFrom }: Outgoing) => {
  if (!envelopeFrom) return null
  const mailbox = mailboxId === null ? undefined : await mailboxById(db, mailboxId)
  return (mailbox && serverOf(seal, mailbox, 'smtp')) ?? relayOf(config.SMTP_RELAY)
}

const endOfSuccess = ({ reply, refused }: HandedOver): End => {
  if (refused.length === 0) return { state: 'sent', delivery: 'sent', reply, words: null }
  const words = refused.map((each) => `${each.address}: ${each.words}`).join('\n')
  return { state: 'sent', delivery: 'bounced', reply, words: `Not everybody got it.\n${words}` }
}

const endOfFailure = (error: HandOverError, outgoing: Outgoing, dataBegun: boolean): End => {
  const reply = error.message.slice(0, 1_000)
  const state = meaningOf(error, dataBegun)
  if (state !== 'deferred') return { state, delivery: state, reply, words: wordsFor[state](reply) }
  const nextTryAt = nextTry(outgoing.attempts + 1, outgoing.createdAt, new Date())
  if (!nextTryAt) return { state: 'failed', delivery: 'failed', reply, words: wordsFor.tooLong(reply) }
  return { state, delivery: state, reply, nextTryAt, words: wordsFor.deferred(reply) }
}

const finish = ({ db }: Platform, { outgoing, claim }: Attempt, end: End): Promise<void> =>
  transact(db, actor, async (tx) => {
    if (!(await endAttempt(tx, outgoing.id, claim, end))) return
    await setDelivery(tx, outgoing.messageId, end.delivery, end.words)
    if (end.nextTryAt) await queueSending(tx, outgoing.id, end.nextTryAt)
  })

const compose = async (platform: Platform, { messageId, mailboxId }: Outgoing): Promise<Buffer> => {
  const { db, files } = platform
  const [message, headers] = [await unsafeOutgoingMessage(db, messageId), await headersOf(db, messageId)]
  if (!message || !headers?.header_message_id) throw new Error(`message ${messageId} has no mail side`)
  const mailbox = mailboxId === null ? undefined : await mailboxById(db, mailboxId)
  const quote = await unsafeMessageBefore(db, message.caseId, messageId)
  const [replyTo] = headers.reply_to
  return composeMail({
    messageId: headers.header_message_id,
    from: { name: headers.from_name, address: headers.from_address },
    to: headers.to_addresses,
    cc: headers.cc_addresses,
    ...(replyTo && { replyTo }),
    subject: headers.subject,
    ...(headers.in_reply_to && { inReplyTo: headers.in_reply_to }),
    references: headers.reference_ids,
    date: message.sentAt,
    text: message.text,
    html: message.html,
    endings: await endingsOf(platform, { messageId, caseId: message.caseId, language: message.language }),
    automatic: message.kind === 'automatic',
    signature: mailbox?.signature ?? '',
    ...(quote && { quote }),
    attachments: await Promise.all(
      message.attachments.map(async ({ fileKey, ...file }) => ({ ...file, bytes: await files.get(fileKey) })),
    ),
  })
}
