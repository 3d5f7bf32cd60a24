import { accountRoutes } from './account.ts'
import { calendarRoutes } from './calendars.ts'
import { deskRoutes } from './desk.ts'
import { dutyRoutes } from './duty.ts'
import { sessionRoutes } from './session.ts'
import { staffRoutes } from './staff.ts'
import { teamRoutes } from './teams.ts'

/** Every route of this room. */
export const peopleRoutes = [
  ...sessionRoutes,
  ...accountRoutes,
  ...staffRoutes,
  ...teamRoutes,
  ...dutyRoutes,
  ...deskRoutes,
  ...calendarRoutes,
]
