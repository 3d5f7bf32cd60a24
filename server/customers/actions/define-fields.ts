import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import {
  type changeFieldDefinitionSchema,
  customerAnnouncements,
  customerErrors,
  type FieldDefinition,
  type newFieldDefinitionSchema,
} from '../contract.ts'
import {
  addDefinition,
  findDefinition,
  lockDefinition,
  retireDefinition,
  updateDefinition,
} from '../queries/fields.ts'

/** Defines a field of one's own. @throws customers.key-taken; platform.invalid for a choice without choices */
export const defineField = async (
  tx: Tx,
  actor: StaffActor,
  definition: z.output<typeof newFieldDefinitionSchema>,
): Promise<FieldDefinition> => {
  refuseEmptyChoice(definition.type, definition.choices)
  const id = await addDefinition(tx, definition)
  if (id === null) throw customerErrors.keyTaken()
  return tell(tx, actor, id)
}

/** Changes label, choices or position; values written before stay as they are. @throws like {@link defineField} */
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
  return tell(tx, actor, id)
}

/** Takes a field out of use; what was written in it is kept. @throws platform.not-found */
export const retireField = async (tx: Tx, actor: StaffActor, id: number): Promise<void> => {
  if (!(await lockDefinition(tx, id))) throw platformErrors.notFound()
  await tell(tx, actor, id)
  await retireDefinition(tx, id)
}

const refuseEmptyChoice = (type: string, choices: readonly string[]): void => {
  if (type !== 'choice' || choices.length > 0) return
  throw platformErrors.invalid({ fields: [{ path: 'choices', message: 'must offer something to choose' }] })
}

const tell = async (tx: Tx, actor: StaffActor, id: number): Promise<FieldDefinition> => {
  const definition = await findDefinition(tx, id)
  if (!definition) throw platformErrors.notFound()
  await announce(tx, customerAnnouncements.fieldsDefined, {
    actor,
    objects: [{ type: 'field', id }],
    attributes: { key: definition.key },
  })
  return definition
}
