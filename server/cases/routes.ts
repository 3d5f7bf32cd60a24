import type { Route } from '../platform/http/route.ts'
import { regroupingRoutes } from './routes/regrouping.ts'
import { searchRoutes } from './routes/search.ts'

/** Every address of the room; each file of `routes/` holds one kind of thing. */
export const routes: readonly Route[] = [...regroupingRoutes, ...searchRoutes]
