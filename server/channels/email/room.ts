import { carryLetters } from '../../cases/index.ts'
import { defineRoom } from '../../platform/room.ts'
import { carryLetter } from './actions/carry-letter.ts'
import { muteMailboxes, silentMailboxes } from './actions/list-mailboxes.ts'
import { emailAnnouncements } from './contract.ts'
import { sayAskedWords } from './jobs/asked-words.ts'
import { fetchService } from './jobs/fetch.ts'
import { importJob } from './jobs/import.ts'
import { letWaitingGo } from './jobs/let-go.ts'
import { listenService } from './jobs/listen.ts'
import { mailChangedAddress, mailInvitation, mailResetLink, mailSignInLink } from './jobs/people.ts'
import { receiveJob, receiveSlowlyJob } from './jobs/receive.ts'
import { sendJob } from './jobs/send.ts'
import { sweepJob } from './jobs/sweep.ts'
import { mailAlarmJob, tellHeard, tellSilence, watchJob } from './jobs/watch.ts'
import { routes } from './routes.ts'

carryLetters(carryLetter)

export const email = defineRoom({
  name: 'channels/email',
  needs: ['people', 'customers', 'cases', 'portal'],
  routes,
  jobs: [receiveJob, receiveSlowlyJob, importJob, sendJob, sweepJob, watchJob, mailAlarmJob],
  reactions: [
    mailResetLink,
    mailInvitation,
    mailSignInLink,
    mailChangedAddress,
    sayAskedWords,
    letWaitingGo,
    tellSilence,
    tellHeard,
  ],
  announcements: Object.values(emailAnnouncements),
  services: [listenService, fetchService],
  signs: [silentMailboxes, muteMailboxes],
})
