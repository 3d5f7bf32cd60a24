import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { changeFieldDefinitionSchema, FieldDefinition } from '../contract.ts'
import { lockDefinition, updateDefinition } from '../queries/fields.ts'
import { announceField, refuseEmptyChoice } from './check-definition.ts'

/** Changes label, choices or position; values written before stay as they are. @throws like `defineField` */
export const changeField = async (
  tx: Tx,
  actor: StaffActor,
  id: number,
  ifMatch: number | null,
  change: z.output<typeof changeFieldDefinitionSchema>,
): Promise<FieldDefinition> => {
  const before = await lockDefinition(tx, id)
  if (!before) throw platformErrors.notFound()
  requireVersion(ifMatch, before)
  refuseEmptyChoice(before.type, change.choices ?? before.choices)
  await updateDefinition(tx, id, change)
  return announceField(tx, actor, id)
}
