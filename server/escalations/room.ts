import { beforeSwitchOff } from '../people/index.ts'
import { defineRoom } from '../platform/room.ts'
import { passOnEscalations } from './actions/pass-on.ts'
import { escalationAnnouncements } from './contract.ts'
import { lookAtAllJob, lookJob } from './jobs/look.ts'
import { reactions } from './jobs/reactions.ts'
import { routes } from './routes.ts'

beforeSwitchOff(passOnEscalations)

export const escalations = defineRoom({
  name: 'escalations',
  needs: ['people', 'customers', 'cases', 'ownership', 'promises', 'clocks', 'solutions', 'portal'],
  routes,
  jobs: [lookJob, lookAtAllJob],
  reactions,
  announcements: Object.values(escalationAnnouncements),
  services: [],
})
