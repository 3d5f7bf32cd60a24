import { platformErrors } from '../../platform/contract/errors.ts'
import { decodeCursor, type Page, toPage } from '../../platform/db/page.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { CustomerSummary } from '../contract.ts'
import { listCustomers } from '../queries/customers.ts'
import { type FoundAfter, type FoundCustomer, findCustomers, guessCustomers } from '../queries/search.ts'

const USUAL_LIMIT = 50

/** The best `limit` customers for a few typed letters. Every member of staff sees every customer. */
export const searchCustomers = async (
  db: Database,
  _actor: StaffActor,
  q: string,
  limit: number,
): Promise<CustomerSummary[]> => (q.trim() === '' ? [] : search(db, q, limit, null))

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

/** What nobody is called exactly, somebody is called nearly. */
const search = async (
  db: Database,
  q: string,
  limit: number,
  after: FoundAfter | null,
): Promise<FoundCustomer[]> => {
  const found = after === null || after.score >= 1 ? await findCustomers(db, q, limit, after) : []
  const isGuess = after === null ? found.length === 0 : after.score < 1
  return isGuess ? guessCustomers(db, q, limit, after) : found
}

const toSummary = ({ id, name, organisationName, address }: CustomerSummary): CustomerSummary => ({
  id,
  name,
  organisationName,
  address,
})

/** The cursor of a list by name. @throws platform.invalid */
export const nameCursor = (cursor: string): { sorted: string; id: number } => {
  const [sorted, id] = decodeCursor(cursor, 2)
  if (typeof sorted !== 'string' || sorted.includes('\0') || !Number.isSafeInteger(id)) throw foreignCursor()
  return { sorted, id: Number(id) }
}

const scoreCursor = (cursor: string): FoundAfter => {
  const [score, id] = decodeCursor(cursor, 2)
  if (typeof score !== 'number' || !Number.isSafeInteger(id)) throw foreignCursor()
  return { score, id: Number(id) }
}

const foreignCursor = () =>
  platformErrors.invalid({ fields: [{ path: 'after', message: 'is not a cursor of this list' }] })
