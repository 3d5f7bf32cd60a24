import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { lockDefinition, retireDefinition } from '../queries/fields.ts'
import { announceField } from './check-definition.ts'

/** Takes a field out of use; what was written in it is kept. @throws platform.not-found */
export const retireField = async (tx: Tx, actor: StaffActor, id: number): Promise<void> => {
  if (!(await lockDefinition(tx, id))) throw platformErrors.notFound()
  await announceField(tx, actor, id)
  await retireDefinition(tx, id)
}
