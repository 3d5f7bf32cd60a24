import type { Database } from '../../platform/db/pool.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { linkLife } from '../../platform/identity/lifetimes.ts'
import { issueLink, voidLinks } from '../../platform/identity/links.ts'
import { deskSettings } from '../queries/settings.ts'

/**
 * The address where the desk is set up, made anew at each start so that an old print-out opens nothing; null
 * when it is set up already. The secret stands behind `#`, which no server and no log ever sees.
 */
export const ensureSetupLink = (db: Database, baseUrl: string): Promise<string | null> =>
  transact(db, systemActor('people'), async (tx) => {
    await voidLinks(tx, 'set-up', null)
    if (await deskSettings(tx)) return null
    return `${baseUrl}/set-up#token=${await issueLink(tx, 'set-up', null, linkLife.setUp)}`
  })
