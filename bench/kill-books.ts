import type pg from 'pg'
import type { SunkMail } from '../tests/harness/mail-sink.ts'
import { invariants } from '../tests/replay/books.ts'
import type { Ledger } from './kill-load.ts'

/** What the desk's database holds of the things that a ledger speaks of. */
export interface Books {
  /** The needs of all cases; one that stands twice is there twice. */
  readonly needs: readonly string[]
  readonly outbox: readonly { messageId: number; state: string; headerMessageId: string }[]
  /** The words of everything that staff wrote. */
  readonly replies: readonly string[]
  /** Briefs of accepted hand-offs whose receiver then owned the case. */
  readonly handedOver: readonly string[]
  /** Words of proposals, and what came of each. */
  readonly proposals: readonly { words: string; outcome: string | null }[]
  /** What must hold of owners and of solved cases at every instant, and does not. */
  readonly broken: readonly string[]
  /** Stored mails that no case shows. */
  readonly unplaced: number
}

export const readBooks = async (database: pg.Client): Promise<Books> => {
  const { rows: cases } = await database.query<{ need: string }>('select need from cases')
  const { rows: outbox } = await database.query<{ id: string; state: string; header: string }>(
    'select message_id as id, state, header_message_id as header from outbox',
  )
  const { rows: replies } = await database.query<{ text: string }>(
    `select text from messages where author_kind = 'staff'`,
  )
  const { rows: handed } = await database.query<{ need: string }>(
    `select need from hand_offs h where state = 'accepted' and exists
      (select from ownerships o where o.case_id = h.case_id and o.owner_id = h.to_id and o.how = 'hand-off')`,
  )
  const { rows: proposals } = await database.query<{ words: string; outcome: string | null }>(
    'select words, outcome from solutions',
  )
  const broken: string[] = []
  for (const [name, breaking] of Object.entries(invariants))
    if ((await database.query(breaking)).rows.length > 0) broken.push(name)
  const { rows: raw } = await database.query(`select id from raw_mails where state <> 'placed'`)
  return {
    needs: cases.map(({ need }) => need),
    outbox: outbox.map(({ id, state, header }) => ({
      messageId: Number(id),
      state,
      headerMessageId: header,
    })),
    replies: replies.map(({ text }) => text),
    handedOver: handed.map(({ need }) => need),
    proposals,
    broken,
    unplaced: raw.length,
  }
}

const repeated = (all: readonly string[]): string[] => {
  const seen = new Set<string>()
  return [...new Set(all.filter((each) => seen.size === seen.add(each).size))]
}

const endings = new Set(['sent', 'uncertain'])

/**
 * What was acknowledged beside what was kept and what the customers' mail server took. Lost is what was
 * acknowledged and is not there; doubled is one thing with two effects.
 */
export const compareBooks = (
  ledger: Ledger,
  { needs, outbox, replies, handedOver, proposals, broken, unplaced }: Books,
  sunk: readonly Pick<SunkMail, 'mail'>[],
) => {
  const kept = new Set(needs)
  const arrived = sunk.map(({ mail }) => mail.messageId ?? '')
  const taken = new Set(arrived)
  const rowOf = new Map(outbox.map((row) => [row.messageId, row]))
  const outcomes = new Map(proposals.map(({ words, outcome }) => [words, outcome]))
  const isLost = ({ messageId }: { messageId: number }): boolean => {
    const row = rowOf.get(messageId)
    return !row || (row.state === 'sent' && !taken.has(`<${row.headerMessageId}>`))
  }
  const lost = {
    cases: [...ledger.mails, ...ledger.entered].filter((need) => !kept.has(need)),
    replies: [...ledger.replies].filter(([, reply]) => isLost(reply)).map(([text]) => text),
    unsent: outbox.filter(({ state }) => !endings.has(state)).map(({ state }) => state),
    unplaced,
    handOffs: [...ledger.handOffs].filter((text) => !handedOver.includes(text)),
    proposals: [...ledger.proposals].filter((text) => !outcomes.has(text)),
    answers: [...ledger.answered].filter((text) => !outcomes.get(text)),
  }
  const doubled = {
    ...{ cases: repeated(needs), replies: repeated(replies), sent: repeated(arrived) },
    ...{ handOffs: repeated(handedOver), proposals: repeated(proposals.map(({ words }) => words)) },
  }
  const { unplaced: _, ...lists } = lost
  const faults = [...Object.values(lists), ...Object.values(doubled), broken]
  return {
    ok: unplaced === 0 && faults.every((list) => list.length === 0),
    acknowledged: {
      mails: ledger.mails.size,
      entered: ledger.entered.size,
      replies: ledger.replies.size,
      handOffs: ledger.handOffs.size,
      proposals: ledger.proposals.size,
      answers: ledger.answered.size,
      tries: ledger.tries,
    },
    lost,
    doubled,
    broken,
    uncertain: outbox.filter(({ state }) => state === 'uncertain').length,
  }
}
