import { defineRoom } from '../platform/room.ts'
import { ownershipAnnouncements } from './contract.ts'
import { endOffersOf } from './jobs/end-offers.ts'
import { lookAfterJob } from './jobs/look-after.ts'
import { routes } from './routes.ts'

export const ownership = defineRoom({
  name: 'ownership',
  needs: ['people', 'customers', 'cases'],
  routes,
  jobs: [lookAfterJob],
  reactions: endOffersOf,
  announcements: Object.values(ownershipAnnouncements),
  services: [],
})
