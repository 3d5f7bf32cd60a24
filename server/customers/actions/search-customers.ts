import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { CustomerSummary } from '../contract.ts'
import { findCustomers } from '../queries/search.ts'

/** The best `limit` customers for a few typed letters. Every member of staff sees every customer. */
export const searchCustomers = async (
  db: Database,
  _actor: StaffActor,
  q: string,
  limit: number,
): Promise<CustomerSummary[]> => (q.trim() === '' ? [] : findCustomers(db, q, limit))
