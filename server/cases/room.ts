import { beforeSwitchOff } from '../people/index.ts'
import { defineRoom } from '../platform/room.ts'
import { keepOwners } from './actions/keep-owners.ts'
import { caseAnnouncements } from './contract.ts'
import { routes } from './routes.ts'

beforeSwitchOff(keepOwners)

export const cases = defineRoom({
  name: 'cases',
  needs: ['people', 'customers'],
  routes,
  jobs: [],
  reactions: [],
  announcements: Object.values(caseAnnouncements),
  services: [],
})
