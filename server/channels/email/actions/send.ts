import { setDelivery } from '../../../cases/index.ts'
import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { HandOverError, handOver } from '../../../platform/mail-transport/smtp.ts'
import type { Platform } from '../../../platform/platform.ts'
import { queueSending } from '../jobs/queue.ts'
import { mailboxById } from '../queries/mailboxes.ts'
import {
  behindEarlier,
  claimOutgoing,
  closeOutgoing,
  endAttempt,
  lockOutgoing,
  markDataBegun,
  type Outgoing,
  renewLease,
} from '../queries/outbox-attempts.ts'
import { recipientsOf } from '../queries/recipients.ts'
import { limitedUntil } from '../queries/sending-limits.ts'
import { expireToken } from '../queries/sign-ins.ts'
import { relayOf } from '../rules/mail-server.ts'
import { isPending, type RecipientEnd } from '../rules/recipients.ts'
import { giveUp, nextTry, wordsFor } from '../rules/retries.ts'
import { endsOfFailure, endsOfSuccess, type MailboxTrouble, mailboxTrouble } from '../rules/sending.ts'
import { signedServer } from './access-token.ts'
import { composeOutgoing } from './compose-outgoing.ts'
import { noteSending } from './note-sending.ts'
import { ProviderAway, SignInRefused } from './oauth.ts'
import { settleOutgoing } from './settle-outgoing.ts'

const actor = systemActor('email')
const RENEW_MS = 10_000
const IN_LINE_MS = 60_000

interface Attempt {
  readonly outgoing: Outgoing
  readonly claim: string
  readonly to: readonly string[]
}

/**
 * One attempt to send a mail of the outbox to those who do not have it yet. Every step that must survive a crash
 * is committed before the next: the claim, the mark before the text leaves, the end. So a crash loses nothing, and
 * sends nothing twice but where the text was handed over and no answer came, which SMTP cannot tell: that is
 * called uncertain.
 */
export const send = async (platform: Platform, outboxId: number): Promise<void> => {
  const attempt = await begin(platform, outboxId)
  if (!attempt) return
  const lease = setInterval(() => {
    renewLease(platform.db, outboxId, attempt.claim).catch(() => undefined)
  }, RENEW_MS)
  try {
    await finish(platform, attempt, await tryOnce(platform, attempt))
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
    if (outgoing.state === 'held' && !(await setDelivery(tx, outgoing.messageId, 'queued', null))) {
      await closeOutgoing(tx, outboxId)
      return null
    }
    const pending = (await recipientsOf(tx, outboxId)).filter(isPending)
    // Its sender died: whether the text had begun to leave decides what may be done.
    if (outgoing.state === 'sending' && outgoing.dataBegunAt !== null) {
      const reply = wordsFor.uncertain()
      const ends = pending.map(
        ({ address }) => ({ address, state: 'uncertain', reason: null, reply }) as const,
      )
      await settleOutgoing(tx, outgoing, ends)
      return null
    }
    const behind = await behindEarlier(tx, outboxId, outgoing.caseId)
    const to = pending.map(({ address }) => address).filter((address) => !behind.includes(address))
    if (to.length === 0) {
      const nextTryAt = new Date(Date.now() + IN_LINE_MS)
      await settleOutgoing(tx, outgoing, [], { nextTryAt, waiting: 'order' })
      return null
    }
    const { mailboxId } = outgoing
    const until = mailboxId === null ? null : await limitedUntil(tx, mailboxId, outboxId)
    if (until) {
      await settleOutgoing(tx, outgoing, [], { nextTryAt: until, waiting: 'limit' })
      return null
    }
    return { outgoing, to, claim: await claimOutgoing(tx, outboxId) }
  })

interface End {
  readonly ends: readonly RecipientEnd[]
  readonly reply: string
  /** What is wrong with the mailbox itself; undefined when nobody knows, as it was not asked. */
  readonly trouble?: MailboxTrouble | null
}

const tryOnce = async (platform: Platform, { outgoing, claim, to }: Attempt): Promise<End> => {
  const bytes = await composeOutgoing(platform, outgoing)
  let dataBegun = false
  const mark = async (): Promise<void> => {
    dataBegun = await markDataBegun(platform.db, outgoing.id, claim)
    if (!dataBegun) throw new Error('another sender has taken this mail over')
  }
  try {
    const server = await serverFor(platform, outgoing)
    if (!server) {
      const reply = wordsFor.noServer()
      return { ends: to.map((address) => ({ address, state: 'failed', reason: null, reply })), reply }
    }
    const handed = await handOver(server, { from: outgoing.envelopeFrom, to }, bytes, mark)
    return { ends: endsOfSuccess(to, handed), reply: handed.reply, trouble: null }
  } catch (error) {
    if (!(error instanceof HandOverError)) throw error
    const trouble = mailboxTrouble(error)
    if (error.stage === 'signing-in' && outgoing.mailboxId !== null)
      await expireToken(platform.db, outgoing.mailboxId)
    return { ends: endsOfFailure(to, error, dataBegun), reply: error.words.slice(0, 1_000), trouble }
  }
}

const serverFor = async (platform: Platform, { mailboxId, envelopeFrom }: Outgoing) => {
  if (!envelopeFrom) return null
  const mailbox = mailboxId === null ? undefined : await mailboxById(platform.db, mailboxId)
  const own = mailbox && (await signedServer(platform, mailbox, 'smtp').catch(asHandOver))
  return own ?? relayOf(platform.config.SMTP_RELAY)
}

/** Signing in with OAuth2 fails before the mail server is asked. */
const asHandOver = (error: unknown): never => {
  if (error instanceof SignInRefused) {
    // Only a person can mend it: mail waits as for a wrong password.
    throw new HandOverError(Object.assign(error, { code: 'EAUTH' }), 'signing-in')
  }
  throw error instanceof ProviderAway ? new HandOverError(error, 'connecting') : error
}

const finish = ({ db }: Platform, { outgoing, claim, to }: Attempt, end: End): Promise<void> =>
  transact(db, actor, async (tx) => {
    if (!(await endAttempt(tx, outgoing.id, claim, end.reply))) return
    const { mailboxId, attempts, createdAt } = outgoing
    if (end.trouble !== undefined && mailboxId !== null)
      await noteSending(tx, mailboxId, end.trouble?.words ?? null)
    const isHeld = end.trouble?.isHeld === true
    const next = nextTry(attempts + 1, createdAt, new Date(), isHeld)
    const ends = next ? end.ends : giveUp(end.ends)
    const isBehind = (await recipientsOf(tx, outgoing.id)).some(
      (one) => isPending(one) && !to.includes(one.address),
    )
    const waiting = isHeld ? 'mailbox' : isBehind ? 'order' : null
    await settleOutgoing(tx, outgoing, ends, {
      nextTryAt: next ?? new Date(Date.now() + IN_LINE_MS),
      waiting,
    })
  })
