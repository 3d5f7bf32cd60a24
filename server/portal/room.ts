import { endLetters } from '../cases/index.ts'
import { defineRoom } from '../platform/room.ts'
import { linkToPage } from './actions/link-to-page.ts'
import { portalAnnouncements } from './contract.ts'
import { answerAskedJob } from './jobs/answer-asked.ts'
import { casePages } from './routes/cases.ts'
import { signInPages } from './routes/sign-in.ts'

endLetters(linkToPage)

export const portal = defineRoom({
  name: 'portal',
  needs: ['people', 'customers', 'cases', 'solutions', 'promises'],
  routes: [],
  pages: [...signInPages, ...casePages],
  jobs: [answerAskedJob],
  reactions: [],
  announcements: Object.values(portalAnnouncements),
  services: [],
})
