import { decodeCursor, type Page, toPage } from '../../platform/db/page.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { CustomerSummary } from '../contract.ts'
import { listCustomers } from '../queries/customers.ts'
import type { FoundAfter } from '../queries/search.ts'
import { foreignCursor, nameCursor } from './name-cursor.ts'
import { search } from './search-customers.ts'

const USUAL_LIMIT = 50

/** A page of customers: by name, or best first for a search. @throws platform.invalid for a foreign cursor */
export const pageOfCustomers = async (
  db: Database,
  {
    q = '',
    after,
    limit = USUAL_LIMIT,
  }: { q?: string | undefined; after?: string | undefined; limit?: number | undefined },
): Promise<Page<CustomerSummary>> => {
  if (q.trim() === '') {
    const rows = await listCustomers(db, limit + 1, after === undefined ? null : nameCursor(after))
    return toPage(rows, limit, toSummary, ({ sorted, id }) => [sorted, id])
  }
  const rows = await search(db, q, limit + 1, after === undefined ? null : scoreCursor(after))
  return toPage(rows, limit, toSummary, ({ score, id }) => [score, id])
}

/** A page of those who belong to an organisation, by name. @throws platform.invalid for a foreign cursor */
export const pageOfMembers = async (
  db: Database,
  organisationId: number,
  { after, limit = USUAL_LIMIT }: { after?: string | undefined; limit?: number | undefined },
): Promise<Page<CustomerSummary>> => {
  const from = after === undefined ? null : nameCursor(after)
  const rows = await listCustomers(db, limit + 1, from, organisationId)
  return toPage(rows, limit, toSummary, ({ sorted, id }) => [sorted, id])
}

const toSummary = ({ id, name, organisationName, address }: CustomerSummary): CustomerSummary => ({
  id,
  name,
  organisationName,
  address,
})

const scoreCursor = (cursor: string): FoundAfter => {
  const [score, id] = decodeCursor(cursor, 2)
  if (typeof score !== 'number' || !Number.isSafeInteger(id)) throw foreignCursor()
  return { score, id: Number(id) }
}
