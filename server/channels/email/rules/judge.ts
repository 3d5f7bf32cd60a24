import { normalAddress } from '../../../customers/index.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import { isDaemon } from '../mime/bounce-text.ts'
import type { Mail, Mailbox } from '../mime/mail.ts'
import { caseNumberOf } from './token.ts'

/** What is known of a mail beside its own words, which prove nothing. */
export interface Facts {
  /** Envelope sender: empty for bounces, null when there was none. */
  readonly mailFrom: string | null
  /** All addresses at which we receive, in lower case. */
  readonly ownAddresses: ReadonlySet<string>
  readonly seal: Seal
}

export type Verdict =
  /** Nobody can tell what to do with it: kept whole and shown to an administrator. */
  | { readonly kind: 'quarantine'; readonly reason: string }
  /** Known for what it is, and nobody waits for an answer: kept, not shown as a case. */
  | { readonly kind: 'ignore'; readonly reason: string }
  /** A report about a mail that did not arrive. `otherwise`: what else it may be, null where only a machine writes so. */
  | { readonly kind: 'bounce'; readonly otherwise: Verdict | null }
  /** Somebody told their provider that a mail is unwanted (RFC 5965). */
  | { readonly kind: 'complaint' }
  /** Somebody's words. `reply` marks a machine's answer (vacation), which never opens a case. */
  | { readonly kind: 'contact'; readonly from: Mailbox; readonly automatic: 'no' | 'reply' | 'yes' }

type Rule = (mail: Mail, facts: Facts) => Verdict | null

const HOPS = 100

const signal = (mail: Mail, name: string): string => (mail.signals[name] ?? '').toLowerCase().trim()

const hasNullSender = (mail: Mail, { mailFrom }: Facts): boolean =>
  mailFrom === '' || /^<\s*>$/.test(signal(mail, 'return-path'))

const looksAway =
  /^\s*(?:automatic reply|auto(?:matic)?[ -]?(?:response|reply)|out of (?:the )?office|abwesen|automatische antwort|réponse automatique|absence|respuesta automática|risposta automatica|automatisch antwoord|autosvar|odpowiedź automatyczna|автоответ)/i

/** RFC 3834, and what mail programs did before they knew of it. */
export const automaticKind = (mail: Mail, facts: Facts): 'no' | 'reply' | 'yes' => {
  const submitted = signal(mail, 'auto-submitted').split(/[;\s]/)[0] ?? ''
  const precedence = signal(mail, 'precedence')
  const replies =
    submitted === 'auto-replied' ||
    submitted === 'auto-notified' ||
    precedence === 'auto_reply' ||
    mail.signals['x-autoreply'] !== undefined ||
    mail.signals['x-autorespond'] !== undefined
  if (replies) return 'reply'
  const automatic =
    (submitted !== '' && submitted !== 'no') ||
    ['bulk', 'list', 'junk'].includes(precedence) ||
    mail.signals['list-id'] !== undefined ||
    mail.signals['x-auto-response-suppress'] !== undefined ||
    hasNullSender(mail, facts)
  if (!automatic) return 'no'
  return looksAway.test(mail.subject) ? 'reply' : 'yes'
}

const loop: Rule = (mail, facts) => {
  if (mail.hops > HOPS) return { kind: 'quarantine', reason: 'It has passed more than 100 servers: a loop.' }
  const isOurs = mail.messageId !== null && caseNumberOf(facts.seal, mail.messageId) !== null
  if (isOurs) return { kind: 'ignore', reason: 'It is a mail of our own that came back.' }
  const [from] = mail.from
  const fromUs = from !== undefined && facts.ownAddresses.has(from.address)
  return fromUs && automaticKind(mail, facts) !== 'no'
    ? { kind: 'ignore', reason: 'It is an automatic mail from one of our own addresses.' }
    : null
}

/** Signs that a machine wrote it, which a person who passes a report on does not leave. */
const isMachine = (mail: Mail, facts: Facts): boolean =>
  mail.from.length === 0 ||
  mail.from.some((from) => isDaemon(from.address)) ||
  hasNullSender(mail, facts) ||
  mail.report?.isStandard === true

const sender: Rule = (mail, facts) => {
  const addresses = new Set(mail.from.map((from) => from.address))
  const [from] = mail.from
  if (!from) return { kind: 'quarantine', reason: 'It names no sender whom we could answer.' }
  if (addresses.size > 1)
    return { kind: 'quarantine', reason: 'It names several senders, so nobody can tell who wrote it.' }
  if (!normalAddress('email', from.address))
    return { kind: 'quarantine', reason: 'It names a sender whose address nobody can write to.' }
  return { kind: 'contact', from, automatic: automaticKind(mail, facts) }
}

const report: Rule = (mail, facts) => {
  if (mail.report?.about === 'complaint') return { kind: 'complaint' }
  const isReturned =
    mail.from.some((from) => from.address.startsWith('mailer-daemon@')) ||
    (hasNullSender(mail, facts) && mail.from.some((from) => isDaemon(from.address)))
  if (!mail.report && !isReturned) return null
  // A person who passes a report on is a person: their mail is never set aside for it.
  return { kind: 'bounce', otherwise: isMachine(mail, facts) ? null : sender(mail, facts) }
}

// In the order in which they are asked. "Too large" comes before reading, "thread" after recognising.
const rules: readonly Rule[] = [loop, report, sender]

/** What kind of mail this is. Who it claims to be from never makes it more than a customer's mail. */
export const judge = (mail: Mail, facts: Facts): Verdict => {
  for (const rule of rules) {
    const verdict = rule(mail, facts)
    if (verdict) return verdict
  }
  return { kind: 'quarantine', reason: 'No rule knows what it is.' }
}
