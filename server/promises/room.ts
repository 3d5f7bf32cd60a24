import { whatIsPromised, whenHandsChange } from '../ownership/index.ts'
import { beforeSwitchOff } from '../people/index.ts'
import { defineRoom } from '../platform/room.ts'
import { followOwner } from './actions/follow-owner.ts'
import { promisedWords } from './actions/promised-words.ts'
import { releaseKeeper } from './actions/release-keeper.ts'
import { promiseAnnouncements } from './contract.ts'
import { reactions } from './jobs/reactions.ts'
import { watchJob } from './jobs/watch.ts'
import { routes } from './routes.ts'

beforeSwitchOff(releaseKeeper)
whatIsPromised(promisedWords)
whenHandsChange(followOwner)

export const promises = defineRoom({
  name: 'promises',
  needs: ['people', 'customers', 'cases', 'ownership'],
  routes,
  jobs: [watchJob],
  reactions,
  announcements: Object.values(promiseAnnouncements),
  services: [],
})
