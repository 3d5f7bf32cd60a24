import type { Route } from '../platform/http/route.ts'

/** Every address of the room; each file of `routes/` holds one kind of thing. */
export const routes: readonly Route[] = []
