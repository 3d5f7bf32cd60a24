import type { DeliveryReason } from '../../../cases/contract.ts'
import { setDelivery } from '../../../cases/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { FailedRecipient, Mail } from '../mime/mail.ts'
import { hasArrived } from '../mime/report.ts'
import { closeOutgoing } from '../queries/outbox.ts'
import { findReported, type Reporting } from './find-reported.ts'
import { place } from './place.ts'

const isDelay = ({ action }: FailedRecipient): boolean => action === 'delayed'

const wordsOf = (mail: Mail): string => {
  const lines = (mail.report?.failed ?? [])
    .filter((each) => !hasArrived(each))
    .map((each) => `${each.address}: ${each.words || each.status}`)
  return (lines.join('\n') || mail.subject || 'The mail came back.').slice(0, 1_000)
}

/**
 * A report about a mail of ours that did not arrive: shown on its case, and the message it speaks of is marked
 * with the reason, which calls its author and the case's owner.
 * @param reason why it did not arrive
 * @returns why nothing was done, null when it was placed
 */
export const noteBounce = async (
  platform: Platform,
  placement: Reporting,
  reason: DeliveryReason,
): Promise<string | null> => {
  const { mail } = placement
  const failed = mail.report?.failed ?? []
  if (failed.length > 0 && failed.every(hasArrived)) return 'It only says that a mail of ours arrived.'
  const ours = await findReported(platform, mail)
  if (!ours) return 'It reports on a mail that we did not send.'
  const { outgoing, thread } = ours
  const delayed = failed.length > 0 && failed.every((each) => isDelay(each) || hasArrived(each))
  await place(platform, { ...placement, kind: 'bounce', from: null, thread }, async (tx) => {
    const words = wordsOf(mail)
    if (!delayed) await closeOutgoing(tx, outgoing.id, 'failed', words)
    await setDelivery(
      tx,
      outgoing.messageId,
      delayed ? 'deferred' : 'bounced',
      words,
      delayed ? null : reason,
    )
  })
  return null
}
