import { defineRoom } from '../platform/room.ts'
import { clockAnnouncements } from './contract.ts'
import { reactions } from './jobs/reactions.ts'
import { resetJob, ringJob } from './jobs/ring.ts'
import { routes } from './routes.ts'

export const clocks = defineRoom({
  name: 'clocks',
  needs: ['people', 'customers', 'cases', 'ownership'],
  routes,
  jobs: [ringJob, resetJob],
  reactions,
  announcements: Object.values(clockAnnouncements),
  services: [],
})
