import { defineRoom } from '../../platform/room.ts'
import { routes } from './routes.ts'

export const voice = defineRoom({
  name: 'channels/voice',
  needs: ['people', 'customers', 'cases'],
  routes,
  jobs: [],
  reactions: [],
  announcements: [],
  services: [],
})
