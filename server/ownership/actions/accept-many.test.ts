import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { inHours } from '../../../tests/factories/promise-desk.ts'
import { everyRoute } from '../../../tests/factories/routes.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { caseSchema } from '../../cases/contract.ts'
import { acceptancesResultSchema, handOffSchema, type Offered, offeredPageSchema } from '../contract.ts'

let desk: CaseDesk
let mia: Visitor
let sam: Visitor
let lena: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(everyRoute)
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
  lena = await desk.at(desk.lena)
})
beforeEach(async () => {
  await desk.platform.database.pool.query(
    `update hand_offs set state = 'withdrawn', answered_at = now() where state = 'offered'`,
  )
})

const brief = { need: 'A phone.', done: 'Ordered.', promised: 'A call.', nextStep: 'Call.', feeling: 'Calm.' }
/** A case of Mia that she offers to somebody, Sam unless said otherwise. */
const offered = async (to = desk.sam) => {
  const { caseId } = await desk.mail('Please change my phone')
  await mia.post(`/cases/${caseId}/owner`)
  const made = await mia.post(`/cases/${caseId}/hand-offs`, { brief, toStaffId: to.staffId })
  return { caseId, id: made.as(handOffSchema).id }
}
const waiting = async (by = sam, query = ''): Promise<Offered[]> =>
  (await by.get(`/hand-offs${query}`)).as(offeredPageSchema).items
const acceptAll = (handOffs: object[], by = sam) => by.post('/hand-offs/acceptances', { handOffs })
const accepted = async (handOffs: object[], by = sam) =>
  (await acceptAll(handOffs, by)).as(acceptancesResultSchema)
const ownerOf = async (caseId: number) => (await lena.get(`/cases/${caseId}`)).as(caseSchema).owner.name

describe('what waits for my answer', () => {
  test('is all that is offered to me, each with its brief, and nothing that is offered to others', async () => {
    const mine = [await offered(), await offered()]
    await offered(desk.lena)
    const items = await waiting()
    expect(items.map(({ id }) => id)).toEqual(mine.map(({ id }) => id))
    expect(items[0]).toMatchObject({
      ...{ brief, caseId: mine[0]?.caseId, from: { name: 'Mia' }, may: { answer: true } },
      case: { need: 'Change one phone on my plan', customerName: 'Ana Lima', hasPromises: false },
    })
    expect(await waiting(mia)).toEqual([])
  })

  test('says where something is promised', async () => {
    const { caseId } = await offered()
    await mia.post(`/cases/${caseId}/promises`, { what: 'Call back', dueAt: inHours(2) })
    expect((await waiting())[0]?.case.hasPromises).toBe(true)
  })

  test('comes in pages', async () => {
    const ids: number[] = []
    while (ids.length < 3) ids.push((await offered()).id)
    const first = (await sam.get('/hand-offs?limit=2')).as(offeredPageSchema)
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    expect((await waiting(sam, `?limit=2&after=${first.next}`)).map(({ id }) => id)).toEqual(ids.slice(2))
    expect((await sam.get('/hand-offs?after=nonsense')).status).toBe(400)
  })
})

describe('accepting several', () => {
  test('makes me the owner of each, with the promises I name of each', async () => {
    const [a, b] = [await offered(), await offered()]
    const promise = await mia.post(`/cases/${a.caseId}/promises`, { what: 'Call back', dueAt: inHours(2) })
    const { id: promiseId } = promise.body as { id: number }
    const result = await accepted([{ id: b.id }, { id: a.id, promiseIds: [promiseId] }])
    expect(result).toEqual({ accepted: [a.id, b.id], refused: [] })
    expect([await ownerOf(a.caseId), await ownerOf(b.caseId)]).toEqual(['Sam', 'Sam'])
    const { items } = (await sam.get(`/cases/${a.caseId}/promises`)).body as {
      items: { keeper: { name: string } }[]
    }
    expect(items.map(({ keeper }) => keeper.name)).toEqual(['Sam'])
    expect(await waiting()).toEqual([])
  })

  test('each by itself: what was taken back, is not mine or never was is told and stops nothing', async () => {
    const [good, gone, theirs] = [await offered(), await offered(), await offered(desk.lena)]
    await mia.remove(`/hand-offs/${gone.id}`)
    const result = await accepted([{ id: theirs.id }, { id: gone.id }, { id: 4_711_000 }, { id: good.id }])
    expect(result.accepted).toEqual([good.id])
    expect(result.refused.map(({ id, code }) => [id, code])).toEqual([
      [gone.id, 'ownership.answered'],
      [theirs.id, 'ownership.not-offered'],
      [4_711_000, 'platform.not-found'],
    ])
    expect(await ownerOf(gone.caseId)).toBe('Mia')
  })

  test('named twice is accepted once', async () => {
    const { id } = await offered()
    expect(await accepted([{ id }, { id }])).toEqual({ accepted: [id], refused: [] })
  })

  test('at the same moment by two presses, each is accepted once', async () => {
    const ids = [(await offered()).id, (await offered()).id]
    const both = await Promise.all([
      accepted(ids.map((id) => ({ id }))),
      accepted([...ids].reverse().map((id) => ({ id }))),
    ])
    expect(both.flatMap((result) => result.accepted).sort((x, y) => x - y)).toEqual(ids)
    for (const { refused } of both) for (const { code } of refused) expect(code).toBe('ownership.answered')
  })

  test.each([
    ['none', []],
    ['what is no offer', [{ id: 'x' }]],
    ['more than two hundred', Array.from({ length: 201 }, (_, index) => ({ id: index + 1 }))],
    ['with something beside', [{ id: 1, brief }]],
  ])('%s is refused as a whole', async (_what, handOffs) => {
    expect((await acceptAll(handOffs)).status).toBe(400)
  })

  test('needs the right to: a stranger and a script that only reads have none', async () => {
    const { id, caseId } = await offered()
    expect((await acceptAll([{ id }], await desk.visitor())).status).toBe(401)
    expect((await acceptAll([{ id }], await withToken(desk, desk.sam, ['cases.read']))).status).toBe(403)
    expect(await ownerOf(caseId)).toBe('Mia')
  })
})
