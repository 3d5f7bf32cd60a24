import { sql } from 'kysely'
import { rooms } from '../../server/rooms.ts'
import { oneOf, type World, type Writer } from './world.ts'

export interface Outcome {
  readonly status: number
  readonly text: string
}
type Act = (world: World, writer: Writer, caseId: number, turn: number) => Promise<Outcome>

const nothing: Outcome = { status: 409, text: '' }
const mark = ({ person }: Writer, turn: number) => `${person.staffId}-${turn} “ä\n  b” %_\\`

interface Chance {
  readonly id: number
  readonly caseId: number
  readonly staffId: number
}

/**
 * Something that is there to be done, and who can do it: mostly one of them; now and then none, since people also try
 * what they may not. `select` names id, case_id and staff_id.
 */
const chance = async ({ desk }: World, { random, person }: Writer, select: string): Promise<Chance> => {
  const { rows } = await desk.platform.database.pool.query<{ id: number; case_id: number; staff_id: number }>(
    select,
  )
  const row = random(8) === 0 ? undefined : rows[random(Math.max(rows.length, 1))]
  return {
    id: Number(row?.id ?? 999_999),
    caseId: Number(row?.case_id ?? 0),
    staffId: Number(row?.staff_id ?? person.staffId),
  }
}
const owned = `select id, id as case_id, owner_id as staff_id from cases
  where not held_on_duty and state in ('open', 'waiting-for-customer', 'solution-proposed')`
const offeredTo = `select id, case_id, to_id as staff_id from hand_offs where state = 'offered'`
const offeredBy = `select id, case_id, from_id as staff_id from hand_offs where state = 'offered'`
const askedOf = `select id, case_id, staff_id from consults where state = 'asked'`
const waiting = `select solutions.id, case_id, null as staff_id from solutions
  join cases on cases.id = case_id where ended_at is null`

const openPromises = async ({ desk }: World, caseId: number) =>
  desk.platform.db
    .selectFrom('promises')
    .select(['id', 'version'])
    .where('case_id', '=', caseId)
    .where('settled_how', 'is', null)
    .execute()

const handing: Record<string, Act> = {
  take: (_world, { visitor }, caseId) => visitor.post(`/cases/${caseId}/owner`),
  offer: async (world, writer, anyCase, turn) => {
    const { random } = writer
    const own = await chance(world, writer, owned)
    const [caseId, visitor] = [own.caseId || anyCase, world.at(own.staffId)]
    const words = mark(writer, turn)
    const whom =
      random(5) === 0
        ? { toTeamId: world.desk.teamId }
        : { toStaffId: oneOf(random, world.writers).person.staffId }
    const fields = ['need', 'done', 'promised', 'nextStep', 'feeling'].map((field) => [
      field,
      `${field} ${words}`,
    ])
    const body = {
      ...whom,
      brief: Object.fromEntries(fields),
      answerWithin: 5,
      tellCustomer: random(4) === 0,
    }
    const answer = await visitor.post(`/cases/${caseId}/hand-offs`, body)
    if (answer.status < 300) world.keep('brief', ...fields.map(([, text = '']) => text))
    return answer
  },
  accept: async (world, writer) => {
    const { id, staffId } = await chance(world, writer, offeredTo)
    const [visitor, random] = [world.at(staffId), writer.random]
    const { rows } = await world.desk.platform.database.pool.query<{ id: number }>(
      `select p.id from promises p join hand_offs h on h.case_id = p.case_id where h.id = $1 and settled_how is null`,
      [id],
    )
    const taken = rows.map((row) => Number(row.id)).filter(() => random(2) === 0)
    return visitor.post(`/hand-offs/${id}/acceptance`, random(3) === 0 ? {} : { promiseIds: taken })
  },
  acceptMany: async (world, writer) => {
    const { staffId } = await chance(world, writer, offeredTo)
    const { rows } = await world.desk.platform.database.pool.query<{ id: number }>(
      `select id from hand_offs where state = 'offered' and to_id = $1`,
      [staffId],
    )
    const handOffs = [...rows.map((row) => ({ id: Number(row.id) })), { id: 999_999 }]
    const answer = await world.at(staffId).post('/hand-offs/acceptances', { handOffs })
    const { accepted } = answer.body as { accepted?: number[] }
    return accepted?.length === 0 ? nothing : answer
  },
  decline: async (world, writer, _caseId, turn) => {
    const { id, staffId } = await chance(world, writer, offeredTo)
    const words = `no ${mark(writer, turn)}`
    const kind = oneOf(writer.random, ['declined', 'returned'])
    const answer = await world.at(staffId).post(`/hand-offs/${id}/refusal`, { kind, words })
    if (answer.status < 300) world.keep('refusal', words)
    return answer
  },
  withdraw: async (world, writer) => {
    const { id, staffId } = await chance(world, writer, offeredBy)
    return world.at(staffId).remove(`/hand-offs/${id}`)
  },
  takeOver: async (world, writer, caseId, turn) => {
    const reason = `because ${mark(writer, turn)}`
    const leads = world.writers.filter(({ person }) => person.role === 'lead')
    const { visitor } = writer.random(4) === 0 ? writer : oneOf(writer.random, leads)
    const answer = await visitor.post(`/cases/${caseId}/take-over`, { reason })
    if (answer.status < 300) world.keep('reason', reason)
    return answer
  },
}

const writing: Record<string, Act> = {
  note: async (world, writer, caseId, turn) => {
    const text = `note ${mark(writer, turn)}`
    const answer = await writer.visitor.post(`/cases/${caseId}/notes`, { text })
    if (answer.status < 300) world.keep('note', text)
    return answer
  },
  reply: async (world, writer, caseId, turn) => {
    const text = `reply ${mark(writer, turn)}`
    const seenUpTo = writer.random(3) === 0 ? 0 : 1_000_000
    const answer = await writer.visitor.post(`/cases/${caseId}/replies`, { text, seenUpTo })
    if (answer.status < 300) world.keep('message', text)
    return answer
  },
  customerWrites: async ({ desk, keep }, writer, caseId, turn) => {
    const text = `customer ${caseId} ${mark(writer, turn)}`
    await desk.mail(text, { caseId })
    keep('message', text)
    return { status: 200, text: '' }
  },
  consult: async (world, writer, caseId, turn) => {
    const question = `who knows ${mark(writer, turn)}`
    const staffId = oneOf(writer.random, world.writers).person.staffId
    const to = writer.random(5) === 0 ? { teamId: world.desk.teamId } : { staffId }
    const answer = await writer.visitor.post(`/cases/${caseId}/consults`, { to: [to], question })
    if (answer.status < 300) world.keep('question', question)
    return answer
  },
  consultAnswer: async (world, writer, _caseId, turn) => {
    const { id, staffId } = await chance(world, writer, askedOf)
    const words = `I know ${mark(writer, turn)}`
    const isNo = writer.random(4) === 0
    const answer = await world.at(staffId).post(`/consults/${id}/${isNo ? 'refusal' : 'answer'}`, { words })
    if (answer.status < 300) world.keep(isNo ? 'answer' : 'note', words)
    return answer
  },
}

const settling: Record<string, Act> = {
  promise: async (world, writer, caseId, turn) => {
    const what = `call about ${writer.person.staffId}-${turn} “ä” %_\\`
    const keeperId = oneOf(writer.random, world.writers).person.staffId
    const answer = await writer.visitor.post(`/cases/${caseId}/promises`, { what, keeperId })
    if (answer.status < 300) world.keep('promise', what)
    return answer
  },
  keep: async (world, writer, caseId) => {
    const [made] = await openPromises(world, caseId)
    if (!made) return nothing
    return writer.visitor.post(`/promises/${made.id}/keeping`, {}, { version: made.version })
  },
  move: async (world, { visitor, random }, caseId) => {
    const [made] = await openPromises(world, caseId)
    if (!made) return nothing
    const dueAt = new Date(Date.now() + (2 + random(100)) * 3_600_000).toISOString()
    return visitor.post(
      `/promises/${made.id}/time`,
      { dueAt, customerAgreed: true },
      { version: made.version },
    )
  },
  propose: async (world, writer, caseId, turn) => {
    const words = `done ${mark(writer, turn)}`
    const answer = await writer.visitor.post(`/cases/${caseId}/solutions`, { words, seenUpTo: 1_000_000 })
    if (answer.status < 300) world.keep('proposal', words)
    return answer
  },
  confirm: (world, writer, caseId) => answerAs(world, writer, caseId, 'yes', ''),
  reject: (world, writer, caseId, turn) =>
    answerAs(world, writer, caseId, 'not-yet', `still not ${caseId} ${mark(writer, turn)}`),
  close: (_world, { visitor }, caseId) =>
    visitor.post(`/cases/${caseId}/closure`, { reason: 'no-answer-needed' }),
  reopen: (_world, { visitor }, caseId) => visitor.remove(`/cases/${caseId}/closure`),
}

/** The customer's word on a proposal, mostly on one that waits. */
const answerAs = async (world: World, writer: Writer, anyCase: number, said: string, words: string) => {
  const known = `select id, case_id, null as staff_id from solutions where case_id = ${anyCase}`
  const { id, caseId } = await chance(world, writer, writer.random(4) === 0 ? known : waiting)
  if (caseId === 0) return nothing
  // Browsers send lines of a form as CR LF.
  const form = words === '' ? undefined : { words: words.replaceAll('\n', '\r\n') }
  const {
    status,
    goesTo = '',
    text,
  } = await world.customer.post(`/my/cases/${caseId}/solutions/${id}/${said}`, form)
  if (words !== '' && status === 303) world.keep('message', words)
  return { status: status === 303 && goesTo.includes('overtaken') ? 409 : status, text }
}

const leaving: Record<string, Act> = {
  leave: (world, { random }) => {
    const [leaver, receiver] = [oneOf(random, world.writers).person, oneOf(random, world.writers).person]
    return world.ada.visitor.put(`/staff/${leaver.staffId}/leaving`, { receiverId: receiver.staffId })
  },
  switchOff: async (world, { random }) => {
    const { person } = oneOf(random, world.writers)
    const { staffId } = person
    const { version } = await world.desk.platform.db
      .selectFrom('staff')
      .select('version')
      .where('id', '=', staffId)
      .executeTakeFirstOrThrow()
    // Most of them come back, so that there is always somebody left to work.
    const switchedOff = random(4) === 0
    const answer = await world.ada.visitor.patch(`/staff/${staffId}`, { switchedOff }, version)
    if (answer.status < 300 && !switchedOff) await world.comeBack(person)
    return answer
  },
  minutePasses: async (world) => {
    const { platform } = world.desk
    await sql`update hand_offs set answer_by = now() where state = 'offered' and id % 3 = 0`.execute(
      platform.db,
    )
    const job = rooms.flatMap(({ jobs }) => jobs).find(({ name }) => name === 'ownership.look-after')
    if (!job) throw new Error('nobody looks after the cases')
    await job.run({ ...platform, attempt: 1 }, {})
    await react(world)
    return { status: 200, text: '' }
  },
}

const listening = new Set(['ownership', 'promises', 'solutions', 'consults'])
const reactions = rooms.filter(({ name }) => listening.has(name)).flatMap((room) => room.reactions)

/** Lets the rooms hear what was announced since, some of it while it still goes on, as jobs do. */
export const react = async ({ desk: { platform }, heard }: World): Promise<void> => {
  const { rows } = await platform.database.pool.query<{ seq: number; type: string }>(
    `select seq, type from journal where type = any($1) order by seq`,
    [[...new Set(reactions.map(({ to }) => to))]],
  )
  for (const { seq, type } of rows) {
    if (heard.has(Number(seq))) continue
    heard.add(Number(seq))
    for (const { to, job } of reactions)
      if (to === type) await job.run({ ...platform, attempt: 1 }, { seq: Number(seq) })
  }
}

const acts: Readonly<Record<string, Act>> = { ...handing, ...writing, ...settling, ...leaving }

/** How often each is done, in all of these. */
const weights = {
  ...{ take: 8, offer: 22, accept: 16, acceptMany: 2, decline: 5, withdraw: 3, takeOver: 4 },
  ...{ note: 6, reply: 8, customerWrites: 5, consult: 6, consultAnswer: 6 },
  ...{ promise: 5, keep: 2, move: 1, propose: 6, confirm: 3, reject: 3, close: 2, reopen: 3 },
  ...{ leave: 1, switchOff: 3, minutePasses: 1 },
}
const bag = Object.entries(weights).flatMap(([name, weight]) => Array.from({ length: weight }, () => name))

/** More people than connections: who waits too long is told so and has done nothing. */
const toldWhenBusy = async (act: Promise<Outcome>): Promise<Outcome> => {
  try {
    return await act
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('timeout exceeded'))
      return { status: 503, text: '' }
    throw error
  }
}

/** One person does so many things at random. `tell` hears of each what it was and what came of it. */
export const work = async (
  world: World,
  writer: Writer,
  turns: number,
  tell: (name: string, outcome: Outcome) => void,
): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) {
    const name = oneOf(writer.random, bag)
    const act = acts[name]
    if (!act) throw new Error(`nobody knows how to ${name}`)
    tell(name, await toldWhenBusy(act(world, writer, oneOf(writer.random, world.caseIds), turn)))
  }
}
