import type { z } from 'zod'
import { findTeam } from '../../people/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import {
  caseAnnouncements,
  caseErrors,
  type changeMacroSchema,
  type Macro,
  type newMacroSchema,
} from '../contract.ts'
import { insertMacro, lockMacro, retireMacroRow, updateMacro } from '../queries/macros.ts'

/** Adds a macro for everybody or for one team. @throws platform.invalid when there is no such team */
export const addMacro = async (
  tx: Tx,
  actor: StaffActor,
  macro: z.output<typeof newMacroSchema>,
): Promise<Macro> => {
  await refuseUnknownTeam(tx, macro.teamId)
  return announced(tx, actor, await insertMacro(tx, actor, macro))
}

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
  return announced(tx, actor, await updateMacro(tx, id, { ...before, ...change }))
}

/** Puts a macro out of use; what was written with it stays. @throws cases.unknown-macro */
export const retireMacro = async (tx: Tx, actor: StaffActor, id: number): Promise<null> => {
  const before = await lockMacro(tx, actor, id)
  if (!before) throw caseErrors.unknownMacro()
  await retireMacroRow(tx, id)
  await announced(tx, actor, before)
  return null
}

const refuseUnknownTeam = async (tx: Tx, teamId: number | null): Promise<void> => {
  if (teamId === null || (await findTeam(tx, teamId))) return
  throw platformErrors.invalid({ fields: [{ path: 'teamId', message: 'is not a team' }] })
}

const announced = async (tx: Tx, actor: StaffActor, macro: Macro): Promise<Macro> => {
  await announce(tx, caseAnnouncements.macroChanged, {
    actor,
    objects: [{ type: 'macro', id: macro.id }],
    attributes: { title: macro.title },
  })
  return macro
}
