import { partakes, unsafeFindCaseByMessage, unsafeFindCaseByNumber } from '../../../cases/index.ts'
import type { Database } from '../../../platform/db/pool.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import type { Mail, Mailbox } from '../mime/mail.ts'
import { messageByHeaderId } from '../queries/mail-headers.ts'
import type { Thread } from '../rules/thread.ts'
import { caseNumberOf, readReplyAddress } from '../rules/token.ts'

const isNumber = (value: number | null | undefined): value is number => typeof value === 'number'

/** Numbers of cases that our own signed tokens name: first the address it was sent to, then what it answers. */
const signedNumbers = (seal: Seal, mail: Mail, recipients: readonly string[]): number[] => {
  const addresses = [...recipients, ...[...mail.to, ...mail.cc].map((each) => each.address)]
  return [
    ...addresses.map((address) => readReplyAddress(seal, address)?.caseNumber),
    ...[...mail.inReplyTo, ...mail.references.toReversed()].map((id) => caseNumberOf(seal, id)),
  ].filter(isNumber)
}

const candidates = async (
  db: Database,
  seal: Seal,
  mail: Mail,
  recipients: readonly string[],
): Promise<Set<number>> => {
  const found = new Set<number>()
  for (const number of new Set(signedNumbers(seal, mail, recipients))) {
    const caseId = await unsafeFindCaseByNumber(db, number)
    if (caseId !== null) found.add(caseId)
  }
  for (const ids of [mail.inReplyTo, mail.references]) {
    const messageId = await messageByHeaderId(db, ids)
    const place = messageId === null ? null : await unsafeFindCaseByMessage(db, messageId)
    if (place) found.add(place.caseId)
  }
  return found
}

const REFERENCE = /(?:#|\b(?:case|fall|ticket|vorgang)\s*(?:no\.?|nr\.?)?\s*#?)(\d{3,15})\b/gi
const REFERENCES = 3

/** A case that a subject names and in which its sender takes part: a hint, because anybody can write a number. */
const namedCase = async (db: Database, { subject }: Mail, address: string): Promise<number | null> => {
  const numbers = [...subject.matchAll(REFERENCE)].map(([, digits]) => Number(digits))
  for (const number of numbers.slice(0, REFERENCES)) {
    const caseId = await unsafeFindCaseByNumber(db, number)
    if (caseId !== null && (await partakes(db, caseId, address))) return caseId
  }
  return null
}

/**
 * The last rule, thread: the case a mail belongs to. Our own signed token counts first, then In-Reply-To and
 * References; nothing counts unless the sender takes part in the case, so that a stranger who learns a token
 * or an id joins nothing, nor a mail that its own domain disowns. A subject never decides.
 */
export const findCase = async (
  db: Database,
  seal: Seal,
  mail: Mail,
  {
    from,
    recipients,
    ownAddresses,
    isDisowned = false,
  }: {
    from: Mailbox
    recipients: readonly string[]
    ownAddresses: ReadonlySet<string>
    /** The domain in From says that such mail is not its own. */
    isDisowned?: boolean
  },
): Promise<Thread> => {
  const found = await candidates(db, seal, mail, recipients)
  // Our own addresses take part in many cases as copies; a mail "from" them proves nothing.
  if (!isDisowned && !ownAddresses.has(from.address))
    for (const caseId of found) if (await partakes(db, caseId, from.address)) return { caseId, doubt: null }
  const [answered] = found
  if (answered !== undefined)
    return { caseId: null, doubt: { otherCaseId: answered, why: isDisowned ? 'disowned' : 'stranger' } }
  const named = isDisowned ? null : await namedCase(db, mail, from.address)
  return { caseId: null, doubt: named === null ? null : { otherCaseId: named, why: 'subject' } }
}
