import type { Tx } from '../../platform/db/transaction.ts'
import { anonymous } from '../../platform/identity/actor.ts'
import { spendLink } from '../../platform/identity/links.ts'
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
