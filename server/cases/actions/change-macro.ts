import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { caseErrors, type changeMacroSchema, type Macro } from '../contract.ts'
import { lockMacro, updateMacro } from '../queries/macros.ts'
import { announceMacro, refuseUnknownTeam } from './announce-macro.ts'

/** Changes a macro. @throws cases.unknown-macro, platform.version-needed, platform.changed-meanwhile */
export const changeMacro = async (
  tx: Tx,
  actor: StaffActor,
  id: number,
  ifMatch: number | null,
  change: z.output<typeof changeMacroSchema>,
): Promise<Macro> => {
  const before = await lockMacro(tx, actor, id)
  if (!before) throw caseErrors.unknownMacro()
  requireVersion(ifMatch, before)
  await refuseUnknownTeam(tx, change.teamId ?? null)
  return announceMacro(tx, actor, await updateMacro(tx, id, { ...before, ...change }))
}
