import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { CustomerSummary } from '../contract.ts'
import { type FoundAfter, type FoundCustomer, findCustomers, guessCustomers } from '../queries/search.ts'

/** The best `limit` customers for a few typed letters. Every member of staff sees every customer. */
export const searchCustomers = async (
  db: Database,
  _actor: StaffActor,
  q: string,
  limit: number,
): Promise<CustomerSummary[]> => (q.trim() === '' ? [] : search(db, q, limit, null))

/** What nobody is called exactly, somebody is called nearly. */
export const search = async (
  db: Database,
  q: string,
  limit: number,
  after: FoundAfter | null,
): Promise<FoundCustomer[]> => {
  const found = after === null || after.score >= 1 ? await findCustomers(db, q, limit, after) : []
  const isGuess = after === null ? found.length === 0 : after.score < 1
  return isGuess ? guessCustomers(db, q, limit, after) : found
}
