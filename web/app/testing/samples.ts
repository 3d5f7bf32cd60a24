import type { Case, CaseRow, Contact, Happening, Leg, Message, Note } from '../../../server/cases/contract.ts'
import type { Customer, FieldDefinition } from '../../../server/customers/contract.ts'
import type { Session, Staff, Team } from '../../../server/people/contract.ts'

/** Somebody who helps customers at the desk of the tests. */
export const mia: Staff = {
  id: 1,
  name: 'Mia Lindqvist',
  email: 'mia@larkfield.example',
  role: 'agent',
  reach: 'team',
  teamIds: [1],
  timeZone: 'Europe/Stockholm',
  locale: 'en',
  signature: 'Mia, Larkfield',
  invited: false,
  switchedOffAt: null,
  version: 3,
}

export const session: Session = {
  person: mia,
  organisationName: 'Larkfield Telecom',
  permissions: ['cases.read', 'cases.write'],
  totpEnabled: false,
  undoSeconds: 10,
}

/** A moment so many whole minutes ago, and most of the next, since the page’s clock moves only twice a minute. */
export const minutesAgo = (minutes: number): string =>
  new Date(Date.now() - minutes * 60_000 - (minutes < 0 ? 0 : 50_000)).toISOString()

export const caseRow = (change: Partial<CaseRow> = {}): CaseRow => ({
  id: 7,
  number: 1042,
  need: 'No dial tone since the storm',
  customer: { id: 5, name: 'Astrid Berg' },
  team: { id: 1, name: 'Support' },
  owner: { id: 1, name: 'Mia Lindqvist' },
  heldOnDuty: false,
  state: 'open',
  channel: 'email',
  customerWaitingSince: null,
  nextDueAt: null,
  nextDueKind: null,
  lastActivityAt: minutesAgo(5),
  lastWords: 'It is still dead this morning.',
  lastWordsBy: 'customer',
  tags: [],
  reason: null,
  calledFor: null,
  version: 2,
  ...change,
})

export function caseOf(change: Partial<Case> = {}): Case {
  const { reason: _, calledFor: ___, customer: __, ...row } = caseRow()
  return {
    ...row,
    customer: { id: 5, name: 'Astrid Berg', organisationName: null, address: 'astrid@berg.example' },
    organisation: null,
    closeReason: null,
    fields: {},
    participants: [],
    messageCount: 1,
    language: 'en',
    createdAt: minutesAgo(90),
    mergedIntoId: null,
    newestMessageId: 11,
    replyTo: { to: ['astrid@berg.example'], cc: [] },
    may: {
      reply: true,
      note: true,
      take: false,
      close: true,
      reopen: false,
      regroup: true,
      handOver: true,
      takeOver: false,
      help: true,
      propose: true,
    },
    ...change,
  }
}

export const messageOf = (change: Partial<Message> = {}): Message => ({
  type: 'message',
  id: 11,
  contactId: 3,
  channel: 'email',
  at: minutesAgo(5),
  authorKind: 'customer',
  authorId: 5,
  authorName: 'Astrid Berg',
  text: 'It is still dead this morning.',
  quoted: '',
  signature: '',
  hasHtml: false,
  kind: 'message',
  labels: [],
  delivery: null,
  deliveryDetail: null,
  deliveryReason: null,
  undoUntil: null,
  attachments: [],
  ...change,
})

export const noteOf = (change: Partial<Note> = {}): Note => ({
  type: 'note',
  id: 21,
  at: minutesAgo(3),
  authorId: 1,
  authorName: 'Mia Lindqvist',
  text: 'The exchange is being repaired.',
  mentionedIds: [],
  attachments: [],
  version: 1,
  ...change,
})

export const legOf = (change: Partial<Leg> = {}): Leg => ({
  id: 31,
  position: 1,
  staffName: 'Mia Lindqvist',
  teamName: 'Support',
  startedAt: minutesAgo(60),
  queueSeconds: 120,
  talkSeconds: 300,
  holdSeconds: 0,
  afterCallSeconds: 30,
  howEnded: 'resolved',
  ...change,
})

export const contactOf = (change: Partial<Contact> = {}): Contact => ({
  type: 'contact',
  id: 4,
  at: minutesAgo(60),
  endedAt: minutesAgo(50),
  channel: 'call',
  direction: 'in',
  subject: '',
  summary: 'She asked when the line is back.',
  enteredBy: null,
  legs: [legOf()],
  ...change,
})

export const eventOf = (event: string, attributes: Happening['attributes'] = {}): Happening => ({
  type: 'event',
  id: 41,
  at: minutesAgo(2),
  event,
  actorName: 'Mia Lindqvist',
  attributes,
})

export const customerOf = (change: Partial<Customer> = {}): Customer => ({
  id: 5,
  name: 'Astrid Berg',
  organisation: null,
  locale: 'en',
  timeZone: null,
  addresses: [
    { id: 51, kind: 'email', shown: 'astrid@berg.example', value: 'astrid@berg.example', verified: true },
  ],
  fields: {},
  notes: [],
  createdAt: minutesAgo(60 * 24),
  version: 4,
  ...change,
})

/** What an endless list has brought so far, page by page. */
export const pagesOf = <T>(...pages: T[]) => ({ pages, pageParams: pages.map(() => '') })

export const teamOf = (change: Partial<Team> = {}): Team => ({
  id: 1,
  name: 'Support',
  dutyLeadId: 1,
  memberIds: [1],
  addresses: ['help@larkfield.example'],
  calendarId: null,
  version: 1,
  ...change,
})

export const fieldOf = (change: Partial<FieldDefinition> = {}): FieldDefinition => ({
  id: 71,
  object: 'customer',
  key: 'contract',
  label: 'Contract',
  type: 'text',
  choices: [],
  position: 0,
  version: 1,
  ...change,
})
