import type { DeliveryReason } from '../../../cases/contract.ts'
import type { HandedOver, HandOverError, Refusal, Stage } from '../../../platform/mail-transport/smtp.ts'
import { bounceReason } from './bounce-reason.ts'
import type { RecipientEnd } from './recipients.ts'
import { type MailboxTrouble, wordsFor } from './retries.ts'

/**
 * What one answer means. The code of the server decides: 5xx is final, 4xx is for later. Without an answer it
 * is for later as long as no text left; after that nobody can know, and it is not sent again by itself.
 */
export const meaningOf = (
  { smtpCode, code }: { readonly smtpCode: number | null; readonly code: string },
  dataBegun: boolean,
): 'deferred' | 'failed' | 'uncertain' => {
  if (smtpCode !== null && smtpCode >= 400) return smtpCode >= 500 ? 'failed' : 'deferred'
  // Our own side refused it before a word was said: an address that cannot be written, or a mail larger than
  // the server told us it takes. Waiting changes neither.
  if (!dataBegun && (code === 'EENVELOPE' || code === 'EMESSAGE')) return 'failed'
  return dataBegun ? 'uncertain' : 'deferred'
}

const SAID = 1_000

const commandOf: Readonly<Record<Stage, string>> = {
  connecting: 'after initial connection',
  'signing-in': '(in reply to EHLO command)',
  sender: '(in reply to MAIL FROM command)',
  recipient: '(in reply to RCPT TO command)',
  text: '(in reply to end of DATA command)',
}

/** The reason in an answer of a mail server, by the same rules as in a report of delivery. */
export const reasonOf = (words: string, stage: Stage, isDelay: boolean): DeliveryReason =>
  bounceReason(
    {
      address: '',
      action: isDelay ? 'delayed' : 'failed',
      status: '',
      words: `${words} ${commandOf[stage]}`,
    },
    '',
  ).reason

/** How an attempt ended for everybody it was for. */
export const endsOfSuccess = (to: readonly string[], { reply, refused }: HandedOver): RecipientEnd[] =>
  to.map((address) => {
    const refusal = refused.find((each) => each.address === address)
    return refusal ? endOfRefusal(address, refusal) : { address, state: 'sent', reason: null, reply }
  })

const endOfRefusal = (address: string, { words, smtpCode }: Refusal): RecipientEnd => {
  const state = smtpCode !== null && smtpCode < 500 ? 'deferred' : 'failed'
  const reason = reasonOf(words, 'recipient', state === 'deferred')
  return { address, state, reason, reply: words.slice(0, SAID) }
}

/** The same for an attempt that did not come to its end, or that ended with a refusal of all of them. */
export const endsOfFailure = (
  to: readonly string[],
  error: HandOverError,
  dataBegun: boolean,
  trouble: MailboxTrouble | null,
): RecipientEnd[] => {
  const state = trouble?.isHeld ? 'deferred' : meaningOf(error, dataBegun)
  return to.map((address) => {
    const refusal = error.refused.find((each) => each.address === address)
    if (refusal) return endOfRefusal(address, refusal)
    if (state === 'uncertain') return { address, state, reason: null, reply: wordsFor.uncertain() }
    const reply = trouble?.words ?? error.words.slice(0, SAID)
    return {
      address,
      state,
      reason: trouble?.isHeld ? null : reasonOf(error.words, error.stage, state === 'deferred'),
      reply,
    }
  })
}
