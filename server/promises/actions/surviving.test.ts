import { beforeAll, describe, expect, test } from 'vitest'
import { createPromiseDesk, type PromiseDesk } from '../../../tests/factories/promise-desk.ts'
import { regroupingBy } from '../../../tests/factories/regrouping.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import type { CustomerPromise } from '../contract.ts'
import { askTaker } from './follow-owner.ts'
import { followRegrouping } from './follow-regrouping.ts'
import { releaseKeeper } from './release-keeper.ts'
import { watchPromise } from './watch-promise.ts'

let desk: PromiseDesk
let mia: Visitor
let sam: Visitor
let at: ReturnType<typeof regroupingBy>
beforeAll(async () => {
  desk = await createPromiseDesk(watchPromise)
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
  at = regroupingBy(mia)
})

const system = systemActor('promises')
const follow = (...ids: number[]) => transact(desk.platform.db, system, (tx) => followRegrouping(tx, ids))
const idOf = ({ body }: { body: unknown }): number => (body as { id: number }).id
const whatOf = async (caseId: number) => (await desk.promisesOf(mia, caseId)).items.map(({ what }) => what)

describe('a promise stands where its case lives on', () => {
  test('through a merge, a merge of that, and back again', async () => {
    const [a, b, c] = [await desk.newCase(), await desk.newCase(), await desk.newCase()]
    const made = await desk.promise(mia, a, { what: 'Of a' })
    await desk.promise(mia, b, { what: 'Of b' })
    await at.merge(a, b)
    await follow(a, b)
    await follow(b, a)
    expect(await whatOf(b)).toEqual(['Of a', 'Of b'])
    expect(await whatOf(a)).toEqual([])
    expect([await desk.dueOf(a), await desk.dueOf(b)]).toEqual([null, new Date(made.dueAt)])
    const undo = idOf(await at.merge(b, c))
    await follow(b, c)
    expect(await whatOf(c)).toEqual(['Of a', 'Of b'])
    await at.undo(undo)
    await follow(b)
    await follow(c)
    expect(await whatOf(b)).toEqual(['Of a', 'Of b'])
    expect([await whatOf(c), await desk.dueOf(c)]).toEqual([[], null])
  })

  test('or with the message that said it, when that goes to another case and comes back', async () => {
    const first = await desk.mail('Two needs')
    await mia.post(`/cases/${first.caseId}/owner`)
    const second = await desk.mail('The second need', { caseId: first.caseId })
    await desk.promise(mia, first.caseId, { what: 'Of the case' })
    await desk.promise(mia, first.caseId, { what: 'Of the message', messageId: second.messageId })
    const split = await at.split(first.caseId, [second.contactId])
    const { toCaseId, id } = split.body as { toCaseId: number; id: number }
    await follow(first.caseId, toCaseId)
    expect([await whatOf(first.caseId), await whatOf(toCaseId)]).toEqual([
      ['Of the case'],
      ['Of the message'],
    ])
    await at.undo(id)
    await follow(toCaseId)
    expect((await whatOf(first.caseId)).sort()).toEqual(['Of the case', 'Of the message'])
  })
})

describe('a case with another owner', () => {
  const handed = async () => {
    const caseId = await desk.newCase()
    const made = await desk.promise(mia, caseId)
    const { db } = desk.platform
    await db.updateTable('cases').set({ owner_id: desk.sam.staffId }).where('id', '=', caseId).execute()
    const ask = () =>
      transact(db, system, (tx) =>
        askTaker(tx, caseId, { fromStaffId: desk.mia.staffId, toStaffId: desk.sam.staffId }),
      )
    await ask()
    await ask()
    const [asked] = (await desk.promisesOf(sam, caseId)).items
    return { caseId, made, version: asked?.version ?? 0, asked }
  }

  test('asks them to keep what is promised on it; until they do, the first keeper stays bound', async () => {
    const { caseId, asked } = await handed()
    expect(asked).toMatchObject({ keeper: { name: 'Mia' }, askedKeeper: { name: 'Sam' } })
    expect(await desk.calledTo(caseId)).toEqual([desk.sam.staffId])
    expect(await desk.eventsOf(caseId)).toEqual(['promises.made', 'promises.keeper-asked'])
  })

  test('that went on before this was heard asks nobody in the name of who had it between', async () => {
    const { caseId } = await handed()
    const late = { fromStaffId: desk.lena.staffId, toStaffId: desk.mia.staffId }
    await transact(desk.platform.db, system, (tx) => askTaker(tx, caseId, late))
    const [item] = (await desk.promisesOf(sam, caseId)).items
    expect(item).toMatchObject({ keeper: { name: 'Mia' }, askedKeeper: { name: 'Sam' } })
  })

  test('and their yes makes them its keeper', async () => {
    const { caseId, made, version } = await handed()
    const answer = await sam.put(`/promises/${made.id}/keeper`, { keeperId: desk.sam.staffId }, { version })
    expect(answer.body).toMatchObject({ keeper: { name: 'Sam' }, askedKeeper: null, dueAt: made.dueAt })
    expect(await desk.calledTo(caseId)).toEqual([])
    expect((await desk.eventsOf(caseId)).at(-1)).toBe('promises.handed')
  })

  test('it is kept by nobody who could not see the case', async () => {
    const { made, version } = await handed()
    const answer = await sam.put(`/promises/${made.id}/keeper`, { keeperId: desk.tom.staffId }, { version })
    expect(answer.body).toMatchObject({ code: 'promises.cannot-see' })
  })
})

test('what somebody who leaves still had to keep is kept by the owners of the cases', async () => {
  const caseId = await desk.newCase()
  const own = await desk.newCase(desk.olga)
  const made: CustomerPromise = await desk.promise(mia, caseId, { keeperId: desk.lena.staffId })
  await desk.promise(mia, own, { keeperId: desk.olga.staffId })
  for (const { staffId } of [desk.lena, desk.olga])
    await transact(desk.platform.db, system, (tx) => releaseKeeper(tx, staffId))
  const keepers = async (id: number) =>
    (await desk.promisesOf(mia, id)).items.map(({ keeper }) => keeper.name)
  expect(await keepers(caseId)).toEqual(['Mia'])
  // She owns that case herself: whoever takes it over is asked then.
  expect(await keepers(own)).toEqual(['Olga'])
  expect(made.keeper.name).toBe('Lena')
  expect(await desk.eventsOf(caseId)).toEqual(['promises.made', 'promises.handed'])
})
