import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements } from '../contract.ts'
import { revokeToken } from '../queries/tokens.ts'

/** Ends a token at once. @throws platform.not-found */
export const endToken = async (tx: Tx, actor: StaffActor, id: number): Promise<void> => {
  const name = await revokeToken(tx, id)
  if (name === undefined) throw platformErrors.notFound()
  await announce(tx, peopleAnnouncements.tokenRevoked, {
    actor,
    objects: [{ type: 'token', id }],
    attributes: { name },
  })
}
