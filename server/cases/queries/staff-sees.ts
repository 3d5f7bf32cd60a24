import { unsafeActorOf } from '../../people/index.ts'
import type { Database } from '../../platform/db/pool.ts'
import { visibleCases } from './visibility.ts'

/** Whether a colleague could open the case as of now; nobody who is switched off can. */
export const staffSees = async (db: Database, staffId: number, caseId: number): Promise<boolean> => {
  const person = await unsafeActorOf(db, staffId)
  if (!person) return false
  const found = db.selectFrom('cases').select('id').where('id', '=', caseId).where(visibleCases(person))
  return (await found.executeTakeFirst()) !== undefined
}
