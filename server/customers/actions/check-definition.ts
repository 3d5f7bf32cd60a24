import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { customerAnnouncements, type FieldDefinition } from '../contract.ts'
import { findDefinition } from '../queries/fields.ts'

/** @throws platform.invalid for a choice that offers nothing */
export const refuseEmptyChoice = (type: string, choices: readonly string[]): void => {
  if (type !== 'choice' || choices.length > 0) return
  throw platformErrors.invalid({ fields: [{ path: 'choices', message: 'must offer something to choose' }] })
}

/** Tells that a field was defined, changed or retired. @returns it as it is now */
export const announceField = async (tx: Tx, actor: StaffActor, id: number): Promise<FieldDefinition> => {
  const definition = await findDefinition(tx, id)
  if (!definition) throw platformErrors.notFound()
  await announce(tx, customerAnnouncements.fieldsDefined, {
    actor,
    objects: [{ type: 'field', id }],
    attributes: { key: definition.key },
  })
  return definition
}
