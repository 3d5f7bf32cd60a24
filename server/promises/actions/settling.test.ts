import { beforeAll, describe, expect, test } from 'vitest'
import { createPromiseDesk, HOUR, inHours, type PromiseDesk } from '../../../tests/factories/promise-desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { type CustomerPromise, promiseSchema } from '../contract.ts'
import { watchPromise } from './watch-promise.ts'

let desk: PromiseDesk
let mia: Visitor
let sam: Visitor
let tom: Visitor
beforeAll(async () => {
  desk = await createPromiseDesk(watchPromise)
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
  tom = await desk.at(desk.tom)
})

const code = (body: unknown) => (body as { code?: string }).code
const keep = (by: Visitor, { id, version }: CustomerPromise, more = {}) =>
  by.post(`/promises/${id}/keeping`, more, { version })
const withdraw = (by: Visitor, { id, version }: CustomerPromise) =>
  by.post(`/promises/${id}/withdrawal`, { words: 'They bought a new one' }, { version })
const move = (by: Visitor, { id, version }: CustomerPromise, more: Record<string, unknown> = {}) =>
  by.post(`/promises/${id}/time`, { dueAt: inHours(4), customerAgreed: true, ...more }, { version })
const reopen = (by: Visitor, { id, version }: CustomerPromise) =>
  by.remove(`/promises/${id}/settlement`, { version })
const fresh = async () => {
  const caseId = await desk.newCase()
  return { caseId, made: await desk.promise(mia, caseId) }
}
const stateOf = async (caseId: number, id: number) =>
  (await desk.promisesOf(mia, caseId)).items.find((item) => item.id === id)?.state
/** Its time passed two hours ago, and the job has said so. */
const broken = async () => {
  const { caseId, made } = await fresh()
  await desk.age(made.id, 3 * HOUR)
  await desk.look(made.id)
  return { caseId, made }
}

describe('a promise that was kept', () => {
  test('on time is kept, and asks for nothing any more', async () => {
    const { caseId, made } = await fresh()
    const answer = await keep(sam, made, { words: 'Talked for five minutes' })
    expect(answer.body).toMatchObject({ state: 'kept', settledWords: 'Talked for five minutes' })
    expect(await desk.dueOf(caseId)).toBeNull()
    expect(await desk.eventsOf(caseId)).toEqual(['promises.made', 'promises.kept'])
  })

  test('after its time is kept late: that it was broken stays in the journal', async () => {
    const { caseId, made } = await broken()
    expect((await keep(mia, made)).body).toMatchObject({ state: 'kept-late' })
    expect(await desk.eventsOf(caseId)).toEqual([
      ...['promises.made', 'promises.due', 'promises.broken', 'promises.kept'],
    ])
    expect(await desk.calledTo(caseId)).toEqual([])
  })

  test('on time and told later is kept on time, and the journal knows when it was told', async () => {
    const { caseId, made } = await broken()
    const keptAt = new Date(Date.now() - 2.5 * HOUR).toISOString()
    expect((await keep(mia, made, { keptAt })).body).toMatchObject({ state: 'kept', settledAt: keptAt })
    const { rows } = await desk.platform.database.pool.query(
      `select time, recorded_at - time > '2 hours' as told_later from journal
       where case_id = $1 and type = 'promises.kept'`,
      [caseId],
    )
    expect(rows).toEqual([{ time: new Date(keptAt), told_later: true }])
  })

  test('was not kept before it was made, nor tomorrow', async () => {
    const { made } = await fresh()
    for (const keptAt of [inHours(-1), inHours(1)])
      expect(code((await keep(mia, made, { keptAt })).body)).toBe('promises.not-yet')
  })
})

describe('what the customer changes', () => {
  test('moves it: the old time keeps its row, the new one follows', async () => {
    const { caseId, made } = await fresh()
    const dueAt = inHours(30)
    const answer = await move(mia, made, { dueAt, words: 'They are away today' })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ state: 'open', dueAt, movedFromId: made.id, keeper: made.keeper })
    const { items } = await desk.promisesOf(mia, caseId)
    expect(items.map(({ state }) => state)).toEqual(['open', 'moved'])
    expect(items[1]).toMatchObject({
      settledWords: 'They are away today',
      movedToId: answer.as(promiseSchema).id,
    })
    expect(await desk.dueOf(caseId)).toEqual(new Date(dueAt))
  })

  test('only with their agreement, to a time that is another one and to come', async () => {
    const { caseId, made } = await fresh()
    expect((await move(mia, made, { customerAgreed: false })).status).toBe(400)
    expect(code((await move(mia, made, { dueAt: inHours(-1) })).body)).toBe('promises.in-the-past')
    expect(code((await move(mia, made, { dueAt: made.dueAt })).body)).toBe('promises.same-time')
    expect(await stateOf(caseId, made.id)).toBe('open')
  })

  test('withdraws it', async () => {
    const { caseId, made } = await fresh()
    expect((await withdraw(mia, made)).body).toMatchObject({ state: 'withdrawn' })
    expect(await desk.dueOf(caseId)).toBeNull()
  })

  test('after its time unbreaks nothing, but then nothing is left to do', async () => {
    for (const act of [move, withdraw]) {
      const { caseId, made } = await broken()
      expect((await act(mia, made)).status).toBeLessThan(300)
      const old = (await desk.promisesOf(mia, caseId)).items.find(({ id }) => id === made.id)
      expect(old).toMatchObject({ state: 'broken', settledAt: expect.any(String) })
      expect(await desk.calledTo(caseId)).toEqual([])
    }
  })
})

describe('two people', () => {
  test('at once: one wins, the other is told', async () => {
    const { caseId, made } = await fresh()
    const answers = await Promise.all([keep(mia, made), withdraw(sam, made), keep(sam, made)])
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1)
    expect(answers.filter(({ body }) => code(body) === 'promises.settled')).toHaveLength(2)
    expect((await desk.eventsOf(caseId)).length).toBe(2)
  })

  test('of whom one saw an older version: nothing is overwritten', async () => {
    const { caseId, made } = await fresh()
    const path = `/promises/${made.id}/keeper`
    await sam.put(path, { keeperId: desk.sam.staffId }, { version: made.version })
    expect(code((await keep(mia, made)).body)).toBe('platform.changed-meanwhile')
    expect((await mia.post(`/promises/${made.id}/keeping`)).status).toBe(428)
    expect(await stateOf(caseId, made.id)).toBe('open')
  })

  test('who may not see the case find no promise', async () => {
    const { made } = await fresh()
    const calls = [keep(tom, made), move(tom, made), withdraw(tom, made), reopen(tom, made)]
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect((await keep(mia, { ...made, id: 999_999 })).status).toBe(404)
  })
})

describe('said by mistake', () => {
  test('it is open again, with its time', async () => {
    const { caseId, made } = await fresh()
    const kept = (await keep(mia, made)).as(promiseSchema)
    expect((await reopen(mia, kept)).body).toMatchObject({ state: 'open', settledAt: null })
    expect(await desk.dueOf(caseId)).toEqual(new Date(made.dueAt))
  })

  test('after its time it is broken, and told so, though it fell due as kept', async () => {
    const { caseId, made } = await fresh()
    const kept = (await keep(mia, made)).as(promiseSchema)
    await desk.age(made.id, 3 * HOUR)
    await desk.look(made.id)
    expect((await desk.eventsOf(caseId)).at(-1)).toBe('promises.due')
    expect((await reopen(mia, kept)).body).toMatchObject({ state: 'broken', settledAt: null })
    expect((await desk.eventsOf(caseId)).slice(-2)).toEqual(['promises.due', 'promises.broken'])
    expect(await desk.calledTo(caseId)).toEqual([desk.mia.staffId])
  })

  test('having been kept late, it was told broken already and is not told again', async () => {
    const { caseId, made } = await broken()
    await reopen(mia, (await keep(mia, made)).as(promiseSchema))
    await desk.look(made.id)
    expect((await desk.eventsOf(caseId)).filter((type) => type === 'promises.broken')).toHaveLength(1)
    expect((await desk.eventsOf(caseId)).at(-1)).toBe('promises.reopened')
    expect(await desk.calledTo(caseId)).toEqual([desk.mia.staffId])
  })

  test('after it was withdrawn too early, it is watched again until its time', async () => {
    const { caseId, made } = await fresh()
    const gone = (await withdraw(mia, made)).as(promiseSchema)
    await desk.look(made.id)
    await reopen(mia, gone)
    const { rows } = await desk.platform.database.pool.query(
      `select run_at > now() as to_come from graphile_worker.jobs where key = $1`,
      [`promises.watch:${made.id}`],
    )
    expect(rows).toEqual([{ to_come: true }])
    expect(await stateOf(caseId, made.id)).toBe('open')
  })

  test('but not when nothing was said, or it has a new time', async () => {
    const { made } = await fresh()
    expect(code((await reopen(mia, made)).body)).toBe('promises.not-settled')
    await move(mia, made)
    expect(code((await reopen(mia, { ...made, version: made.version + 1 })).body)).toBe('promises.moved-on')
  })
})
