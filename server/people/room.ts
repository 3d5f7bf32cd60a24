import { defineRoom } from '../platform/room.ts'
import { peopleAnnouncements } from './contract.ts'
import { accountRoutes } from './routes/account.ts'
import { sessionRoutes } from './routes/session.ts'

export const people = defineRoom({
  name: 'people',
  needs: [],
  routes: [...sessionRoutes, ...accountRoutes],
  jobs: [],
  reactions: [],
  announcements: Object.values(peopleAnnouncements),
  services: [],
})
