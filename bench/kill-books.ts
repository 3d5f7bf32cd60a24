import type pg from 'pg'
import type { SunkMail } from '../tests/harness/mail-sink.ts'
import type { Ledger } from './kill-load.ts'

/** What the desk's database holds of the things that a ledger speaks of. */
export interface Books {
  /** The needs of all cases; one that stands twice is there twice. */
  readonly needs: readonly string[]
  readonly outbox: readonly { messageId: number; state: string; headerMessageId: string }[]
  /** The words of everything that staff wrote. */
  readonly replies: readonly string[]
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
  const { rows: raw } = await database.query(`select id from raw_mails where state <> 'placed'`)
  return {
    needs: cases.map(({ need }) => need),
    outbox: outbox.map(({ id, state, header }) => ({
      messageId: Number(id),
      state,
      headerMessageId: header,
    })),
    replies: replies.map(({ text }) => text),
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
  { needs, outbox, replies, unplaced }: Books,
  sunk: readonly Pick<SunkMail, 'mail'>[],
) => {
  const kept = new Set(needs)
  const arrived = sunk.map(({ mail }) => mail.messageId ?? '')
  const taken = new Set(arrived)
  const rowOf = new Map(outbox.map((row) => [row.messageId, row]))
  const isLost = ({ messageId }: { messageId: number }): boolean => {
    const row = rowOf.get(messageId)
    return !row || (row.state === 'sent' && !taken.has(`<${row.headerMessageId}>`))
  }
  const lost = {
    cases: [...ledger.mails, ...ledger.entered].filter((need) => !kept.has(need)),
    replies: [...ledger.replies].filter(([, reply]) => isLost(reply)).map(([text]) => text),
    unsent: outbox.filter(({ state }) => !endings.has(state)).map(({ state }) => state),
    unplaced,
  }
  const doubled = { cases: repeated(needs), replies: repeated(replies), sent: repeated(arrived) }
  const faults = [lost.cases, lost.replies, lost.unsent, doubled.cases, doubled.replies, doubled.sent]
  return {
    ok: unplaced === 0 && faults.every((list) => list.length === 0),
    acknowledged: {
      mails: ledger.mails.size,
      entered: ledger.entered.size,
      replies: ledger.replies.size,
      tries: ledger.tries,
    },
    lost,
    doubled,
    uncertain: outbox.filter(({ state }) => state === 'uncertain').length,
  }
}
