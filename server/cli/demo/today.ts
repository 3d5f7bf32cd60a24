import { newHandOffSchema } from '../../ownership/contract.ts'
import { offerCase } from '../../ownership/index.ts'
import { type Tx, transact } from '../../platform/db/transaction.ts'
import type { Platform } from '../../platform/platform.ts'
import { newPromiseSchema } from '../../promises/contract.ts'
import { makePromise } from '../../promises/index.ts'
import { propose } from '../../solutions/index.ts'
import type { ColleagueKey } from './company.ts'
import { type Cast, known } from './people.ts'

interface Today {
  readonly platform: Platform
  readonly cast: Cast
  /** The case of each story, by its need. */
  readonly cases: ReadonlyMap<string, number>
}

/** What stands open when the demonstration is looked at: promises to keep, an offer, questions only customers answer. */
export const setToday = async (today: Today): Promise<void> => {
  for (const promised of promises) await promise(today, promised)
  await offer(today)
  for (const asked of questions) await ask(today, asked)
}

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

interface Promised {
  readonly need: string
  readonly by: ColleagueKey
  readonly what: string
  /** From now, in minutes. */
  readonly inMinutes: number
}

const promises: readonly Promised[] = [
  {
    need: 'Whole school offline: 640 pupils, exams on Thursday',
    by: 'kofi',
    what: 'Write as soon as the last splice is done',
    inMinutes: 50,
  },
  {
    need: 'Phone stolen; block the line and keep the number',
    by: 'tomas',
    what: 'Call to hear whether the new SIM works',
    inMinutes: 180,
  },
  {
    need: 'Fibre drops every evening since the new router',
    by: 'mei',
    what: 'Look at the line tonight and write what I saw',
    inMinutes: DAY_MINUTES,
  },
  {
    need: 'Paket mit neuem Telefon nie angekommen',
    by: 'tomas',
    what: 'Send the missing charging cable',
    inMinutes: DAY_MINUTES + 240,
  },
  {
    need: 'Contract of my late husband',
    by: 'ruth',
    what: 'Post the letter for the bank, signed by hand',
    inMinutes: 2 * DAY_MINUTES,
  },
]

const caseOf = ({ cases }: Today, need: string): number => known(cases, need)

const promise = async (today: Today, { need, by, what, inMinutes }: Promised): Promise<void> => {
  const keeper = known(today.cast.staff, by)
  // To the hour, as people promise.
  const due = new Date(Date.now() + inMinutes * MINUTE_MS)
  if (inMinutes >= DAY_MINUTES) due.setUTCMinutes(0, 0, 0)
  const made = newPromiseSchema.parse({ what, dueAt: due.toISOString() })
  await transact(today.platform.db, keeper, (tx) => makePromise(tx, keeper, caseOf(today, need), made))
}

/** Ida asks Ruth to take over what she cannot finish before her leave. */
const offer = async (today: Today): Promise<void> => {
  const { staff } = today.cast
  const [ida, ruth] = [known(staff, 'ida'), known(staff, 'ruth')]
  const given = newHandOffSchema.parse({
    toStaffId: ruth.staffId,
    brief: {
      need: 'Keep his number when he moves to Utrecht in January: “I have had this number since I was sixteen and would hate to lose it.”',
      done: 'Told him the one true answer after three different ones: we keep the number and forward it, £2 a month.',
      promised: 'It starts on the first of January, and he has nothing to do but confirm.',
      nextStep:
        'Two questions of his wait: do text messages of his bank arrive, and can he leave by the month? Then set it up.',
      feeling: 'Was tired of three answers, is friendly and relieved now.',
    },
    tellCustomer: true,
    answerWithin: 2 * DAY_MINUTES,
  })
  const caseId = caseOf(today, 'Keep my number when I move to the Netherlands')
  await transact(today.platform.db, ida, (tx) => offerCase(tx, ida, caseId, given))
}

interface Asked {
  readonly need: string
  readonly by: ColleagueKey
  readonly words: string
}

const questions: readonly Asked[] = [
  {
    need: 'Cannot reach my own server from outside',
    by: 'mei',
    words:
      'Dear Aidan,\n\nyou have an address of your own now, free of charge, and port 443 is open. I reached your archive from outside just now and listened to a reel from 1974. Wonderful.\n\nMei Tanaka',
  },
  {
    need: 'Bredbandet är långsamt sedan i måndags',
    by: 'mei',
    words:
      'Hej Lars,\n\nporten i skåpet är bytt och linjen har hållit 94 Mbit i två kvällar. Vi håller ett öga på den den här veckan.\n\nMei Tanaka',
  },
]

const ask = async (today: Today, { need, by, words }: Asked): Promise<void> => {
  const { db, config, seal } = today.platform
  const actor = known(today.cast.staff, by)
  const caseId = caseOf(today, need)
  await transact(db, actor, async (tx) => {
    const seenUpTo = await newestMessage(tx, caseId)
    await propose({ tx, config, seal, actor }, caseId, { words, seenUpTo })
  })
}

const newestMessage = async (tx: Tx, caseId: number): Promise<number> => {
  const { id } = await tx
    .selectFrom('messages')
    .select(({ fn }) => fn.max<number>('id').as('id'))
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()
  return id
}
