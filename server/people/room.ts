import { defineRoom } from '../platform/room.ts'
import { peopleAnnouncements } from './contract.ts'
import { peopleRoutes } from './routes/all.ts'

export const people = defineRoom({
  name: 'people',
  needs: [],
  routes: peopleRoutes,
  jobs: [],
  reactions: [],
  announcements: Object.values(peopleAnnouncements),
  services: [],
})
