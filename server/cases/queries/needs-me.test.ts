import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { casePageSchema, listCountsSchema } from '../contract.ts'
import { routes } from '../routes.ts'
import { callAttention, clearAttention } from './attentions.ts'

let desk: CaseDesk
let mia: Visitor
let lena: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
  lena = await desk.at(desk.lena)
})
beforeEach(() => desk.platform.database.pool.query('truncate cases cascade'))

const page = async (visitor: Visitor, query = '') =>
  (await visitor.get(`/cases?list=needs-me${query}`)).as(casePageSchema)
const ids = async (visitor: Visitor, query = '') => (await page(visitor, query)).items.map(({ id }) => id)
const reasons = async (visitor: Visitor) => (await page(visitor)).items.map(({ reason }) => reason)
const call = (caseId: number, staffIds: number[], reason: 'mention' | 'bounce' | 'assigned' = 'mention') =>
  transact(desk.platform.db, systemActor('test'), (tx) => callAttention(tx, caseId, staffIds, reason))
const count = async (visitor: Visitor) =>
  (await visitor.get('/cases/counts')).as(listCountsSchema).counts['needs-me']

describe('somebody who is called to a case', () => {
  test('finds it with the reason, once, and it is counted once', async () => {
    const { caseId } = await desk.mail('Hello')
    await call(caseId, [desk.mia.staffId, desk.mia.staffId])
    await call(caseId, [desk.mia.staffId])
    expect(await reasons(mia)).toEqual(['You were mentioned in a note'])
    expect(await count(mia)).toBe(1)
  })

  test.each([
    ['mention', 'You were mentioned in a note'],
    ['bounce', 'A reply could not be delivered'],
    ['assigned', 'This case was given to you'],
  ] as const)('by %s is told "%s"', async (reason, words) => {
    await call((await desk.mail('Hello')).caseId, [desk.mia.staffId], reason)
    expect(await reasons(mia)).toEqual([words])
  })

  test('is no longer called once they have looked after it; others still are', async () => {
    const { caseId } = await desk.mail('Hello')
    await call(caseId, [desk.mia.staffId, desk.sam.staffId])
    await mia.post(`/cases/${caseId}/seen`)
    expect(await ids(mia)).toEqual([])
    expect(await ids(await desk.at(desk.sam))).toEqual([caseId])
  })

  test('is called again by what happens after that', async () => {
    const { caseId } = await desk.mail('Hello')
    await call(caseId, [desk.mia.staffId])
    await transact(desk.platform.db, desk.mia, (tx) => clearAttention(tx, caseId, desk.mia.staffId))
    await call(caseId, [desk.mia.staffId], 'bounce')
    expect(await reasons(mia)).toEqual(['A reply could not be delivered'])
  })

  test('is shown nothing of a case that is not theirs to see', async () => {
    const { caseId } = await desk.mail('Theirs', { teamId: desk.otherTeamId })
    await call(caseId, [desk.mia.staffId])
    expect(await ids(mia)).toEqual([])
    expect(await count(mia)).toBe(0)
  })

  test('nobody is called when nobody is named', async () => {
    const { caseId } = await desk.mail('Hello')
    await call(caseId, [])
    const { rows } = await desk.platform.database.pool.query('select * from attentions')
    expect(rows).toEqual([])
  })
})

test('having looked at a case does not end the waiting of its customer', async () => {
  const { caseId } = await desk.mail('Hello')
  await lena.post(`/cases/${caseId}/seen`)
  expect(await ids(lena)).toEqual([caseId])
  expect(await reasons(lena)).toEqual(['Nobody has answered yet'])
})

test('filters keep to what somebody is called to as well', async () => {
  const ours = await desk.mail('Ours')
  const other = await desk.mail('Nobody knows who', { customerId: null })
  await call(ours.caseId, [desk.mia.staffId])
  await call(other.caseId, [desk.mia.staffId])
  expect(await ids(mia)).toHaveLength(2)
  expect(await ids(mia, `&customerId=${desk.customerId}`)).toEqual([ours.caseId])
  expect(await ids(mia, '&state=solved')).toEqual([])
  expect(await ids(mia, `&teamId=${desk.otherTeamId}`)).toEqual([])
})

describe('page by page, while news come in,', () => {
  test('calls and waiting customers follow one another without a gap or a double', async () => {
    const made: number[] = []
    for (let hour = 0; hour < 10; hour += 1) {
      const { caseId } = await desk.mail(`At ${hour}`, { sentAt: new Date(Date.UTC(2026, 10, 20, hour)) })
      made.push(caseId)
      if (hour % 2)
        await desk.platform.database.pool.query(`update cases set owner_id = $1 where id = $2`, [
          desk.mia.staffId,
          caseId,
        ])
      else await call(caseId, [desk.mia.staffId])
    }
    const seen: number[] = []
    let after: string | null = ''
    while (after !== null) {
      const next = await page(mia, `&limit=3${after && `&after=${after}`}`)
      seen.push(...next.items.map(({ id }) => id))
      after = next.next
      // The newest of all: it belongs to the end and moves nothing that was read.
      if (seen.length === 3)
        await desk.platform.database.pool.query(`update cases set owner_id = $1 where id = $2`, [
          desk.mia.staffId,
          (await desk.mail('News')).caseId,
        ])
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(made))
    expect(seen).toHaveLength(11)
  })
})
