import { beforeAll, describe, expect, test } from 'vitest'
import { createPromiseDesk, HOUR, inHours, type PromiseDesk } from '../../../tests/factories/promise-desk.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { watchPromise } from '../actions/watch-promise.ts'
import { type CustomerPromise, promiseSchema } from '../contract.ts'

let desk: PromiseDesk
let mia: Visitor
let sam: Visitor
let olga: Visitor
let tom: Visitor
beforeAll(async () => {
  desk = await createPromiseDesk(watchPromise)
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
  olga = await desk.at(desk.olga)
  tom = await desk.at(desk.tom)
})

const code = ({ body }: { body: unknown }) => (body as { code?: string }).code
const fresh = async (more: Record<string, unknown> = {}) => {
  const caseId = await desk.newCase()
  return { caseId, made: await desk.promise(mia, caseId, more) }
}
type Seen = Pick<CustomerPromise, 'id' | 'version'>
const keep = (by: Visitor, { id, version }: Seen, more: object = {}) =>
  by.post(`/promises/${id}/keeping`, more, { version })
const move = (by: Visitor, { id, version }: Seen, more: object = {}) =>
  by.post(`/promises/${id}/time`, { dueAt: inHours(4), customerAgreed: true, ...more }, { version })
const withdraw = (by: Visitor, { id, version }: Seen, more: object = { words: 'Not needed' }) =>
  by.post(`/promises/${id}/withdrawal`, more, { version })
const hand = (by: Visitor, { id, version }: Seen, keeperId: unknown) =>
  by.put(`/promises/${id}/keeper`, { keeperId }, { version })
const reopen = (by: Visitor, { id, version }: Seen) => by.remove(`/promises/${id}/settlement`, { version })
const first = async (caseId: number) => (await desk.promisesOf(mia, caseId)).items[0]
const switchOff = (staffId: number, at: Date | null = new Date()) =>
  desk.platform.db.updateTable('staff').set({ switched_off_at: at }).where('id', '=', staffId).execute()

describe('the keeper of a promise', () => {
  test('changes by a word of any colleague who sees the case; time and maker stay', async () => {
    const { caseId, made } = await fresh()
    const handed = (await hand(sam, made, desk.lena.staffId)).as(promiseSchema)
    expect(handed).toMatchObject({ keeper: { name: 'Lena' }, madeBy: { name: 'Mia' }, dueAt: made.dueAt })
    expect(handed.version).toBe(made.version + 1)
    expect(await desk.eventsOf(caseId)).toEqual(['promises.made', 'promises.handed'])
  })

  test('stays when it is handed to them again, and nobody is told', async () => {
    const { caseId, made } = await fresh()
    expect((await hand(mia, made, desk.mia.staffId)).body).toMatchObject({ keeper: { name: 'Mia' } })
    expect(await desk.eventsOf(caseId)).toEqual(['promises.made'])
  })

  test('is nobody who left, who cannot see the case, or who never was', async () => {
    const { caseId, made } = await fresh()
    expect(code(await hand(mia, made, desk.tom.staffId))).toBe('promises.cannot-see')
    // Olga sees only what is hers, and this case is not.
    expect(code(await hand(mia, made, desk.olga.staffId))).toBe('promises.cannot-see')
    expect(code(await hand(mia, made, 987_654))).toBe('promises.not-here')
    for (const nonsense of ['1', null, 0, -1, 1.5]) expect((await hand(mia, made, nonsense)).status).toBe(400)
    await switchOff(desk.sam.staffId)
    expect(code(await hand(mia, made, desk.sam.staffId))).toBe('promises.not-here')
    await switchOff(desk.sam.staffId, null)
    expect(await first(caseId)).toMatchObject({ keeper: { name: 'Mia' }, version: made.version })
  })

  test('of a promise that has been answered is who it was', async () => {
    const { made } = await fresh()
    const kept = (await keep(mia, made)).as(promiseSchema)
    expect(code(await hand(mia, kept, desk.sam.staffId))).toBe('promises.settled')
  })

  test('who was reminded is called no more once another keeps it; the other is', async () => {
    const { caseId, made } = await fresh()
    await desk.look(made.id, new Date(Date.now() + 40 * 60_000))
    expect(await desk.calledTo(caseId)).toEqual([desk.mia.staffId])
    await hand(mia, made, desk.sam.staffId)
    expect(await desk.calledTo(caseId)).toEqual([desk.sam.staffId])
  })

  test('can be chosen by two at once: one wins, the other sees what changed', async () => {
    const { caseId, made } = await fresh()
    const both = await Promise.all([hand(mia, made, desk.sam.staffId), hand(sam, made, desk.lena.staffId)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
    expect((await desk.eventsOf(caseId)).filter((type) => type === 'promises.handed')).toHaveLength(1)
  })
})

describe('a new time', () => {
  test('of a promise whose keeper left needs another keeper first', async () => {
    const { caseId, made } = await fresh({ keeperId: desk.sam.staffId })
    await switchOff(desk.sam.staffId)
    expect(code(await move(mia, made))).toBe('promises.not-here')
    const handed = (await hand(mia, made, desk.mia.staffId)).as(promiseSchema)
    expect((await move(mia, handed)).status).toBe(201)
    await switchOff(desk.sam.staffId, null)
    expect(await first(caseId)).toMatchObject({ state: 'open', keeper: { name: 'Mia' } })
  })

  test('is no further away than two years, and a time at all', async () => {
    const { caseId, made } = await fresh()
    expect(code(await move(mia, made, { dueAt: inHours(24 * 740) }))).toBe('promises.too-far')
    for (const dueAt of ['soon', '2027-02-30T10:00:00Z', '', null, 1_800_000_000_000])
      expect((await move(mia, made, { dueAt })).status).toBe(400)
    expect((await move(mia, made, { words: 'x'.repeat(501) })).status).toBe(400)
    expect((await move(mia, made, { keeperId: desk.sam.staffId })).status).toBe(400)
    expect(await first(caseId)).toMatchObject({ id: made.id, dueAt: made.dueAt, version: made.version })
  })

  test('twice leaves three rows of one promise, each leading to the next', async () => {
    const { caseId, made } = await fresh()
    const second = (await move(mia, made, { dueAt: inHours(5) })).as(promiseSchema)
    const third = (await move(sam, second, { dueAt: inHours(3) })).as(promiseSchema)
    const rows = (await desk.promisesOf(mia, caseId)).items
    const chain = new Map(rows.map((row) => [row.id, row]))
    expect(rows.map(({ id }) => id)[0]).toBe(third.id)
    expect(chain.get(made.id)).toMatchObject({ state: 'moved', movedFromId: null, movedToId: second.id })
    expect(chain.get(second.id)).toMatchObject({ state: 'moved', movedFromId: made.id, movedToId: third.id })
    expect(chain.get(third.id)).toMatchObject({ state: 'open', movedToId: null, madeBy: { name: 'Sam' } })
    expect(await desk.dueOf(caseId)).toEqual(new Date(third.dueAt))
  })

  test('by two at once is one new time', async () => {
    const { caseId, made } = await fresh()
    const both = await Promise.all([
      move(mia, made, { dueAt: inHours(5) }),
      move(sam, made, { dueAt: inHours(6) }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await desk.promisesOf(mia, caseId)).items).toHaveLength(2)
  })

  test('of a broken promise leaves it broken in the ledger, and the new one can be kept', async () => {
    const { caseId, made } = await fresh()
    await desk.age(made.id, 3 * HOUR)
    const next = (await move(mia, made, { dueAt: inHours(1) })).as(promiseSchema)
    await keep(mia, next)
    const states = (await desk.promisesOf(mia, caseId)).items.map(({ id, state }) => [id, state])
    expect(new Map(states as [number, string][])).toEqual(
      new Map([
        [made.id, 'broken'],
        [next.id, 'kept'],
      ]),
    )
  })
})

describe('a word taken back', () => {
  test('brings a withdrawn one back, and its keeper can keep it', async () => {
    const { caseId, made } = await fresh()
    const gone = (await withdraw(mia, made)).as(promiseSchema)
    const open = (await reopen(sam, gone)).as(promiseSchema)
    expect(open).toMatchObject({ state: 'open', settledWords: '', settledAt: null })
    expect((await keep(mia, open)).body).toMatchObject({ state: 'kept' })
    expect(await desk.eventsOf(caseId)).toEqual([
      ...['promises.made', 'promises.withdrawn', 'promises.reopened', 'promises.kept'],
    ])
  })

  test('after its time leaves it broken, and calls keeper and owner again', async () => {
    const caseId = await desk.newCase()
    const made = await desk.promise(sam, caseId)
    await desk.age(made.id, 3 * HOUR)
    await desk.look(made.id)
    const kept = (await keep(sam, made)).as(promiseSchema)
    expect(await desk.calledTo(caseId)).toEqual([])
    expect((await reopen(sam, kept)).body).toMatchObject({ state: 'broken', settledAt: null })
    expect(await desk.calledTo(caseId)).toEqual([desk.mia.staffId, desk.sam.staffId])
  })

  test('never leaves it to somebody who is gone: then the owner of the case keeps it', async () => {
    const { caseId, made } = await fresh({ keeperId: desk.sam.staffId })
    const kept = (await keep(sam, made)).as(promiseSchema)
    await switchOff(desk.sam.staffId)
    expect((await reopen(mia, kept)).body).toMatchObject({ state: 'open', keeper: { name: 'Mia' } })
    await switchOff(desk.sam.staffId, null)
    await desk.look(made.id, new Date(Date.now() + 2 * HOUR))
    expect(await desk.calledTo(caseId)).toEqual([desk.mia.staffId])
  })

  test('needs the version that was seen', async () => {
    const { caseId, made } = await fresh()
    await keep(mia, made)
    expect((await reopen(mia, made)).status).toBe(412)
    expect((await mia.remove(`/promises/${made.id}/settlement`)).status).toBe(428)
    expect(await first(caseId)).toMatchObject({ state: 'kept' })
  })
})

describe('what is sent', () => {
  test('must say why a customer withdrew, in one line', async () => {
    const { caseId, made } = await fresh()
    for (const words of ['', '   ', 'two\nlines', 'x'.repeat(501), 7])
      expect((await withdraw(mia, made, { words })).status).toBe(400)
    expect((await withdraw(mia, made, {})).status).toBe(400)
    expect(await first(caseId)).toMatchObject({ state: 'open' })
  })

  test('may say nothing about how it was kept, and never what nobody asked', async () => {
    const { made } = await fresh()
    for (const more of [{ keptAt: 'yesterday' }, { words: 'a\u0000b' }, { state: 'kept' }, { keeperId: 1 }])
      expect((await keep(mia, made, more)).status).toBe(400)
    expect((await keep(mia, made, { words: '' })).body).toMatchObject({ state: 'kept', settledWords: '' })
  })

  test('to no promise finds none, whatever stands in the address', async () => {
    for (const id of ['0', '-1', 'abc', '1e3', '99999999999999999999'])
      expect((await mia.post(`/promises/${id}/keeping`, {}, { version: 1 })).status).toBe(400)
    expect((await mia.post('/promises/999999/keeping', {}, { version: 1 })).status).toBe(404)
    expect((await mia.remove('/noticed-promises/999999')).status).toBe(404)
  })

  test('with a token that only reads changes nothing', async () => {
    const { caseId, made } = await fresh()
    const script = await withToken(desk, desk.mia, ['promises.read'])
    const calls = [keep(script, made), move(script, made), withdraw(script, made)]
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([403, 403, 403])
    expect((await hand(script, made, desk.sam.staffId)).status).toBe(403)
    expect((await script.get(`/cases/${caseId}/promises`)).status).toBe(200)
    expect(await first(caseId)).toMatchObject({ state: 'open', version: made.version })
  })

  test('by nobody who is signed in is refused', async () => {
    const { caseId, made } = await fresh()
    const stranger = await desk.visitor()
    expect((await keep(stranger, made)).status).toBe(401)
    expect((await stranger.get('/promises')).status).toBe(401)
    expect((await stranger.get(`/cases/${caseId}/promises`)).status).toBe(401)
  })
})

describe('of a case', () => {
  test('what is still to be done stands first, the soonest before the others', async () => {
    const caseId = await desk.newCase()
    const late = await desk.promise(mia, caseId, { what: 'Late', dueAt: inHours(9) })
    const kept = await desk.promise(mia, caseId, { what: 'Kept', dueAt: inHours(1) })
    await desk.promise(mia, caseId, { what: 'Soon', dueAt: inHours(2) })
    const broken = await desk.promise(mia, caseId, { what: 'Broken', dueAt: inHours(3) })
    await keep(mia, kept)
    await desk.age(broken.id, 5 * HOUR)
    const { items, timeZone } = await desk.promisesOf(mia, caseId)
    expect(items.map(({ what, state }) => `${what} ${state}`)).toEqual([
      ...['Broken broken', 'Soon open', 'Late open', 'Kept kept'],
    ])
    expect(timeZone).toBe('Europe/Berlin')
    await withdraw(mia, late)
    expect((await desk.promisesOf(mia, caseId)).items.map(({ what }) => what)).toEqual([
      ...['Broken', 'Soon', 'Late', 'Kept'],
    ])
  })

  test('somebody who sees only their own cases sees and makes promises only there', async () => {
    const hers = await desk.newCase(desk.olga)
    const theirs = await desk.newCase()
    const made = await desk.promise(olga, hers)
    expect((await keep(olga, made)).status).toBe(200)
    expect((await olga.get(`/cases/${theirs}/promises`)).status).toBe(404)
    expect((await olga.post(`/cases/${theirs}/promises`, { what: 'x' })).status).toBe(404)
    expect((await tom.get(`/cases/${hers}/promises`)).status).toBe(404)
  })

  test('the times that are offered lie ahead, and words that name none are none', async () => {
    const caseId = await desk.newCase()
    const times = (words = '') => mia.get(`/cases/${caseId}/due-times${words}`)
    const { body } = await times('?words=as%20soon%20as%20possible')
    const { read, otherwise, choices } = body as {
      read: unknown
      otherwise: string
      choices: { key: string; dueAt: string }[]
    }
    expect(read).toBeNull()
    expect(Date.parse(otherwise)).toBeGreaterThan(Date.now())
    for (const { dueAt } of choices) expect(Date.parse(dueAt)).toBeGreaterThan(Date.now())
    expect(choices.map(({ key }) => key)).toEqual(expect.arrayContaining(['tomorrow', 'two-working-days']))
    expect((await times('?words=yesterday%20at%205')).body).toMatchObject({ read: { isPast: true } })
    expect((await times(`?words=${'x'.repeat(301)}`)).status).toBe(400)
    expect((await times('?word=tomorrow')).status).toBe(400)
  })
})
