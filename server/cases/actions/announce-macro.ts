import { findTeam } from '../../people/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, type Macro } from '../contract.ts'

/** @throws platform.invalid when a macro is meant for a team that does not exist */
export const refuseUnknownTeam = async (tx: Tx, teamId: number | null): Promise<void> => {
  if (teamId === null || (await findTeam(tx, teamId))) return
  throw platformErrors.invalid({ fields: [{ path: 'teamId', message: 'is not a team' }] })
}

/** Tells that a macro is another one now, and returns it. */
export const announceMacro = async (tx: Tx, actor: StaffActor, macro: Macro): Promise<Macro> => {
  await announce(tx, caseAnnouncements.macroChanged, {
    actor,
    objects: [{ type: 'macro', id: macro.id }],
    attributes: { title: macro.title },
  })
  return macro
}
