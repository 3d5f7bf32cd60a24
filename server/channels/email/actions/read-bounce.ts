import type { DeliveryReason } from '../../../cases/contract.ts'
import { setDelivery } from '../../../cases/index.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { FailedRecipient, Mail } from '../mime/mail.ts'
import { hasArrived } from '../mime/report.ts'
import { recipientsOf } from '../queries/recipients.ts'
import { bounceReason } from '../rules/bounce-reason.ts'
import type { RecipientEnd } from '../rules/recipients.ts'
import { findReported, type Reported } from './find-reported.ts'
import { settleOutgoing } from './settle-outgoing.ts'

const SAID = 1_000

const isDelay = ({ action }: FailedRecipient): boolean => action === 'delayed'

const wordsOf = (mail: Mail): string => {
  const lines = (mail.report?.failed ?? [])
    .filter((each) => !hasArrived(each))
    .map((each) => `${each.address}: ${each.words || each.status}`)
  return (lines.join('\n') || mail.subject || 'The mail came back.').slice(0, SAID)
}

/**
 * A report about a mail of ours that did not arrive: its case shows it, and the message it speaks of is marked with
 * the reason, which calls its author and the case's owner.
 * @param reason why it did not arrive
 * @returns in words why it is nothing to us
 */
export const readBounce = async (
  platform: Platform,
  mail: Mail,
  reason: DeliveryReason,
): Promise<Reported | string> => {
  const failed = mail.report?.failed ?? []
  if (failed.length > 0 && failed.every(hasArrived)) return 'It only says that a mail of ours arrived.'
  const ours = await findReported(platform, mail)
  if (!ours) return 'It reports on a mail that we did not send.'
  const { outgoing, thread } = ours
  const isOnlyDelay = failed.length > 0 && failed.every((each) => isDelay(each) || hasArrived(each))
  const also = async (tx: Tx): Promise<void> => {
    const ends = endsOfReport(mail, await recipientsOf(tx, outgoing.id), reason)
    if (ends.length > 0) return settleOutgoing(tx, { ...outgoing, caseId: thread.caseId }, ends)
    // It names nobody to whom we wrote: an address behind one of ours. That it came back is known all the same.
    const delivery = isOnlyDelay ? 'deferred' : 'bounced'
    await setDelivery(tx, outgoing.messageId, delivery, wordsOf(mail), isOnlyDelay ? null : reason)
  }
  return { kind: 'bounce', thread, isOnlyDelay, also }
}

/** What a report says of those we wrote to; it may name the only one by another address of theirs. */
const endsOfReport = (
  { report, subject }: Mail,
  to: readonly RecipientEnd[],
  reason: DeliveryReason,
): RecipientEnd[] => {
  const failed = (report?.failed ?? []).filter((each) => !hasArrived(each))
  const said = report?.said ?? ''
  return to.flatMap(({ address }) => {
    const named = failed.find((each) => each.address === address) ?? (to.length === 1 ? failed[0] : undefined)
    if (!named) {
      const isOnly = failed.length === 0 && to.length === 1
      return isOnly ? [{ address, state: 'bounced', reason, reply: subject.slice(0, SAID) || null }] : []
    }
    const reply = (named.words || named.status).slice(0, SAID) || null
    const state = isDelay(named) ? 'delayed' : 'bounced'
    return [{ address, state, reason: bounceReason(named, said).reason, reply }]
  })
}
