import { type DeliveryReason, isHardReason } from '../../../cases/contract.ts'
import type { Delivery } from '../../../cases/index.ts'
import type { MailRecipient, MailRecipients } from '../contract.ts'

/** `deferred`: we try again. `delayed`: their server took it and still tries. */
export type RecipientState = MailRecipient['state']

/** What became of a mail for one of those it is for. */
export interface RecipientEnd {
  readonly address: string
  readonly state: RecipientState
  readonly reason: DeliveryReason | null
  /** What the other side said last. */
  readonly reply: string | null
}

/** Why a mail that is due does not leave. */
export type Waiting = NonNullable<MailRecipients['waiting']>

const isIn =
  (...states: RecipientState[]) =>
  ({ state }: RecipientEnd): boolean =>
    states.includes(state)

/** Whether somebody is still to be sent to. */
export const isPending = isIn('queued', 'deferred')
export const isMissed = isIn('failed', 'bounced')

/** What became of a mail as a whole, as its place in the outbox. */
export const outboxStateOf = (
  ends: readonly RecipientEnd[],
): 'queued' | 'deferred' | 'uncertain' | 'sent' | 'failed' => {
  if (ends.some(isIn('deferred'))) return 'deferred'
  if (ends.some(isIn('queued'))) return 'queued'
  if (ends.some(isIn('uncertain'))) return 'uncertain'
  return ends.some(isIn('sent', 'delayed')) ? 'sent' : 'failed'
}

export interface Summary {
  readonly delivery: Delivery
  readonly detail: string | null
  readonly reason: DeliveryReason | null
}

const linesOf = (ends: readonly RecipientEnd[], all: readonly RecipientEnd[]): string =>
  ends
    .map(({ address, reply }) => (all.length > 1 ? `${address}: ${reply ?? ''}` : (reply ?? '')))
    .join('\n')
    .slice(0, 1_000)

/** What the message says of all of them together: what a person should look at first. */
export const summaryOf = (ends: readonly RecipientEnd[]): Summary => {
  const missed = ends.filter(isMissed)
  if (missed.length > 0) {
    const everybody = missed.length === ends.length
    const reasons = missed.map(({ reason }) => reason).filter((reason) => reason !== null)
    return {
      delivery: everybody && missed.every(isIn('failed')) ? 'failed' : 'bounced',
      detail: `${everybody ? '' : 'Not everybody got it.\n'}${linesOf(missed, ends)}` || null,
      reason: reasons.find(isHardReason) ?? reasons[0] ?? null,
    }
  }
  const uncertain = ends.find(isIn('uncertain'))
  if (uncertain) return { delivery: 'uncertain', detail: uncertain.reply, reason: null }
  const late = ends.filter(isIn('deferred', 'delayed'))
  if (late.length > 0) return { delivery: 'deferred', detail: linesOf(late, ends) || null, reason: null }
  return { delivery: ends.some(isIn('queued')) ? 'queued' : 'sent', detail: null, reason: null }
}
