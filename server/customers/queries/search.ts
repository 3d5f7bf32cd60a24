import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { CustomerSummary } from '../contract.ts'
import { summaryColumns } from './customers.ts'

/** A hit with the rank it was found at, for the cursor. */
export interface FoundCustomer extends CustomerSummary {
  readonly score: number
}

/** Rank and id of the last hit already shown. */
export interface FoundAfter {
  readonly score: number
  readonly id: number
}

// More than anybody scrolls through; keeps a common letter from ranking a million names.
const MOST_HITS = 2_000
const SHORT_WORD = 3
const SHORT_NUMBER = 4

const canonical = (q: string): string => q.normalize('NFC').trim().toLowerCase()

/**
 * What a typed text looks like at the beginning of a line and inside it. One or two letters are looked for at the
 * beginning of words only: inside of them an index of three-letter pieces is no help.
 */
export const likePatterns = (q: string): { begin: string; inside: string } => {
  const begin = `${canonical(q).replaceAll(/[\\%_]/g, '\\$&')}%`
  return { begin, inside: canonical(q).length < SHORT_WORD ? `% ${begin}` : `%${begin}` }
}

const hasEachWord = (column: RawBuilder<unknown>, q: string): RawBuilder<SqlBool> => {
  const words = canonical(q).split(/\s+/).map(likePatterns)
  const each = words.map(({ begin, inside }) => sql`(${column} ilike ${begin} or ${column} ilike ${inside})`)
  return sql`${sql.join(each, sql` and `)}`
}

/** A number is typed as it is written on paper: with blanks, and with a zero instead of the country. */
const phonePattern = (q: string): string | null => {
  const digits = q.replaceAll(/\D/g, '').replace(/^0+/, '')
  return digits.length < SHORT_NUMBER || /[a-z@]/i.test(q) ? null : `%${digits}%`
}

const shown = (hits: RawBuilder<unknown>, limit: number, after: FoundAfter | null) => {
  const rest = after ? sql`where (h.score, c.id) < (${after.score}::real, ${after.id})` : sql``
  return sql<FoundCustomer>`with hit as (${hits}),
    h as (select id, max(score)::real as score from hit group by id)
    select ${summaryColumns}, h.score from h join customers c on c.id = h.id ${rest}
    order by h.score desc, c.id desc limit ${limit}`
}

/** Customers whose name, address or organisation has what was typed, best first; their scores are 1 or more. */
export const findCustomers = async (
  db: Database,
  q: string,
  limit: number,
  after: FoundAfter | null,
): Promise<FoundCustomer[]> => {
  const text = canonical(q)
  const { begin, inside } = likePatterns(q)
  const hits = sql`
    (select id, 1 + word_similarity(${text}, name) + (name ilike ${begin})::int as score from customers
      where ${hasEachWord(sql.ref('name'), q)} limit ${MOST_HITS})
    union all
    (select customer_id, 2 + (value like ${begin})::int from addresses
      where value like ${begin} or value like ${inside} or (kind = 'phone' and value like ${phonePattern(q)}::text)
      limit ${MOST_HITS})
    union all
    (select c.id, 1 + word_similarity(${text}, o.name) * 0.9 from organisations o
      join customers c on c.organisation_id = o.id
      where ${hasEachWord(sql.ref('o.name'), q)} limit ${MOST_HITS})`
  return (await shown(hits, limit, after).execute(db)).rows
}

/** Customers whose name or organisation is nearly what was typed; their scores are below 1. */
export const guessCustomers = async (
  db: Database,
  q: string,
  limit: number,
  after: FoundAfter | null,
): Promise<FoundCustomer[]> => {
  const text = canonical(q)
  const hits = sql`
    (select id, word_similarity(${text}, name) * 0.9 as score from customers
      where ${text} <% name limit ${MOST_HITS})
    union all
    (select c.id, word_similarity(${text}, o.name) * 0.8 from organisations o
      join customers c on c.organisation_id = o.id
      where ${text} <% o.name limit ${MOST_HITS})`
  return (await shown(hits, limit, after).execute(db)).rows
}
