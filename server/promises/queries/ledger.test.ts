import { beforeAll, describe, expect, test } from 'vitest'
import { createPromiseDesk, HOUR, type PromiseDesk } from '../../../tests/factories/promise-desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { watchPromise } from '../actions/watch-promise.ts'
import { ledgerPageSchema, ledgerSummarySchema } from '../contract.ts'

const DAY = 24 * HOUR
const ago = (milliseconds: number): Date => new Date(Date.now() - milliseconds)

let desk: PromiseDesk
let mia: Visitor
let tom: Visitor
let ours: number
let theirs: number

/** Many promised times of one kind, the first due a day ago, each next one an hour earlier. */
const add = async (
  count: number,
  how: string | null,
  settledAfter: number,
  caseId = ours,
  keeper = desk.mia,
) => {
  const rows = Array.from({ length: count }, (_, index) => {
    const due = ago(DAY + index * HOUR)
    return {
      ...{ case_id: caseId, made_on_case_id: caseId, what: `Promise ${how}`, time_zone: 'UTC' },
      ...{ due_at: due, made_at: new Date(due.getTime() - DAY), keeper_id: keeper.staffId },
      ...{ made_by: keeper.staffId, settled_how: how },
      settled_at: how === null ? null : new Date(due.getTime() + settledAfter),
    }
  })
  await desk.platform.db.insertInto('promises').values(rows).execute()
}

beforeAll(async () => {
  desk = await createPromiseDesk(watchPromise)
  mia = await desk.at(desk.mia)
  tom = await desk.at(desk.tom)
  ours = await desk.newCase()
  theirs = (await desk.mail('Theirs', { teamId: desk.otherTeamId })).caseId
})

const summary = async (by: Visitor, query = '') =>
  (await by.get(`/promises/summary${query}`)).as(ledgerSummarySchema)
const page = async (by: Visitor, query: string) => (await by.get(`/promises${query}`)).as(ledgerPageSchema)

describe('the ledger', () => {
  test('of a desk where nothing was due has no value', async () => {
    expect(await summary(mia)).toMatchObject({ due: 0, n: 0, rate: null, noRateBecause: 'none-due', open: 0 })
    expect(await page(mia, '')).toEqual({ items: [], next: null })
  })

  test('counts as the handbook does (methods.md 3.12)', async () => {
    await add(38, 'kept', -HOUR)
    await add(4, 'kept', HOUR)
    await add(3, 'moved', -HOUR)
    await add(1, null, 0)
    // Withdrawn after its time: broken all the same.
    await add(1, 'withdrawn', HOUR)
    await add(3, 'withdrawn', -HOUR)
    await add(5, 'unsaid', -HOUR)
    await desk.promise(mia, ours)
    const counted = await summary(mia)
    expect(counted).toMatchObject({
      ...{ due: 50, kept: 38, keptLate: 4, moved: 3, broken: 2, withdrawn: 3, n: 47, open: 1 },
      ...{ isUncertain: false, noRateBecause: null },
    })
    expect(counted.rate).toBeCloseTo(0.809, 3)
    expect(counted.rateWithMoved).toBeCloseTo(0.872, 3)
  })

  test('opens each number onto the promises behind it', async () => {
    const counted = await summary(mia)
    const window = `&from=${counted.from}&to=${counted.to}&limit=200`
    const behind = async (state: string) => (await page(mia, `?state=${state}${window}`)).items.length
    expect(await behind('kept')).toBe(counted.kept)
    expect(await behind('kept-late')).toBe(counted.keptLate)
    expect(await behind('moved')).toBe(counted.moved)
    expect(await behind('broken')).toBe(counted.broken)
    expect(await behind('withdrawn')).toBe(counted.withdrawn)
    expect((await page(mia, '?state=open')).items).toHaveLength(1)
  })

  test('is read page by page, without a gap and without a repeat', async () => {
    const all = (await page(mia, '?limit=200')).items.map(({ id }) => id)
    expect(all).toHaveLength(51)
    const seen: number[] = []
    let next: string | null = ''
    while (next !== null) {
      const part = await page(mia, `?limit=7${next && `&after=${next}`}`)
      seen.push(...part.items.map(({ id }) => id))
      next = part.next
    }
    expect(seen).toEqual(all)
    expect((await mia.get('/promises?after=nonsense')).status).toBe(400)
  })

  test('of another team is another ledger', async () => {
    await add(3, 'kept', -HOUR, theirs, desk.tom)
    expect(await summary(tom)).toMatchObject({ due: 3, kept: 3, rate: null, noRateBecause: 'too-few' })
    expect((await page(tom, '')).items.map(({ keeper }) => keeper.name)).toEqual(['Tom', 'Tom', 'Tom'])
    expect((await summary(mia)).due).toBe(50)
    expect((await summary(await desk.at(desk.ada))).due).toBe(53)
  })

  test('of one person shows what they promised, and no rate', async () => {
    const query = `?keeperId=${desk.mia.staffId}`
    expect(await summary(mia, query)).toMatchObject({ n: 47, rate: null, noRateBecause: 'one-person' })
    expect((await page(mia, `?keeperId=${desk.sam.staffId}`)).items).toEqual([])
  })

  test('of a window holds what fell due in it', async () => {
    const query = `?from=${ago(DAY + 90 * 60_000).toISOString()}&to=${ago(DAY - HOUR).toISOString()}`
    expect(await summary(mia, query)).toMatchObject({
      kept: 2,
      keptLate: 2,
      moved: 2,
      broken: 2,
      withdrawn: 2,
    })
    expect((await mia.get('/promises/summary?from=yesterday')).status).toBe(400)
  })
})
