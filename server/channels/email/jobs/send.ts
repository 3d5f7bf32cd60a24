import { defineJob } from '../../../platform/jobs/job.ts'
import type { Platform } from '../../../platform/platform.ts'
import { beginSending } from '../actions/begin-sending.ts'
import { composeOutgoing } from '../actions/compose-outgoing.ts'
import { endSending } from '../actions/end-sending.ts'
import { handOverMail } from '../actions/hand-over-mail.ts'
import { serverFor } from '../actions/sending-server.ts'
import { type Attempt, renewLease } from '../queries/outbox-attempts.ts'
import { troubleForAdmins } from '../rules/admin-trouble.ts'
import { relayOf } from '../rules/mail-server.ts'
import { sendTicket } from './queue.ts'

const RENEW_MS = 10_000

/**
 * One attempt to send a mail of the outbox to those who do not have it yet. Every step that must survive a crash
 * is committed before the next: the claim, the mark before the text leaves, the end. So a crash loses nothing, and
 * sends nothing twice but where the text was handed over and no answer came, which SMTP cannot tell: that is
 * called uncertain.
 */
const send = async (platform: Platform, outboxId: number): Promise<void> => {
  const attempt = await beginSending(platform, outboxId)
  if (!attempt) return
  const lease = setInterval(() => {
    renewLease(platform.db, outboxId, attempt.claim).catch(() => undefined)
  }, RENEW_MS)
  try {
    await attemptNow(platform, attempt)
  } finally {
    clearInterval(lease)
  }
}

const attemptNow = async (platform: Platform, attempt: Attempt): Promise<void> => {
  const { outgoing } = attempt
  const bytes = await composeOutgoing(platform, outgoing)
  const end = await handOverMail(
    platform,
    attempt,
    bytes,
    () => serverFor(platform, outgoing),
    (error, server) => troubleForAdmins(error, server, relayOf(platform.config.SMTP_RELAY)),
  )
  await endSending(platform, attempt, end)
}

/** Sends one mail of the outbox; deferred, it queues itself for the next try. */
export const sendJob = defineJob({
  ...sendTicket,
  run: (context, { outboxId }) => send(context, outboxId),
})
