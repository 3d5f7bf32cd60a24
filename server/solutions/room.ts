import { endLetters } from '../cases/index.ts'
import { defineRoom } from '../platform/room.ts'
import { linkBelow } from './actions/link-below.ts'
import { solutionAnnouncements } from './contract.ts'
import { followUpJob } from './jobs/follow-up.ts'
import { overtakeByState, overtakeByWords, takeBackWithMessage } from './jobs/overtake.ts'
import { pages } from './routes/pages.ts'
import { staffRoutes } from './routes/staff.ts'

endLetters(linkBelow)

export const solutions = defineRoom({
  name: 'solutions',
  needs: ['people', 'customers', 'cases'],
  routes: staffRoutes,
  pages,
  jobs: [followUpJob],
  reactions: [overtakeByState, overtakeByWords, takeBackWithMessage],
  announcements: Object.values(solutionAnnouncements),
  services: [],
})
