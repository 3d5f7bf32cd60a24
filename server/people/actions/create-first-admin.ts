import type { Database } from '../../platform/db/pool.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { type Founding, foundDesk } from './found-desk.ts'

/** Sets the desk up without a browser, for the `regard` command. @throws like `setUp` */
export const createFirstAdmin = (
  db: Database,
  founding: Founding,
): Promise<{ accountId: number; staffId: number }> => {
  const actor = systemActor('regard-command')
  return transact(db, actor, (tx) => foundDesk(tx, actor, founding))
}
