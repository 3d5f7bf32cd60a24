import { carryLetters } from '../../cases/index.ts'
import { defineRoom } from '../../platform/room.ts'
import { carryLetter } from './actions/carry-letter.ts'
import { emailAnnouncements } from './contract.ts'
import { sayAskedWords } from './jobs/asked-words.ts'
import { fetchService } from './jobs/fetch.ts'
import { listenService } from './jobs/listen.ts'
import { mailChangedAddress, mailInvitation, mailResetLink, mailSignInLink } from './jobs/people.ts'
import { receiveJob } from './jobs/receive.ts'
import { sendJob } from './jobs/send.ts'
import { sweepJob } from './jobs/sweep.ts'
import { routes } from './routes.ts'

carryLetters(carryLetter)

export const email = defineRoom({
  name: 'channels/email',
  needs: ['people', 'customers', 'cases', 'portal'],
  routes,
  jobs: [receiveJob, sendJob, sweepJob],
  reactions: [mailResetLink, mailInvitation, mailSignInLink, mailChangedAddress, sayAskedWords],
  announcements: Object.values(emailAnnouncements),
  services: [listenService, fetchService],
})
