import { z } from 'zod'
import { idText, noContent } from '../../platform/contract/schemas.ts'
import { type Route, staffRoute } from '../../platform/http/route.ts'
import { denyNoticed } from '../actions/deny-noticed.ts'
import { handPromise } from '../actions/hand-promise.ts'
import { keepPromise } from '../actions/keep-promise.ts'
import { movePromise } from '../actions/move-promise.ts'
import { reopenPromise } from '../actions/reopen-promise.ts'
import { withdrawPromise } from '../actions/withdraw-promise.ts'
import {
  keeperSchema,
  keepSchema,
  moveTimeSchema,
  promisePermissions,
  promiseSchema,
  withdrawSchema,
} from '../contract.ts'
import { showPromise } from '../queries/show.ts'

const params = z.strictObject({ promiseId: idText })
const permission = promisePermissions.write
const reply = promiseSchema

export const promiseRoutes: readonly Route[] = [
  staffRoute({
    method: 'POST',
    path: '/promises/:promiseId/keeping',
    permission,
    summary: 'Say that a promise was kept',
    params,
    body: keepSchema,
    reply,
    handle: async ({ tx, actor, params: { promiseId }, ifMatch, body }) => {
      await keepPromise(tx, actor, promiseId, ifMatch, body)
      return showPromise(tx, actor, promiseId)
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/promises/:promiseId/time',
    permission,
    summary: 'Move a promise to another time with the customer; answers with the promise of the new time',
    params,
    body: moveTimeSchema,
    reply,
    status: 201,
    handle: async ({ tx, actor, params: { promiseId }, ifMatch, body }) =>
      showPromise(tx, actor, await movePromise(tx, actor, promiseId, ifMatch, body)),
  }),
  staffRoute({
    method: 'POST',
    path: '/promises/:promiseId/withdrawal',
    permission,
    summary: 'Say that the customer does not want it any more',
    params,
    body: withdrawSchema,
    reply,
    handle: async ({ tx, actor, params: { promiseId }, ifMatch, body }) => {
      await withdrawPromise(tx, actor, promiseId, ifMatch, body)
      return showPromise(tx, actor, promiseId)
    },
  }),
  staffRoute({
    method: 'DELETE',
    path: '/promises/:promiseId/settlement',
    permission,
    summary: 'Take back that a promise was kept or withdrawn',
    params,
    reply,
    handle: async ({ tx, actor, params: { promiseId }, ifMatch }) => {
      await reopenPromise(tx, actor, promiseId, ifMatch)
      return showPromise(tx, actor, promiseId)
    },
  }),
  staffRoute({
    method: 'PUT',
    path: '/promises/:promiseId/keeper',
    permission,
    summary: 'Keep a promise from now on, or let a colleague keep it',
    params,
    body: keeperSchema,
    reply,
    handle: async ({ tx, actor, params: { promiseId }, ifMatch, body }) => {
      await handPromise(tx, actor, promiseId, ifMatch, body.keeperId)
      return showPromise(tx, actor, promiseId)
    },
  }),
  staffRoute({
    method: 'DELETE',
    path: '/noticed-promises/:noticedPromiseId',
    permission,
    summary: 'Say that what you wrote was no promise',
    params: z.strictObject({ noticedPromiseId: idText }),
    reply: noContent,
    handle: async ({ tx, actor, params: { noticedPromiseId } }) => {
      await denyNoticed(tx, actor, noticedPromiseId)
      return null
    },
  }),
]
