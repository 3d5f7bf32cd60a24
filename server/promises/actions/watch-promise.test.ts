import { beforeAll, describe, expect, test } from 'vitest'
import { createPromiseDesk, HOUR, inHours, type PromiseDesk } from '../../../tests/factories/promise-desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { watchPromise } from './watch-promise.ts'

let desk: PromiseDesk
let mia: Visitor
let sam: Visitor
beforeAll(async () => {
  desk = await createPromiseDesk(watchPromise)
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
})

/** Sam keeps a promise on a case of Mia's, due in an hour. */
const fresh = async () => {
  const caseId = await desk.newCase()
  return { caseId, made: await desk.promise(sam, caseId) }
}
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)
const jobs = async (promiseId: number): Promise<Date[]> => {
  const { rows } = await desk.platform.database.pool.query<{ run_at: Date }>(
    'select run_at from graphile_worker.jobs where key = $1',
    [`promises.watch:${promiseId}`],
  )
  return rows.map(({ run_at }) => run_at)
}

describe('as its time comes nearer', () => {
  test('nothing is said too early, and one job waits for the reminder', async () => {
    const { caseId, made } = await fresh()
    await desk.look(made.id)
    expect(await desk.calledTo(caseId)).toEqual([])
    const [at, ...more] = await jobs(made.id)
    expect(more).toEqual([])
    expect(at?.getTime()).toBeCloseTo(Date.parse(made.dueAt) - HOUR / 2, -4)
  })

  test('its keeper is reminded, once, until it is answered', async () => {
    const { caseId, made } = await fresh()
    await desk.look(made.id, later(35))
    await desk.look(made.id, later(36))
    expect(await desk.calledTo(caseId)).toEqual([desk.sam.staffId])
    expect(await desk.eventsOf(caseId)).toEqual(['promises.made', 'promises.due-soon'])
    expect(await jobs(made.id)).toEqual([new Date(made.dueAt)])
    const needs = await sam.get('/cases?list=needs-me')
    expect(needs.text).toContain('A promise is due')
    await sam.post(`/promises/${made.id}/keeping`, {}, { version: made.version })
    expect(await desk.calledTo(caseId)).toEqual([])
  })

  test('a look at the case is no answer', async () => {
    const { caseId, made } = await fresh()
    await desk.look(made.id, later(35))
    await sam.post(`/cases/${caseId}/seen`)
    expect(await desk.calledTo(caseId)).toEqual([desk.sam.staffId])
  })
})

describe('when its time has passed', () => {
  test('it is broken, its keeper and the owner of the case are called, once', async () => {
    const { caseId, made } = await fresh()
    await desk.age(made.id, 2 * HOUR)
    // Before any job ran: what it is follows from the row and the clock.
    expect((await desk.promisesOf(mia, caseId)).items[0]?.state).toBe('broken')
    await desk.look(made.id)
    await desk.look(made.id)
    expect(await desk.calledTo(caseId)).toEqual([desk.mia.staffId, desk.sam.staffId])
    expect(await desk.eventsOf(caseId)).toEqual(['promises.made', 'promises.due', 'promises.broken'])
  })

  test('one that was kept only falls due', async () => {
    const { caseId, made } = await fresh()
    await sam.post(`/promises/${made.id}/keeping`, {}, { version: made.version })
    await desk.age(made.id, 2 * HOUR)
    await desk.look(made.id)
    expect(await desk.eventsOf(caseId)).toEqual(['promises.made', 'promises.kept', 'promises.due'])
    expect(await desk.calledTo(caseId)).toEqual([])
  })

  test('one that was moved or withdrawn says nothing more', async () => {
    const { caseId, made } = await fresh()
    const moved = { dueAt: inHours(9), customerAgreed: true }
    await sam.post(`/promises/${made.id}/time`, moved, { version: made.version })
    await desk.look(made.id, later(90))
    expect(await desk.eventsOf(caseId)).toEqual(['promises.made', 'promises.moved'])
    await desk.look(999_999)
  })

  test('the same person with another promise on the case stays called for that one', async () => {
    const { caseId, made } = await fresh()
    const other = await desk.promise(sam, caseId, { what: 'Send the bill' })
    for (const { id } of [made, other]) await desk.look(id, later(35))
    await sam.post(`/promises/${made.id}/keeping`, {}, { version: made.version })
    expect(await desk.calledTo(caseId)).toEqual([desk.sam.staffId])
    await sam.post(`/promises/${other.id}/keeping`, {}, { version: other.version })
    expect(await desk.calledTo(caseId)).toEqual([])
  })
})
