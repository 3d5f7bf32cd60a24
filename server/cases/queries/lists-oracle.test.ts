import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { addCustomer } from '../../../tests/factories/desk.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type CaseState, caseStates, type ListName, lists } from '../contract.ts'
import type { Asked } from './list-branches.ts'
import { countLists, listCases } from './lists.ts'

/** A case as far as lists look at it; what each list should hold is decided here, in plain words. */
interface Known {
  readonly id: number
  readonly team: number
  readonly owner: number
  readonly customer: number
  readonly state: CaseState
  readonly waiting: number | null
  readonly activity: number
  readonly tags: readonly string[]
  readonly merged: boolean
  readonly people: readonly number[]
  /** Teams that were asked in. */
  readonly asked: readonly number[]
}

const DAY = Date.UTC(2026, 10, 20)
/** Few different values, so that many cases are equal in what they are sorted by. */
const minute = (seed: number, span: number) => DAY + ((seed * 7919) % span) * 60_000

let desk: CaseDesk
let everybody: readonly (readonly [string, StaffActor])[]
let known: Known[]
let ben: number

const planned = (index: number): Omit<Known, 'id'> => {
  const state = caseStates[(index * 5) % caseStates.length] ?? 'new'
  const owners = [desk.lena, desk.mia, desk.sam, desk.olga, desk.tom, desk.ada]
  const followers = [desk.mia.staffId, desk.olga.staffId, desk.tom.staffId]
  return {
    team: index % 3 === 0 ? desk.otherTeamId : desk.teamId,
    owner: owners[(index * 11) % owners.length]?.staffId ?? 0,
    customer: index % 4 === 0 ? ben : desk.customerId,
    state,
    waiting: (state === 'new' || state === 'open') && index % 2 === 0 ? minute(index, 9) : null,
    activity: minute(index + 3, 13),
    tags: [...(index % 5 === 0 ? ['invoice'] : []), ...(index % 7 === 0 ? ['moving'] : [])],
    merged: index % 17 === 16,
    people: followers.filter((_, place) => (index + place) % 6 === 0),
    asked: index % 9 === 4 ? [desk.otherTeamId] : [],
  }
}

const write = async (plan: Omit<Known, 'id'>, mergedInto: number | null): Promise<Known> => {
  const { rows } = await desk.platform.database.pool.query<{ id: string }>(
    `insert into cases (need, channel, team_id, owner_id, customer_id, state, close_reason,
       customer_waiting_since, last_activity_at, tags, merged_into_id)
     values ('A need', 'email', $1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      ...[plan.team, plan.owner, plan.customer, plan.state],
      plan.state === 'closed-without-solution' ? 'spam' : null,
      plan.waiting === null ? null : new Date(plan.waiting),
      ...[new Date(plan.activity), plan.tags, plan.merged ? mergedInto : null],
    ],
  )
  const id = Number(rows[0]?.id)
  for (const staff of plan.people)
    await desk.platform.database.pool.query(
      `insert into case_participants (case_id, staff_id, part) values ($1, $2, 'follower')`,
      [id, staff],
    )
  for (const team of plan.asked)
    await desk.platform.database.pool.query(
      `insert into case_participants (case_id, team_id, part) values ($1, $2, 'consulted')`,
      [id, team],
    )
  return { ...plan, id }
}

beforeAll(async () => {
  desk = await createCaseDesk([])
  ben = await addCustomer(desk.platform.db, 'Ben')
  everybody = Object.entries({
    lena: desk.lena,
    mia: desk.mia,
    olga: desk.olga,
    tom: desk.tom,
    ada: desk.ada,
  })
  known = []
  for (let index = 0; index < 85; index += 1) known.push(await write(planned(index), known[0]?.id ?? null))
})

const visible = (actor: StaffActor, { team, owner, people, asked }: Known) =>
  actor.reach === 'all' ||
  (actor.reach === 'team' && [team, ...asked].some((id) => actor.teamIds.includes(id))) ||
  owner === actor.staffId ||
  people.includes(actor.staffId)

const RESTS = new Set<CaseState>(['new', 'open', 'waiting-for-customer', 'solution-proposed'])
const unfinished = ({ waiting, state }: Known) => waiting !== null || RESTS.has(state)

const belongs: Readonly<Record<ListName, (row: Known, actor: StaffActor, teamId?: number) => boolean>> = {
  'needs-me': ({ owner, waiting }, { staffId }) => owner === staffId && waiting !== null,
  mine: (row, { staffId }) => row.owner === staffId && unfinished(row),
  team: (row, { teamIds }, teamId) => unfinished(row) && (teamId !== undefined || teamIds.includes(row.team)),
  'waiting-for-customer': ({ state }) => state === 'waiting-for-customer',
  unconfirmed: ({ state }) => state === 'unconfirmed',
  all: () => true,
}

const WAITING_FIRST = new Set<ListName>(['needs-me', 'mine', 'team'])
/** Longest waiting first where a list begins with who waits; then what happened last. */
const inOrder = (list: ListName) => (a: Known, b: Known) => {
  const [left, right] = WAITING_FIRST.has(list) ? [a.waiting, b.waiting] : [null, null]
  if (left !== null && right !== null) return left - right || a.id - b.id
  if (left !== null || right !== null) return left === null ? 1 : -1
  return b.activity - a.activity || b.id - a.id
}

const expected = (actor: StaffActor, { list, teamId, state, customerId, tag }: Asked): number[] =>
  known
    .filter((row) => !row.merged && visible(actor, row) && belongs[list](row, actor, teamId))
    .filter((row) => teamId === undefined || row.team === teamId)
    .filter((row) => state === undefined || row.state === state)
    .filter((row) => customerId === undefined || row.customer === customerId)
    .filter((row) => tag === undefined || row.tags.includes(tag))
    .sort(inOrder(list))
    .map(({ id }) => id)

const filters = (): Readonly<Record<string, Omit<Asked, 'list'>>> => ({
  nothing: {},
  'their team': { teamId: desk.teamId },
  'the other team': { teamId: desk.otherTeamId },
  'a team that is none': { teamId: 999_999 },
  'a state': { state: 'open' },
  'a finished state': { state: 'solved' },
  'a customer': { customerId: ben },
  'a customer nobody knows': { customerId: 999_999 },
  'a tag': { tag: 'invoice' },
  'a tag as it is not written': { tag: 'INVOICE' },
  'a customer and a team': { customerId: ben, teamId: desk.teamId },
  'a customer and a tag': { customerId: desk.customerId, tag: 'moving' },
  'a state and a tag': { state: 'new', tag: 'invoice' },
  everything: { teamId: desk.teamId, state: 'open', customerId: desk.customerId, tag: 'invoice' },
})

const found = async (actor: StaffActor, asked: Asked) =>
  (await listCases(desk.platform.db, actor, asked, { limit: 200 })).items.map(({ id }) => id)

describe.each(lists)('the list "%s" holds what it should, in its order', (list) => {
  test.each(['lena', 'mia', 'olga', 'tom', 'ada'])('for %s, by every filter', async (name) => {
    const actor = everybody.find(([called]) => called === name)?.[1] ?? desk.mia
    for (const [by, filter] of Object.entries(filters())) {
      const asked = { list, ...filter }
      expect(await found(actor, asked), `by ${by}`).toEqual(expected(actor, asked))
    }
  })
})

test('what is compared is not empty: each person has something in most lists', () => {
  const filled = lists.flatMap((list) =>
    everybody.filter(([, actor]) => expected(actor, { list }).length > 0).map(([name]) => `${list} ${name}`),
  )
  expect(filled.length).toBeGreaterThan(22)
  expect(expected(desk.ada, { list: 'all' }).length).toBe(known.filter(({ merged }) => !merged).length)
})

test('counts are the lengths of the lists', async () => {
  for (const [name, actor] of everybody) {
    const counts = await countLists(desk.platform.db, actor)
    for (const list of lists)
      expect(counts[list], `${list} of ${name}`).toBe(expected(actor, { list }).length)
  }
})

describe('pages of every list', () => {
  test.each(lists)('"%s" read in small pages is the list itself, over equal times too', async (list) => {
    for (const [name, actor] of everybody) {
      const seen: number[] = []
      let after: string | undefined
      do {
        const page = await listCases(desk.platform.db, actor, { list }, { limit: 7, ...(after && { after }) })
        seen.push(...page.items.map(({ id }) => id))
        after = page.next ?? undefined
      } while (after !== undefined)
      expect(seen, name).toEqual(expected(actor, { list }))
    }
  })

  test('a full last page does not promise another one', async () => {
    const all = expected(desk.ada, { list: 'all' })
    const page = await listCases(desk.platform.db, desk.ada, { list: 'all' }, { limit: all.length })
    expect(page.next).toBeNull()
    const short = await listCases(desk.platform.db, desk.ada, { list: 'all' }, { limit: all.length - 1 })
    expect(short.next).not.toBeNull()
  })
})
