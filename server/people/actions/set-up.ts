import type { Database } from '../../platform/db/pool.ts'
import { type Tx, transact } from '../../platform/db/transaction.ts'
import { anonymous, systemActor } from '../../platform/identity/actor.ts'
import { linkLife } from '../../platform/identity/lifetimes.ts'
import { issueLink, spendLink, voidLinks } from '../../platform/identity/links.ts'
import type { Visitor } from '../../platform/identity/sessions.ts'
import { peopleErrors } from '../contract.ts'
import { deskSettings } from '../queries/settings.ts'
import { type Founding, foundDesk } from './found-desk.ts'
import { type OpenedSession, openSession } from './open-session.ts'

/**
 * The set-up by the one-time link that was printed at the start; signs the new administrator in.
 * @throws people.already-set-up; people.link-spent, also for the later of two that come at once
 */
export const setUp = async (
  tx: Tx,
  visitor: Visitor,
  { token, ...founding }: Founding & { readonly token: string },
): Promise<OpenedSession> => {
  if (await deskSettings(tx)) throw peopleErrors.alreadySetUp()
  if (!(await spendLink(tx, 'set-up', token))) throw peopleErrors.linkSpent()
  const { accountId } = await foundDesk(tx, anonymous, founding)
  return openSession(tx, accountId, visitor, 'password')
}

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

/** Sets the desk up without a browser, for the `regard` command. @throws like {@link setUp} */
export const createFirstAdmin = (
  db: Database,
  founding: Founding,
): Promise<{ accountId: number; staffId: number }> => {
  const actor = systemActor('regard-command')
  return transact(db, actor, (tx) => foundDesk(tx, actor, founding))
}
