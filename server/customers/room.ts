import { defineRoom } from '../platform/room.ts'
import { customerAnnouncements } from './contract.ts'
import { customerRoutes } from './routes/customers.ts'
import { fieldRoutes, organisationRoutes } from './routes/organisations.ts'

export const customers = defineRoom({
  name: 'customers',
  needs: ['people'],
  routes: [...customerRoutes, ...organisationRoutes, ...fieldRoutes],
  jobs: [],
  reactions: [],
  announcements: Object.values(customerAnnouncements),
  services: [],
})
