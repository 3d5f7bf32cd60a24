import type { Route } from '../platform/http/route.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { caseRoutes } from './routes/of-case.ts'
import { promiseRoutes } from './routes/promise.ts'

/** Every address of the room; each file of `routes/` holds one kind of thing. */
export const routes: readonly Route[] = [...caseRoutes, ...promiseRoutes, ...ledgerRoutes]
