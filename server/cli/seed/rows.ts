import { entryWords } from '../../cases/index.ts'
import type { CopyValue } from '../../platform/db/copy-in.ts'
import { type Imagined, TURNS, type Turn } from './imagine.ts'
import type { Stems } from './stems.ts'

/** The tables of a case in the order of their foreign keys, with the columns that are written. */
export const tables = {
  cases: `id, number, need, team_id, owner_id, held_on_duty, customer_id, organisation_id, state, close_reason,
    channel, customer_waiting_since, last_activity_at, last_words, last_words_by, message_count, language, tags,
    created_at`,
  contacts: 'id, case_id, customer_id, channel, direction, subject, started_at, recorded_at, source',
  messages: `id, case_id, contact_id, author_kind, author_customer_id, author_staff_id, author_name, text, sent_at,
    recorded_at, delivery`,
  search_entries: 'id, case_id, kind, object_id, at, language, words',
  journal: 'type, time, actor_kind, actor_id, source, case_id, objects, attributes',
} as const
export type Table = keyof typeof tables

/** The number of a case and the first ones of what hangs on it. */
export interface Numbers {
  readonly caseId: number
  readonly number: number
  readonly contactId: number
  readonly messageId: number
  readonly entryId: number
}

/** Rows ready to be copied, and the words that search should know. */
export class Rows {
  readonly of: Record<Table, CopyValue[][]> = {
    cases: [],
    contacts: [],
    messages: [],
    search_entries: [],
    journal: [],
  }
  readonly words = new Set<string>()
  readonly #stems: Stems

  constructor(stems: Stems) {
    this.#stems = stems
  }

  add(numbers: Numbers, imagined: Imagined): void {
    const { caseId } = numbers
    this.of.cases.push(caseRow(numbers, imagined))
    const [began] = imagined.turns
    this.#index(numbers.entryId, imagined, [caseId, 'need', caseId, began?.at ?? null], imagined.need)
    for (const [index, turn] of imagined.turns.entries()) {
      const contactId = numbers.contactId + index
      const messageId = numbers.messageId + index
      this.of.contacts.push(contactRow(caseId, contactId, imagined, turn))
      this.of.messages.push(messageRow(caseId, { contactId, messageId }, imagined, turn))
      this.of.journal.push(...events(caseId, { contactId, messageId }, imagined, turn, index === 0))
      const entryId = numbers.entryId + 1 + index
      this.#index(entryId, imagined, [caseId, 'message', messageId, turn.at], turn.text)
    }
  }

  #index(id: number, { language }: Imagined, object: CopyValue[], text: string): void {
    const entry = entryWords(id, text, language, this.#stems.of(language))
    this.of.search_entries.push([id, ...object, entry.language, entry.words])
    for (const word of entry.distinct) this.words.add(word)
  }
}

/** How many entries of the search index a case has. */
export const ENTRIES = TURNS + 1

const caseRow = ({ caseId, number }: Numbers, imagined: Imagined): CopyValue[] => {
  const { need, teamId, owner, customer, state, language, tags, turns } = imagined
  const last = turns.at(-1)
  const waits = state === 'new' || state === 'open'
  const about = [
    caseId,
    number,
    need,
    teamId,
    owner.id,
    state === 'new',
    customer.id,
    customer.organisationId,
  ]
  const reason = state === 'closed-without-solution' ? 'no-answer-needed' : null
  const lastWords = (last?.text ?? '').replace(/\s+/g, ' ').slice(0, 200)
  const stand = [state, reason, 'email', waits ? (last?.at ?? null) : null, last?.at ?? null, lastWords]
  const began = turns[0]?.at ?? null
  return [...about, ...stand, waits ? 'customer' : 'staff', turns.length, language, `{${tags}}`, began]
}

const contactRow = (caseId: number, id: number, { customer, need }: Imagined, turn: Turn): CopyValue[] => [
  ...[id, caseId, customer.id, 'email', turn.byCustomer ? 'in' : 'out', need, turn.at, turn.at, 'seed'],
]

interface Said {
  readonly contactId: number
  readonly messageId: number
}

const messageRow = (
  caseId: number,
  { contactId, messageId }: Said,
  { customer, owner }: Imagined,
  { byCustomer, text, at }: Turn,
): CopyValue[] => {
  const author = byCustomer
    ? ['customer', customer.id, null, customer.name]
    : ['staff', null, owner.id, owner.name]
  return [messageId, caseId, contactId, ...author, text, at, at, byCustomer ? null : 'sent']
}

const events = (
  caseId: number,
  { contactId, messageId }: Said,
  { customer, owner }: Imagined,
  { byCustomer, at }: Turn,
  first: boolean,
): CopyValue[][] => {
  const actor = byCustomer ? ['customer', customer.id] : ['staff', owner.id]
  const objects = JSON.stringify([
    { type: 'case', id: caseId },
    { type: 'contact', id: contactId },
  ])
  const event = (type: string, attributes: object): CopyValue[] => [
    ...[type, at, ...actor, 'seed', caseId, objects, JSON.stringify(attributes)],
  ]
  const said = event(byCustomer ? 'cases.message-in' : 'cases.message-out', { messageId, contactId })
  return first ? [event('cases.received', { contactId, channel: 'email' }), said] : [said]
}
