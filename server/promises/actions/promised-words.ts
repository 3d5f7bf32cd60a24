import type { Database } from '../../platform/db/pool.ts'
import { unsafeOpenPromisesOf } from '../queries/show.ts'

/**
 * What is still to be kept on a case, a line each with its keeper and its time as the customer was told it. The caller
 * has found the case through its reader.
 */
export const promisedWords = async (db: Database, caseId: number): Promise<string[]> =>
  (await unsafeOpenPromisesOf(db, caseId)).map(({ what, keeperName, dueAt, timeZone, isBroken }) => {
    const moment = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'short', timeZone })
    return `${what}: ${keeperName}, ${isBroken ? 'was due' : 'by'} ${moment.format(dueAt)}`
  })
