import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { CustomerSummary } from '../contract.ts'
import { summaryColumns } from './customers.ts'

/** A hit with the rank it was found at, for the cursor. */
export interface FoundCustomer extends CustomerSummary {
  readonly score: number
}

// Enough for anybody to scroll through; who has more hits types another letter.
const MOST_HITS = 500

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/**
 * Customers by name, address or organisation, best first. Each word may be typed in part or misspelt. Two letters
 * or fewer are looked for at the beginning of words only, where the trigram index still helps.
 * @param after rank and id of the last one already shown
 */
export const findCustomers = async (
  db: Database,
  q: string,
  limit: number,
  after: { readonly score: number; readonly id: number } | null = null,
): Promise<FoundCustomer[]> => {
  const text = q.replaceAll('\0', '').normalize('NFC').trim().toLowerCase()
  const begin = `${escaped(text)}%`
  const inside = text.length < 3 ? `% ${begin}` : `%${begin}`
  const rest = after ? sql`where (h.score, c.id) < (${after.score}::real, ${after.id})` : sql``
  const digits = text.replaceAll(/[^0-9]/g, '')
  // A number is typed as it is written on paper: with blanks, and with a zero instead of the country.
  const phone = digits.length >= 4 ? `%${digits.replace(/^0+/, '')}%` : null
  const { rows } = await sql<FoundCustomer>`with hit as (
      (select id, word_similarity(${text}, name) + (name ilike ${begin})::int as score from customers
        where name ilike ${begin} or name ilike ${inside} or ${text} <% name
        order by 2 desc, 1 desc limit ${MOST_HITS})
      union all
      (select customer_id, 1 + (value like ${begin})::int from addresses
        where value like ${begin} or value like ${inside} or (kind = 'phone' and value like ${phone})
        limit ${MOST_HITS})
      union all
      (select c.id, word_similarity(${text}, o.name) * 0.9 from organisations o
        join customers c on c.organisation_id = o.id
        where o.name ilike ${begin} or o.name ilike ${inside} or ${text} <% o.name
        order by 2 desc, 1 desc limit ${MOST_HITS})
    ), h as (select id, max(score)::real as score from hit group by id)
    select ${summaryColumns}, h.score from h join customers c on c.id = h.id ${rest}
    order by h.score desc, c.id desc limit ${limit}`.execute(db)
  return rows
}
