import type { Route } from '../../server/platform/http/route.ts'
import { rooms } from '../../server/rooms.ts'

/** The routes of the whole house, as the app has them. */
export const everyRoute: readonly Route[] = rooms.flatMap(({ routes }) => routes)
