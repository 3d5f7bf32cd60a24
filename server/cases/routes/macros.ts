import { z } from 'zod'
import { idText, noContent } from '../../platform/contract/schemas.ts'
import type { Route } from '../../platform/http/route.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { addMacro } from '../actions/add-macro.ts'
import { changeMacro } from '../actions/change-macro.ts'
import { retireMacro } from '../actions/retire-macro.ts'
import { useMacro } from '../actions/use-macro.ts'
import {
  casePermissions,
  changeMacroSchema,
  filledMacroSchema,
  macroListSchema,
  macroSchema,
  newMacroSchema,
} from '../contract.ts'
import { listMacros } from '../queries/macros.ts'

const ofMacro = z.strictObject({ macroId: idText })

export const macroRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/macros',
    permission: casePermissions.read,
    summary: 'Macros you may use',
    reply: macroListSchema,
    handle: ({ db, actor }) => listMacros(db, actor),
  }),
  staffRoute({
    method: 'POST',
    path: '/macros',
    permission: casePermissions.manageMacros,
    summary: 'Add a macro',
    body: newMacroSchema,
    reply: macroSchema,
    status: 201,
    handle: ({ tx, actor, body }) => addMacro(tx, actor, body),
  }),
  staffRoute({
    method: 'PATCH',
    path: '/macros/:macroId',
    permission: casePermissions.manageMacros,
    summary: 'Change a macro',
    params: ofMacro,
    body: changeMacroSchema,
    reply: macroSchema,
    handle: ({ tx, actor, params, body, ifMatch }) => changeMacro(tx, actor, params.macroId, ifMatch, body),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/macros/:macroId',
    permission: casePermissions.manageMacros,
    summary: 'Put a macro out of use',
    params: ofMacro,
    reply: noContent,
    handle: ({ tx, actor, params }) => retireMacro(tx, actor, params.macroId),
  }),
  staffRoute({
    method: 'POST',
    path: '/cases/:caseId/macros/:macroId',
    permission: casePermissions.write,
    summary: 'Fill a macro for a case; nothing is sent or changed',
    params: z.strictObject({ caseId: idText, macroId: idText }),
    reply: filledMacroSchema,
    handle: ({ tx, actor, params }) => useMacro(tx, actor, params.caseId, params.macroId),
  }),
]
