import { defineRoom } from '../platform/room.ts'
import { peopleAnnouncements } from './contract.ts'

export const people = defineRoom({
  name: 'people',
  needs: [],
  routes: [],
  jobs: [],
  reactions: [],
  announcements: Object.values(peopleAnnouncements),
  services: [],
})
