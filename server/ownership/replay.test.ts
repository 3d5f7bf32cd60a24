import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../tests/factories/case-desk.ts'
import { addStaff } from '../../tests/factories/desk.ts'
import { everyRoute } from '../../tests/factories/routes.ts'
import { scaleOf } from '../../tests/harness/scale.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import type { StaffActor } from '../platform/identity/actor.ts'
import { lookAfter } from './jobs/look-after.ts'

/**
 * Many people at once do at random what people do to cases, and at the end the record must be whole. The long form:
 * `REPLAY=10000 npx vitest run server/ownership/replay`.
 */
const OPERATIONS = scaleOf('REPLAY', 1_000)
const WRITERS = 50
const CASES = 20
const SEED = 20_261_122

/** The same numbers on every machine: a failure can be looked at again. */
const randomFrom = (seed: number) => {
  let state = seed >>> 0
  return (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
type Random = ReturnType<typeof randomFrom>

interface Writer {
  readonly person: StaffActor
  readonly visitor: Visitor
  readonly random: Random
}

let desk: CaseDesk
let writers: Writer[]
const caseIds: number[] = []
/** Every text that the desk said it had kept. */
const kept: { kind: 'note' | 'message'; text: string }[] = []
const statuses = new Map<string, number>()
const defects: string[] = []

beforeAll(async () => {
  desk = await createCaseDesk(everyRoute)
  const { db } = desk.platform
  const hired: StaffActor[] = [desk.ada]
  for (let index = 1; index < WRITERS; index += 1) {
    const isLead = index % 10 === 0
    hired.push(await addStaff(db, { name: `Person ${index}`, role: isLead ? 'lead' : 'agent', reach: 'all' }))
  }
  writers = []
  for (const [index, person] of hired.entries())
    writers.push({ person, visitor: await desk.at(person), random: randomFrom(SEED + index) })
  for (let index = 0; index < CASES; index += 1) caseIds.push((await desk.mail(`Need ${index}`)).caseId)
}, 120_000)

const oneOf = <T>(random: Random, values: readonly T[]): T => {
  const found = values[random(values.length)]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

const brief = (words: string) => ({
  ...{ need: words, done: words, promised: words, nextStep: words, feeling: words },
})

/** The newest offer that this person can answer or take back, of any case. */
const openOffer = async (staffId: number, side: 'to_id' | 'from_id'): Promise<number> => {
  const row = await desk.platform.db
    .selectFrom('hand_offs')
    .select('id')
    .where('state', '=', 'offered')
    .where(side, '=', staffId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.id ?? 0
}

type Act = (writer: Writer, caseId: number, turn: number) => Promise<{ status: number; text: string }>

const acts: Record<string, Act> = {
  take: ({ visitor }, caseId) => visitor.post(`/cases/${caseId}/owner`),
  offer: ({ visitor, random, person }, caseId, turn) => {
    const to = oneOf(random, writers).person
    const whom = random(5) === 0 ? { toTeamId: desk.teamId } : { toStaffId: to.staffId }
    const body = { ...whom, brief: brief(`by ${person.staffId} in turn ${turn}`), answerWithin: 5 }
    return visitor.post(`/cases/${caseId}/hand-offs`, body)
  },
  accept: async ({ visitor, person }) =>
    visitor.post(`/hand-offs/${await openOffer(person.staffId, 'to_id')}/acceptance`, {}),
  decline: async ({ visitor, person, random }) => {
    const kind = oneOf(random, ['declined', 'returned'])
    return visitor.post(`/hand-offs/${await openOffer(person.staffId, 'to_id')}/refusal`, {
      kind,
      words: 'no',
    })
  },
  withdraw: async ({ visitor, person }) =>
    visitor.remove(`/hand-offs/${await openOffer(person.staffId, 'from_id')}`),
  takeOver: ({ visitor }, caseId) => visitor.post(`/cases/${caseId}/take-over`, { reason: 'It is urgent.' }),
  note: async ({ visitor, person }, caseId, turn) => {
    const text = `note ${person.staffId}-${turn}`
    const answer = await visitor.post(`/cases/${caseId}/notes`, { text })
    if (answer.status < 300) kept.push({ kind: 'note', text })
    return answer
  },
  reply: async ({ visitor, person, random }, caseId, turn) => {
    const text = `reply ${person.staffId}-${turn}`
    const seen = random(3) === 0 ? 0 : 1_000_000
    const answer = await visitor.post(`/cases/${caseId}/replies`, { text, seenUpTo: seen })
    if (answer.status < 300) kept.push({ kind: 'message', text })
    return answer
  },
  customerWrites: async (_writer, caseId, turn) => {
    const text = `customer ${turn}-${caseId}`
    await desk.mail(text, { caseId })
    kept.push({ kind: 'message', text })
    return { status: 200, text: '' }
  },
  close: ({ visitor }, caseId) => visitor.post(`/cases/${caseId}/closure`, { reason: 'no-answer-needed' }),
  reopen: ({ visitor }, caseId) => visitor.remove(`/cases/${caseId}/closure`),
  leave: ({ random }) => {
    const [ada] = writers
    const [leaver, receiver] = [oneOf(random, writers).person, oneOf(random, writers).person]
    if (!ada || leaver === ada.person) return Promise.resolve({ status: 409, text: '' })
    const body = { receiverId: receiver.staffId }
    return ada.visitor.put(`/staff/${leaver.staffId}/leaving`, body)
  },
  switchOff: async ({ random }) => {
    const [ada] = writers
    const leaver = oneOf(random, writers).person
    if (!ada || leaver === ada.person) return { status: 409, text: '' }
    const { version } = await desk.platform.db
      .selectFrom('staff')
      .select('version')
      .where('id', '=', leaver.staffId)
      .executeTakeFirstOrThrow()
    // Half of them come back, so that there is always somebody left to work.
    return ada.visitor.patch(`/staff/${leaver.staffId}`, { switchedOff: random(2) === 0 }, version)
  },
  minutePasses: async () => {
    await sql`update hand_offs set answer_by = now() where state = 'offered' and id % 3 = 0`.execute(
      desk.platform.db,
    )
    await lookAfter(desk.platform.db)
    return { status: 200, text: '' }
  },
}

/** How often each is done, in all of these. */
const weights: readonly (readonly [string, number])[] = [
  ...([
    ['take', 10],
    ['offer', 22],
    ['accept', 18],
    ['decline', 6],
    ['withdraw', 4],
  ] as const),
  ...([
    ['takeOver', 5],
    ['note', 10],
    ['reply', 10],
    ['customerWrites', 6],
    ['close', 3],
  ] as const),
  ...([
    ['reopen', 3],
    ['leave', 1],
    ['switchOff', 1],
    ['minutePasses', 1],
  ] as const),
]
const bag = weights.flatMap(([name, weight]) => Array.from({ length: weight }, () => name))

type Outcome = Awaited<ReturnType<Act>>

/** More people than connections: who waits too long is told so and has done nothing. */
const toldWhenBusy = async (act: Promise<Outcome> | undefined): Promise<Outcome> => {
  try {
    return (await act) ?? { status: 0, text: '' }
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('timeout exceeded'))
      return { status: 503, text: '' }
    throw error
  }
}

const work = async (writer: Writer, turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) {
    const name = oneOf(writer.random, bag)
    const { status, text } = await toldWhenBusy(acts[name]?.(writer, oneOf(writer.random, caseIds), turn))
    const key = `${name} ${status}`
    statuses.set(key, (statuses.get(key) ?? 0) + 1)
    if ((status >= 500 && status !== 503) || status === 0) defects.push(`${key} ${text.slice(0, 300)}`)
  }
}

const rowsOf = async (statement: string) => (await desk.platform.database.pool.query(statement)).rows

describe(`${OPERATIONS} random operations by ${WRITERS} people on ${CASES} cases`, () => {
  test('run to their end, each done or refused for a reason', async () => {
    await Promise.all(writers.map((writer) => work(writer, Math.ceil(OPERATIONS / WRITERS))))
    expect(defects).toEqual([])
    // A replay in which nothing succeeds would prove nothing.
    for (const done of ['take 200', 'offer 201', 'accept 200', 'note 201', 'reply 201'])
      expect(statuses.get(done) ?? 0, `${done} of ${JSON.stringify([...statuses])}`).toBeGreaterThan(0)
  }, 900_000)

  test('leave exactly one owner at each recorded instant of each case', async () => {
    expect(
      await rowsOf(`select case_id from ownerships group by case_id
        having count(*) filter (where until is null) <> 1`),
    ).toEqual([])
    expect(
      await rowsOf(`select id from (select id, case_id, since, until,
          lead(since) over (partition by case_id order by id) as next,
          lag(until) over (partition by case_id order by id) as last from ownerships) as line
        where until is distinct from next or last is not null and last <> since`),
    ).toEqual([])
    expect(
      await rowsOf(`select cases.id from cases left join ownerships
          on case_id = cases.id and until is null
        where ownerships.owner_id is distinct from cases.owner_id
          or not exists (select from ownerships o where o.case_id = cases.id and o.since <= cases.created_at)`),
    ).toEqual([])
  })

  test('leave no unfinished case with somebody who does not work here', async () => {
    expect(
      await rowsOf(`select cases.id from cases join staff on staff.id = owner_id
        where switched_off_at is not null and merged_into_id is null
          and state not in ('solved', 'closed-without-solution')`),
    ).toEqual([])
  })

  test('change hands only as the rules allow, each hand-off with its brief and its acceptance', async () => {
    expect(
      await rowsOf(`select o.id, o.how from ownerships o
        where how = 'hand-off' and not exists (select from hand_offs h
          where h.case_id = o.case_id and h.to_id = o.owner_id and h.state = 'accepted'
            and h.answered_by = o.owner_id and abs(extract(epoch from h.answered_at - o.since)) < 60)`),
    ).toEqual([])
    const [counts] = await rowsOf(`select
      (select count(*)::int from hand_offs where state = 'accepted') as accepted,
      (select count(*)::int from ownerships where how = 'hand-off') as handed,
      (select count(*)::int from journal where type = 'ownership.hand-off-accepted') as announced,
      (select count(*)::int from ownerships where how = 'take-over') as taken_over,
      (select count(*)::int from journal where type = 'ownership.taken-over') as told`)
    expect(counts.accepted).toBe(counts.handed)
    expect(counts.announced).toBe(counts.handed)
    expect(counts.taken_over).toBe(counts.told)
  })

  test('lose no text', async () => {
    const notes = new Set((await rowsOf('select text from notes')).map(({ text }) => text))
    const messages = new Set((await rowsOf('select text from messages')).map(({ text }) => text))
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.filter(({ kind, text }) => !(kind === 'note' ? notes : messages).has(text))).toEqual([])
  })
})
