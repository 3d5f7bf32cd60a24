import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { transact } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { takeCase } from '../actions/take-case.ts'
import { casePageSchema, type ListName, listCountsSchema } from '../contract.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
beforeAll(async () => {
  desk = await createCaseDesk(routes)
})

const page = async (person: StaffActor, query: string) => {
  const answer = await (await desk.at(person)).get(`/cases?${query}`)
  expect(answer.status).toBe(200)
  return answer.as(casePageSchema)
}
const ids = async (person: StaffActor, list: ListName, query = '') =>
  (await page(person, `list=${list}${query}`)).items.map(({ id }) => id)
const put = (
  id: number,
  values: { state?: string; last_activity_at?: Date; owner_id?: number; tags?: string[] },
) =>
  desk.platform.db
    .updateTable('cases')
    .set({ customer_waiting_since: null, ...values })
    .where('id', '=', id)
    .execute()
const waitingSince = (hour: number) => ({ sentAt: new Date(Date.UTC(2026, 10, 20, hour)) })
const clear = () => desk.platform.database.pool.query('truncate cases cascade')

describe('who waits comes first', () => {
  test('longest waiting at the top, then what rests, newest first; finished cases are elsewhere', async () => {
    await clear()
    const second = await desk.mail('Second', waitingSince(9))
    const first = await desk.mail('First', waitingSince(8))
    const [older, newer, solved] = [await desk.mail('A'), await desk.mail('B'), await desk.mail('C')]
    await put(older.caseId, {
      state: 'waiting-for-customer',
      last_activity_at: new Date('2026-11-01T00:00:00Z'),
    })
    await put(newer.caseId, {
      state: 'solution-proposed',
      last_activity_at: new Date('2026-11-02T00:00:00Z'),
    })
    await put(solved.caseId, { state: 'solved' })
    const order = [first.caseId, second.caseId, newer.caseId, older.caseId]
    expect(await ids(desk.mia, 'team')).toEqual(order)
    expect(await ids(desk.lena, 'mine')).toEqual(order)
    expect(await ids(desk.mia, 'mine')).toEqual([])
    expect(await ids(desk.lena, 'needs-me')).toEqual([first.caseId, second.caseId])
  })

  test('a row tells all that a list shows', async () => {
    await clear()
    const { caseId, caseNumber } = await desk.mail('It is broken', waitingSince(8))
    const { items } = await page(desk.lena, 'list=needs-me')
    expect(items).toEqual([
      {
        id: caseId,
        number: caseNumber,
        need: 'Change one phone on my plan',
        customer: { id: desk.customerId, name: 'Ana Lima' },
        team: { id: desk.teamId, name: expect.any(String) },
        owner: { id: desk.lena.staffId, name: 'Lena' },
        heldOnDuty: true,
        state: 'new',
        channel: 'email',
        customerWaitingSince: '2026-11-20T08:00:00.000Z',
        nextDueAt: null,
        nextDueKind: null,
        lastActivityAt: expect.any(String),
        lastWords: 'It is broken',
        lastWordsBy: 'customer',
        tags: [],
        reason: 'Nobody has answered yet',
        calledFor: null,
        version: 1,
      },
    ])
    expect((await page(desk.mia, 'list=team')).items[0]?.reason).toBeNull()
  })

  test('a mention stands among them by how long it waits, and once', async () => {
    await clear()
    const [a, b] = [await desk.mail('A', waitingSince(8)), await desk.mail('B', waitingSince(10))]
    const call = (staffId: number, caseId: number, hour: number, reason = 'mention') =>
      desk.platform.db
        .insertInto('attentions')
        .values({ staff_id: staffId, case_id: caseId, reason, since: waitingSince(hour).sentAt })
        .execute()
    const rested = await desk.mail('C')
    await put(rested.caseId, { state: 'waiting-for-customer' })
    await call(desk.lena.staffId, rested.caseId, 9)
    await call(desk.lena.staffId, rested.caseId, 11, 'bounce')
    await call(desk.lena.staffId, b.caseId, 7)
    const { items } = await page(desk.lena, 'list=needs-me')
    expect(items.map(({ id, reason }) => ({ id, reason }))).toEqual([
      { id: a.caseId, reason: 'Nobody has answered yet' },
      { id: rested.caseId, reason: 'You were mentioned in a note' },
      { id: b.caseId, reason: 'You were mentioned in a note' },
    ])
  })
})

describe('pages', () => {
  test('follow one another without a gap or a double, over both parts of a list', async () => {
    await clear()
    const made: number[] = []
    for (let index = 0; index < 7; index += 1) {
      const { caseId } = await desk.mail(`W${index}`, waitingSince(index))
      made.push(caseId)
      const { caseId: rested } = await desk.mail(`R${index}`)
      await put(rested, { state: 'open', last_activity_at: waitingSince(10).sentAt })
      made.push(rested)
    }
    for (const list of ['team', 'mine', 'all'] as const) {
      const seen: number[] = []
      let after: string | null = ''
      while (after !== null) {
        const next = await page(desk.lena, `list=${list}&limit=3${after && `&after=${after}`}`)
        expect(next.items.length).toBeLessThanOrEqual(3)
        seen.push(...next.items.map(({ id }) => id))
        after = next.next
      }
      expect([...seen].sort((a, b) => a - b)).toEqual(made)
    }
  })

  test('new work does not move what comes after', async () => {
    await clear()
    for (let index = 0; index < 4; index += 1) await desk.mail(`W${index}`)
    const first = await page(desk.mia, 'list=all&limit=2')
    await desk.mail('New work')
    const second = await page(desk.mia, `list=all&limit=2&after=${first.next}`)
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(4)
    expect(second.next).toBeNull()
  })

  test('a cursor that is none is refused; one of another list finds nothing', async () => {
    const visitor = await desk.at(desk.mia)
    for (const after of ['nonsense', 'WzEsMl0', Buffer.from('["a",1,2]').toString('base64url')])
      expect((await visitor.get(`/cases?list=all&after=${after}`)).status).toBe(400)
    const behind = Buffer.from('[1,0,0]').toString('base64url')
    expect((await page(desk.mia, `list=all&after=${behind}`)).items).toEqual([])
  })
})

describe('what each person sees', () => {
  test('their reach, and always what they own or take part in', async () => {
    await clear()
    const ours = await desk.mail('Ours')
    const theirs = await desk.mail('Theirs', { teamId: desk.otherTeamId })
    expect(await ids(desk.mia, 'all')).toEqual([ours.caseId])
    expect(await ids(desk.tom, 'all')).toEqual([theirs.caseId])
    expect(await ids(desk.olga, 'all')).toEqual([])
    expect(await ids(desk.ada, 'all')).toEqual([theirs.caseId, ours.caseId])
    await desk.platform.db
      .insertInto('case_participants')
      .values([
        { case_id: theirs.caseId, staff_id: desk.mia.staffId, part: 'mentioned' },
        { case_id: ours.caseId, staff_id: desk.olga.staffId, part: 'mentioned' },
        { case_id: ours.caseId, staff_id: desk.mia.staffId, part: 'mentioned' },
      ])
      .execute()
    expect(await ids(desk.mia, 'all')).toEqual([theirs.caseId, ours.caseId])
    expect(await ids(desk.olga, 'all')).toEqual([ours.caseId])
    await put(theirs.caseId, { owner_id: desk.olga.staffId })
    expect(await ids(desk.olga, 'all')).toEqual([theirs.caseId, ours.caseId])
    expect(await ids(desk.olga, 'team')).toEqual([ours.caseId])
  })

  test('asking for another team shows no more than that', async () => {
    await clear()
    const theirs = await desk.mail('Theirs', { teamId: desk.otherTeamId })
    const other = `&teamId=${desk.otherTeamId}`
    expect(await ids(desk.mia, 'team', other)).toEqual([])
    expect(await ids(desk.mia, 'all', other)).toEqual([])
    expect(await ids(desk.olga, 'team', other)).toEqual([])
    expect(await ids(desk.ada, 'team', other)).toEqual([theirs.caseId])
    expect(await ids(desk.ada, 'team')).toEqual([])
    expect(await ids(desk.mia, 'all', `&customerId=${desk.customerId}`)).toEqual([])
    expect(await ids(desk.ada, 'all', `&customerId=${desk.customerId}`)).toEqual([theirs.caseId])
  })

  test('a merged case stands in no list', async () => {
    await clear()
    const [one, two] = [await desk.mail('One'), await desk.mail('Two')]
    const { db } = desk.platform
    await db.updateTable('cases').set({ merged_into_id: two.caseId }).where('id', '=', one.caseId).execute()
    await db
      .insertInto('attentions')
      .values({ staff_id: desk.lena.staffId, case_id: one.caseId, reason: 'mention' })
      .execute()
    for (const list of ['all', 'team', 'mine', 'needs-me'] as const)
      expect(await ids(desk.lena, list)).toEqual([two.caseId])
  })
})

describe('filters and counts', () => {
  test('by state, tag, and the two lists that are a state', async () => {
    await clear()
    const [a, b, c] = [await desk.mail('A'), await desk.mail('B'), await desk.mail('C')]
    await put(a.caseId, { state: 'waiting-for-customer' })
    await put(b.caseId, { state: 'unconfirmed', tags: ['invoice'] })
    expect(await ids(desk.mia, 'waiting-for-customer')).toEqual([a.caseId])
    expect(await ids(desk.mia, 'unconfirmed')).toEqual([b.caseId])
    expect(await ids(desk.ada, 'unconfirmed')).toEqual([b.caseId])
    expect(await ids(desk.mia, 'all', '&state=new')).toEqual([c.caseId])
    expect(await ids(desk.mia, 'all', '&tag=invoice')).toEqual([b.caseId])
    expect(await ids(desk.mia, 'all', '&tag=x%27;drop')).toEqual([])
  })

  test('every list is counted, no further than a hundred', async () => {
    await clear()
    const { caseId } = await desk.mail('Mine')
    await transact(desk.platform.db, desk.mia, (tx) => takeCase(tx, desk.mia, caseId))
    const counts = async (person: StaffActor) =>
      (await (await desk.at(person)).get('/cases/counts')).as(listCountsSchema)
    expect(await counts(desk.mia)).toEqual({
      cap: 100,
      counts: { 'needs-me': 1, mine: 1, team: 1, 'waiting-for-customer': 0, unconfirmed: 0, all: 1 },
    })
    await desk.platform.database.pool.query(
      `insert into cases (need, team_id, owner_id, channel)
       select 'Many', $1, $2, 'email' from generate_series(1, 150)`,
      [desk.teamId, desk.sam.staffId],
    )
    expect((await counts(desk.mia)).counts).toMatchObject({ team: 100, all: 100, mine: 1 })
    expect((await counts(desk.olga)).counts).toMatchObject({ team: 0, all: 0, 'needs-me': 0 })
  })

  test('without a session nothing is listed', async () => {
    expect((await (await desk.visitor()).get('/cases')).status).toBe(401)
    expect((await (await desk.visitor()).get('/cases/counts')).status).toBe(401)
  })
})
