import { beforeAll, describe, expect, test } from 'vitest'
import { createPromiseDesk, inHours, type PromiseDesk } from '../../../tests/factories/promise-desk.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { dueTimesSchema } from '../contract.ts'
import { unsafeOpenPromisesOf } from '../index.ts'
import { watchPromise } from './watch-promise.ts'

let desk: PromiseDesk
let mia: Visitor
let tom: Visitor
beforeAll(async () => {
  desk = await createPromiseDesk(watchPromise)
  mia = await desk.at(desk.mia)
  tom = await desk.at(desk.tom)
})

const make = (by: Visitor, caseId: number, more: Record<string, unknown> = {}) =>
  by.post(`/cases/${caseId}/promises`, { what: 'Call back', dueAt: inHours(2), ...more })
const code = (body: unknown) => (body as { code?: string }).code

describe('a promise', () => {
  test('has a time, a keeper and a customer, and is known to the case, the journal and the customer', async () => {
    const caseId = await desk.newCase()
    const dueAt = inHours(2)
    const answer = await make(mia, caseId, { dueAt })
    expect(answer.status).toBe(201)
    const mine = { id: desk.mia.staffId, name: 'Mia' }
    expect(answer.body).toMatchObject({
      ...{ what: 'Call back', dueAt, timeZone: 'Europe/Berlin', state: 'open', settledAt: null },
      ...{ keeper: mine, madeBy: mine, askedKeeper: null, customer: { name: 'Ana Lima' } },
      case: { id: caseId, need: 'My phone is silent' },
    })
    expect(await desk.dueOf(caseId)).toEqual(new Date(dueAt))
    expect(await desk.eventsOf(caseId)).toEqual(['promises.made'])
    expect(await unsafeOpenPromisesOf(desk.platform.db, caseId)).toMatchObject([
      { what: 'Call back', keeperName: 'Mia', isBroken: false, dueAt: new Date(dueAt) },
    ])
    expect((await desk.promisesOf(mia, caseId)).items).toHaveLength(1)
  })

  test('stands in the brief for whoever takes the case over, until it is kept', async () => {
    const caseId = await desk.newCase()
    const { id, version } = await desk.promise(mia, caseId, { what: 'Call back about the model' })
    await desk.promise(mia, caseId, { what: 'Write to the shop', dueAt: inHours(30) })
    const promised = async () =>
      ((await mia.get(`/cases/${caseId}/brief-draft`)).body as { promised: string }).promised.split('\n')
    expect(await promised()).toEqual([
      expect.stringMatching(/^Call back about the model: Mia, by \w+, .*\d:\d\d/),
      expect.stringMatching(/^Write to the shop: Mia, by /),
    ])
    await mia.post(`/promises/${id}/keeping`, {}, { version })
    expect(await promised()).toEqual([expect.stringContaining('Write to the shop')])
  })

  test('shows in the list with its time, the earliest of several', async () => {
    const caseId = await desk.newCase()
    await desk.promise(mia, caseId, { dueAt: inHours(5) })
    const soon = await desk.promise(mia, caseId, { dueAt: inHours(3) })
    const { body } = await mia.get('/cases?list=mine')
    const rows = (body as { items: { id: number; nextDueAt: string; nextDueKind: string }[] }).items
    expect(rows.find(({ id }) => id === caseId)).toMatchObject({
      nextDueAt: soon.dueAt,
      nextDueKind: 'promise',
    })
  })

  test('without a time is due at the end of the next working day', async () => {
    const made = await desk.promise(mia, await desk.newCase(), { dueAt: undefined })
    const clock = new Intl.DateTimeFormat('en', {
      ...{ timeZone: 'Europe/Berlin', weekday: 'short', hour: 'numeric', hourCycle: 'h23' },
    }).format(new Date(made.dueAt))
    expect(clock).toMatch(/^(Mon|Tue|Wed|Thu|Fri).*17$/)
  })

  test('is told in the zone of the customer, when they have one', async () => {
    const { db } = desk.platform
    const caseId = await desk.newCase()
    await db
      .updateTable('customers')
      .set({ time_zone: 'Asia/Tokyo' })
      .where('id', '=', desk.customerId)
      .execute()
    expect(await desk.promise(mia, caseId)).toMatchObject({ timeZone: 'Asia/Tokyo' })
    const times = (await mia.get(`/cases/${caseId}/due-times?words=tomorrow%20by%2010`)).as(dueTimesSchema)
    expect(times).toMatchObject({ timeZone: 'Asia/Tokyo', read: { timeGiven: true, isPast: false } })
    expect(times.read?.dueAt).toMatch(/T01:00:00.000Z$/)
    await db.updateTable('customers').set({ time_zone: null }).where('id', '=', desk.customerId).execute()
  })

  test('can be kept by a colleague who sees the case', async () => {
    const made = await desk.promise(mia, await desk.newCase(), { keeperId: desk.sam.staffId })
    expect(made).toMatchObject({ keeper: { name: 'Sam' }, madeBy: { name: 'Mia' } })
  })
})

describe('nothing is promised', () => {
  let caseId: number
  beforeAll(async () => {
    caseId = await desk.newCase()
  })
  const refused = async (more: Record<string, unknown>, words: string, status = 409) => {
    const answer = await make(mia, caseId, more)
    expect([answer.status, code(answer.body)]).toEqual([status, words])
    expect((await desk.promisesOf(mia, caseId)).items).toEqual([])
    expect(await desk.dueOf(caseId)).toBeNull()
  }

  test('in the past, nor so far away that nobody can count on it', async () => {
    await refused({ dueAt: inHours(-1) }, 'promises.in-the-past')
    await refused({ dueAt: inHours(24 * 800) }, 'promises.too-far')
    await refused({ dueAt: 'tomorrow' }, 'platform.invalid', 400)
    await refused({ what: '  ' }, 'platform.invalid', 400)
  })

  test('by somebody who could not keep it: of another team, switched off, or nobody', async () => {
    await refused({ keeperId: desk.tom.staffId }, 'promises.cannot-see')
    await refused({ keeperId: 999_999 }, 'promises.not-here')
    const { db } = desk.platform
    const off = (at: Date | null) =>
      db.updateTable('staff').set({ switched_off_at: at }).where('id', '=', desk.olga.staffId).execute()
    await off(new Date())
    await refused({ keeperId: desk.olga.staffId }, 'promises.not-here')
    await off(null)
  })

  test('in the name of a message of another case', async () => {
    const other = await desk.mail('Hello')
    await refused({ messageId: other.messageId }, 'promises.foreign-message')
  })

  test('on a case that is not theirs, was merged away, or with a token that may not', async () => {
    expect((await make(tom, caseId)).status).toBe(404)
    expect((await make(mia, 999_999)).status).toBe(404)
    const merged = await desk.newCase()
    await mia.post(`/cases/${merged}/merge`, { intoCaseId: await desk.newCase() })
    expect(code((await make(mia, merged)).body)).toBe('cases.already-merged')
    const script = await withToken(desk, desk.mia, ['promises.read'])
    expect((await make(script, caseId)).status).toBe(403)
    expect((await tom.get(`/cases/${caseId}/promises`)).status).toBe(404)
    expect((await tom.get(`/cases/${caseId}/due-times`)).status).toBe(404)
  })
})
