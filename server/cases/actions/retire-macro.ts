import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { caseErrors } from '../contract.ts'
import { lockMacro, retireMacroRow } from '../queries/macros.ts'
import { announceMacro } from './announce-macro.ts'

/** Puts a macro out of use; what was written with it stays. @throws cases.unknown-macro */
export const retireMacro = async (tx: Tx, actor: StaffActor, id: number): Promise<null> => {
  const before = await lockMacro(tx, actor, id)
  if (!before) throw caseErrors.unknownMacro()
  await retireMacroRow(tx, id)
  await announceMacro(tx, actor, before)
  return null
}
