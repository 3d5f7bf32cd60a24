import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { transact } from '../../platform/db/transaction.ts'
import { eventsOfCase } from '../../platform/journal/queries.ts'
import { caseSchema, caseStates } from '../contract.ts'
import { routes } from '../routes.ts'
import { keepOwners } from './keep-owners.ts'

let desk: CaseDesk
let mia: Visitor
let sam: Visitor
let tom: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
  tom = await desk.at(desk.tom)
})

const put = (id: number, state: string) =>
  desk.platform.db
    .updateTable('cases')
    .set({
      state,
      customer_waiting_since: null,
      close_reason: state === 'closed-without-solution' ? 'spam' : null,
    })
    .where('id', '=', id)
    .execute()
const code = (body: unknown) => (body as { code?: string }).code
const eventsOf = async (caseId: number) =>
  (await eventsOfCase(desk.platform.db, caseId, 20)).map(({ type }) => type)

describe('taking a case', () => {
  test('makes the taker accountable, and says what they may do next', async () => {
    const { caseId } = await desk.mail('Please help')
    const answer = await mia.post(`/cases/${caseId}/owner`)
    expect(answer.status).toBe(200)
    expect(answer.as(caseSchema)).toMatchObject({
      owner: { id: desk.mia.staffId, name: 'Mia' },
      heldOnDuty: false,
      state: 'open',
      customerWaitingSince: expect.any(String),
      may: { take: false, reply: true, close: true, reopen: false },
    })
    expect(await eventsOf(caseId)).toEqual(expect.arrayContaining(['cases.taken', 'cases.state-changed']))
  })

  test('ten people at once: one of them has it, and the journal knows only that one', async () => {
    const { caseId } = await desk.mail('Please help')
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => (index % 2 ? mia : sam).post(`/cases/${caseId}/owner`)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => code(body) === 'cases.not-takeable')).toHaveLength(9)
    expect((await eventsOf(caseId)).filter((type) => type === 'cases.taken')).toHaveLength(1)
  })

  test('an owned or finished case is not for the taking; a foreign one does not exist', async () => {
    const { caseId } = await desk.mail('Please help')
    expect((await tom.post(`/cases/${caseId}/owner`)).status).toBe(404)
    expect((await mia.post('/cases/999999/owner')).status).toBe(404)
    for (const state of caseStates.filter((state) => state !== 'new' && state !== 'open')) {
      await put(caseId, state)
      expect((await mia.post(`/cases/${caseId}/owner`)).status).toBe(409)
    }
  })

  test('the database itself keeps no case without an owner, and no waiting customer in a finished case', async () => {
    const { caseId } = await desk.mail('Please help')
    const { pool } = desk.platform.database
    await expect(pool.query('update cases set owner_id = null where id = $1', [caseId])).rejects.toThrow(
      'null value',
    )
    await expect(pool.query(`update cases set state = 'solved' where id = $1`, [caseId])).rejects.toThrow(
      'check',
    )
  })
})

describe('closing without a solution', () => {
  test('keeps the reason, and the customer no longer waits', async () => {
    const { caseId } = await desk.mail('Buy now!!!')
    const answer = await mia.post(`/cases/${caseId}/closure`, { reason: 'spam', words: 'Advertising' })
    expect(answer.as(caseSchema)).toMatchObject({
      state: 'closed-without-solution',
      closeReason: 'spam',
      customerWaitingSince: null,
      may: { close: false, reopen: true },
    })
    const closed = (await eventsOfCase(desk.platform.db, caseId, 20)).find(
      ({ type }) => type === 'cases.closed',
    )
    expect(closed?.attributes).toEqual({ reason: 'spam', words: 'Advertising' })
  })

  test('needs one of the known reasons', async () => {
    const { caseId } = await desk.mail('Please help')
    expect((await mia.post(`/cases/${caseId}/closure`, {})).status).toBe(400)
    expect((await mia.post(`/cases/${caseId}/closure`, { reason: 'solved' })).status).toBe(400)
  })

  test.each(['solution-proposed', 'solved', 'unconfirmed', 'closed-without-solution'])(
    'is refused when the case is %s',
    async (state) => {
      const { caseId } = await desk.mail('Please help')
      await put(caseId, state)
      const answer = await mia.post(`/cases/${caseId}/closure`, { reason: 'withdrawn' })
      expect(answer.status).toBe(409)
      expect(code(answer.body)).toBe('cases.wrong-transition')
    },
  )

  test('by somebody who does not see the case is refused as not found', async () => {
    const { caseId } = await desk.mail('Please help')
    expect((await tom.post(`/cases/${caseId}/closure`, { reason: 'spam' })).status).toBe(404)
  })
})

describe('reopening', () => {
  test.each(['solved', 'unconfirmed', 'closed-without-solution'])(
    'takes up a case that is %s',
    async (state) => {
      const { caseId } = await desk.mail('Please help')
      await put(caseId, state)
      const answer = await mia.remove(`/cases/${caseId}/closure`)
      expect(answer.as(caseSchema)).toMatchObject({ state: 'open', closeReason: null })
      expect(await eventsOf(caseId)).toContain('cases.reopened')
    },
  )

  test('an open case cannot be reopened; a foreign one does not exist', async () => {
    const { caseId } = await desk.mail('Please help')
    expect((await mia.remove(`/cases/${caseId}/closure`)).status).toBe(409)
    expect((await tom.remove(`/cases/${caseId}/closure`)).status).toBe(404)
  })
})

test('no address of the desk solves a case', () => {
  const paths = routes.filter(({ method }) => method !== 'GET').map(({ path }) => path)
  expect(paths.filter((path) => /sol(ved|ution)|confirm/.test(path))).toEqual([])
})

test('a merged case can be read, and nothing else', async () => {
  const [one, two] = [await desk.mail('One'), await desk.mail('Two')]
  await desk.platform.db
    .updateTable('cases')
    .set({ merged_into_id: two.caseId })
    .where('id', '=', one.caseId)
    .execute()
  const path = `/cases/${one.caseId}`
  const shown = (await mia.get(path)).as(caseSchema)
  expect(shown.mergedIntoId).toBe(two.caseId)
  expect(Object.values(shown.may).some(Boolean)).toBe(false)
  const tries = [
    mia.post(`${path}/closure`, { reason: 'spam' }),
    mia.remove(`${path}/closure`),
    mia.patch(path, { need: 'Other' }, shown.version),
    mia.post(`${path}/notes`, { text: 'Hello' }),
    mia.post(`${path}/contacts`, { channel: 'call', startedAt: new Date().toISOString() }),
  ]
  for (const answer of await Promise.all(tries)) expect(code(answer.body)).toBe('cases.already-merged')
  expect(code((await mia.post(`${path}/owner`)).body)).toBe('cases.not-takeable')
})

test('nobody leaves while they own a case that is not finished', async () => {
  const leaves = (staffId: number) => transact(desk.platform.db, desk.ada, (tx) => keepOwners(tx, staffId))
  await expect(leaves(desk.ada.staffId)).resolves.toBeUndefined()
  const { caseId } = await desk.mail('Please help')
  await desk.platform.db
    .updateTable('cases')
    .set({ owner_id: desk.ada.staffId })
    .where('id', '=', caseId)
    .execute()
  await expect(leaves(desk.ada.staffId)).rejects.toMatchObject({ code: 'people.still-owns-cases' })
  await put(caseId, 'solved')
  await expect(leaves(desk.ada.staffId)).resolves.toBeUndefined()
})
