import { defineRoom } from '../platform/room.ts'
import { caseAnnouncements } from './contract.ts'
import { routes } from './routes.ts'

export const cases = defineRoom({
  name: 'cases',
  needs: ['people', 'customers'],
  routes,
  jobs: [],
  reactions: [],
  announcements: Object.values(caseAnnouncements),
  services: [],
})
