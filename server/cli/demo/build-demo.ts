import { newMacroSchema } from '../../cases/contract.ts'
import { addMacro } from '../../cases/index.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import type { Platform } from '../../platform/platform.ts'
import { minutesOf } from './ago.ts'
import { timeZone } from './company.ts'
import { planAhead, startClocks } from './hours.ts'
import { liveThrough } from './life/live.ts'
import { promiseInThePast } from './life/promise-life.ts'
import { type Cast, castCompany, known } from './people.ts'
import { billingStories } from './stories/billing.ts'
import { phoneStory } from './stories/phone.ts'
import { serviceStories } from './stories/service.ts'
import { technicalStories } from './stories/technical.ts'
import type { Story } from './story.ts'
import { tell } from './tell.ts'
import { setToday } from './today.ts'

export interface Building {
  readonly now?: Date
  /** How many everyday cases surround the stories. */
  readonly everyday: number
  readonly progress?: (done: number, of: number) => void
}

/**
 * Builds the demonstration company in an empty database: people, customers, sixty everyday days, and stories over
 * all channels whose times lie before `now`, so that the desk looks alive whenever it is opened.
 */
export const buildDemo = async (
  platform: Platform,
  password: string,
  { now = new Date(), everyday, progress = () => {} }: Building,
): Promise<void> => {
  const cast = await castCompany(platform, password)
  await transact(platform.db, systemActor('demonstration'), (tx) => planAhead(tx, cast))
  await writeMacros(platform, cast)
  await liveThrough({ platform, cast, now, cases: everyday, progress: (done) => progress(done, everyday) })
  await transact(platform.db, systemActor('demonstration'), (tx) => promiseInThePast(tx, timeZone))
  const cases = new Map<string, number>()
  for (const story of inOrder([phoneStory, ...technicalStories, ...serviceStories, ...billingStories])) {
    cases.set(story.need, await tell({ platform, cast, now, story }))
  }
  await setToday({ platform, cast, cases })
  await transact(platform.db, systemActor('demonstration'), startClocks)
}

/** The oldest story first, so that numbers of cases grow with time. */
const inOrder = (stories: readonly Story[]): Story[] =>
  [...stories].sort((a, b) => minutesOf(b.steps[0]?.at ?? '') - minutesOf(a.steps[0]?.at ?? ''))

const macros = [
  {
    title: 'I own this now',
    shortcut: 'own',
    body: 'Dear {{customer.first_name}},\n\nI look after this from now on: “{{case.need}}”. You will not have to explain it again.\n\n{{agent.name}}',
  },
  {
    title: 'Apology without but',
    shortcut: 'sorry',
    body: 'Dear {{customer.first_name}},\n\nthis should not have happened, and I am sorry that it did. Here is what I am doing about it:\n\n',
  },
  {
    title: 'Router: what I already checked',
    shortcut: 'router',
    body: 'Dear {{customer.first_name}},\n\nbefore I ask you for anything, this is what I have checked from here: line, firmware, channel, temperature. Case {{case.number}}.\n\n',
    addTags: ['router'],
  },
  {
    title: 'Thank you',
    shortcut: 'thanks',
    body: 'Thank you, {{customer.first_name}}. I read it to the whole team.\n\n{{agent.name}}',
  },
]

const writeMacros = async ({ db }: Platform, { staff }: Cast): Promise<void> => {
  const lead = known(staff, 'ruth')
  await transact(db, lead, async (tx) => {
    for (const macro of macros) await addMacro(tx, lead, newMacroSchema.parse(macro))
  })
}
