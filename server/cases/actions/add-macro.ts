import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Macro, newMacroSchema } from '../contract.ts'
import { insertMacro } from '../queries/macros.ts'
import { announceMacro, refuseUnknownTeam } from './announce-macro.ts'

/** Adds a macro for everybody or for one team. @throws platform.invalid when there is no such team */
export const addMacro = async (
  tx: Tx,
  actor: StaffActor,
  macro: z.output<typeof newMacroSchema>,
): Promise<Macro> => {
  await refuseUnknownTeam(tx, macro.teamId)
  return announceMacro(tx, actor, await insertMacro(tx, actor, macro))
}
