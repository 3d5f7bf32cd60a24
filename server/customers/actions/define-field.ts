import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { customerErrors, type FieldDefinition, type newFieldDefinitionSchema } from '../contract.ts'
import { addDefinition } from '../queries/fields.ts'
import { announceField, refuseEmptyChoice } from './check-definition.ts'

/** Defines a field of one's own. @throws customers.key-taken; platform.invalid for a choice without choices */
export const defineField = async (
  tx: Tx,
  actor: StaffActor,
  definition: z.output<typeof newFieldDefinitionSchema>,
): Promise<FieldDefinition> => {
  refuseEmptyChoice(definition.type, definition.choices)
  const id = await addDefinition(tx, definition)
  if (id === null) throw customerErrors.keyTaken()
  return announceField(tx, actor, id)
}
