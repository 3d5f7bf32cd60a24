import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { answerNoticed, lockNoticed } from '../queries/noticed.ts'

/** What somebody wrote was no promise: they are not asked again. @throws platform.not-found unless they wrote it */
export const denyNoticed = async (tx: Tx, actor: StaffActor, id: number): Promise<void> => {
  const noticed = await lockNoticed(tx, actor, id)
  if (!noticed) throw platformErrors.notFound()
  await answerNoticed(tx, noticed.id, null)
}
