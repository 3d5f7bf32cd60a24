import { beforeSwitchOff } from '../people/index.ts'
import { defineRoom } from '../platform/room.ts'
import { releaseAsked } from './actions/release-asked.ts'
import { consultAnnouncements } from './contract.ts'
import { reactions } from './jobs.ts'
import { routes } from './routes.ts'

beforeSwitchOff(releaseAsked)

export const consults = defineRoom({
  name: 'consults',
  needs: ['people', 'customers', 'cases'],
  routes,
  jobs: [],
  reactions,
  announcements: Object.values(consultAnnouncements),
  services: [],
})
