import { defineRoom } from '../platform/room.ts'
import { customerAnnouncements } from './contract.ts'

export const customers = defineRoom({
  name: 'customers',
  needs: ['people'],
  routes: [],
  jobs: [],
  reactions: [],
  announcements: Object.values(customerAnnouncements),
  services: [],
})
