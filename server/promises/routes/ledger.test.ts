import { beforeAll, describe, expect, test } from 'vitest'
import { createPromiseDesk, HOUR, inHours, type PromiseDesk } from '../../../tests/factories/promise-desk.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { watchPromise } from '../actions/watch-promise.ts'
import { type CustomerPromise, ledgerPageSchema, ledgerSummarySchema } from '../contract.ts'

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

const page = async (by: Visitor, query = '') => (await by.get(`/promises${query}`)).as(ledgerPageSchema)
const summary = async (by: Visitor, query = '') =>
  (await by.get(`/promises/summary${query}`)).as(ledgerSummarySchema)
const idsOf = (items: readonly CustomerPromise[]) => items.map(({ id }) => id)
const cursor = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')
const everyPage = async (by: Visitor, query: string): Promise<number[]> => {
  const seen: number[] = []
  for (let next: string | null = ''; next !== null; ) {
    const part = await page(by, `${query}${next && `&after=${next}`}`)
    seen.push(...idsOf(part.items))
    next = part.next
  }
  return seen
}

describe('a page of the ledger', () => {
  let caseId: number
  let made: CustomerPromise[]
  beforeAll(async () => {
    caseId = await desk.newCase()
    // Six that fall due at the very same moment: only their ids order them.
    const dueAt = inHours(6)
    made = []
    for (let index = 0; index < 6; index += 1)
      made.push(await desk.promise(index % 2 ? sam : mia, caseId, { what: `No ${index}`, dueAt }))
  })

  test('ends between promises due at the same moment without losing one', async () => {
    const ids = idsOf(made)
    expect(await everyPage(mia, '?state=open&limit=1')).toEqual(ids)
    expect(await everyPage(mia, '?state=open&limit=4')).toEqual(ids)
    expect(await everyPage(mia, '?limit=4')).toEqual([...ids].reverse())
  })

  test('that is exactly full is the last one when nothing follows', async () => {
    expect((await page(mia, '?state=open&limit=6')).next).toBeNull()
    expect((await page(mia, '?state=open&limit=5')).next).not.toBeNull()
  })

  test('goes on rightly when what stood last was answered meanwhile', async () => {
    const begun = await page(mia, '?state=open&limit=2')
    const [, last] = begun.items
    await mia.post(`/promises/${last?.id}/keeping`, {}, { version: last?.version ?? 0 })
    const rest = await page(mia, `?state=open&limit=9&after=${begun.next}`)
    expect(idsOf(rest.items)).toEqual(idsOf(made).slice(2))
    const kept = await page(mia, '?state=kept')
    expect(idsOf(kept.items)).toEqual([last?.id])
  })

  test('is filtered by keeper and state together', async () => {
    const { items } = await page(mia, `?state=open&keeperId=${desk.sam.staffId}`)
    expect(items.length).toBeGreaterThan(0)
    expect(new Set(items.map(({ keeper, state }) => `${keeper.name} ${state}`))).toEqual(
      new Set(['Sam open']),
    )
    expect((await page(mia, `?keeperId=999999`)).items).toEqual([])
  })

  test('takes a window whose beginning counts and whose end does not', async () => {
    const [{ dueAt } = { dueAt: '' }] = made
    const next = new Date(Date.parse(dueAt) + 1).toISOString()
    expect((await page(mia, `?from=${dueAt}&to=${next}`)).items).toHaveLength(6)
    expect((await page(mia, `?from=${next}`)).items).toEqual([])
    expect((await page(mia, `?to=${dueAt}`)).items).toEqual([])
    expect((await page(mia, `?from=${next}&to=${dueAt}`)).items).toEqual([])
  })

  test('tells whose case it is and hides nothing that was said', async () => {
    const { items } = await page(mia, '?limit=1')
    expect(items[0]).toMatchObject({
      case: { id: caseId },
      customer: { name: 'Ana Lima' },
      askedKeeper: null,
    })
  })

  test.each([
    ...['?after=nonsense', '?limit=0', '?limit=201', '?limit=ten', '?limit=-1'],
    ...['?state=forgotten', '?state=unsaid', '?keeperId=me', '?keeperId=0', '?from=monday', '?to=2026-13-01'],
    ...['?who=mia', `?after=${cursor(['2026-01-01T00:00:00Z'])}`, `?after=${cursor(['monday', 1])}`],
    ...[
      `?after=${cursor([1, 1])}`,
      `?after=${cursor(['2026-01-01T00:00:00Z', 'x'])}`,
      `?after=${cursor({})}`,
    ],
    `?after=${cursor(['2026-01-01T00:00:00Z', 1.5])}`,
  ])('is refused, and nothing breaks, when it is asked for by %s', async (query) => {
    const answer = await mia.get(`/promises${query}`)
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([400, 'platform.invalid'])
  })
})

describe('who may see', () => {
  test('only their own cases finds no other promise, nor counts it', async () => {
    const own = await desk.newCase(desk.olga)
    const made = await desk.promise(olga, own)
    expect(idsOf((await page(olga)).items)).toEqual([made.id])
    expect(await summary(olga)).toMatchObject({ open: 1, due: 0 })
    await desk.age(made.id, 3 * HOUR)
    expect(await summary(olga)).toMatchObject({ open: 0, due: 1, broken: 1, rate: null })
    expect((await summary(mia)).broken).toBe(1)
  })

  test('another team finds nothing of ours, also by keeper and by a page of ours', async () => {
    const { next } = await page(mia, '?limit=1')
    for (const query of ['', `?keeperId=${desk.mia.staffId}`, `?after=${next}`, '?state=open'])
      expect(await page(tom, query)).toEqual({ items: [], next: null })
    expect(await summary(tom)).toMatchObject({ open: 0, due: 0 })
  })

  test('a promise follows its case to the team that has it now', async () => {
    const caseId = await desk.newCase()
    const { id } = await desk.promise(mia, caseId)
    const { db } = desk.platform
    await db
      .updateTable('cases')
      .set({ team_id: desk.otherTeamId, owner_id: desk.tom.staffId })
      .where('id', '=', caseId)
      .execute()
    expect(idsOf((await page(tom)).items)).toEqual([id])
    expect(idsOf((await page(sam, '?limit=200')).items)).not.toContain(id)
  })

  test('nothing without the permission', async () => {
    const script = await withToken(desk, desk.mia, ['cases.read'])
    expect((await script.get('/promises')).status).toBe(403)
    expect((await script.get('/promises/summary')).status).toBe(403)
  })
})

describe('the summary', () => {
  test('never looks ahead: what is due tomorrow is not due yet, whatever window is asked for', async () => {
    const before = await summary(mia)
    await desk.promise(mia, await desk.newCase(), { dueAt: inHours(20) })
    const after = await summary(mia, `?to=${inHours(48)}`)
    expect(after.due).toBe(before.due)
    expect(after.open).toBe(before.open + 1)
    expect(Date.parse(after.to)).toBeLessThanOrEqual(Date.now())
  })

  test('looks back ninety days unless a beginning is chosen', async () => {
    const made = await desk.promise(mia, await desk.newCase())
    const before = await summary(mia)
    await desk.age(made.id, 100 * 24 * HOUR)
    expect((await summary(mia)).due).toBe(before.due)
    expect((await summary(mia, `?from=${inHours(-24 * 365)}`)).due).toBe(before.due + 1)
    const days = (Date.parse(before.to) - Date.parse(before.from)) / (24 * HOUR)
    expect(Math.round(days)).toBe(90)
  })

  test('counts what is open of one keeper only when one is asked for', async () => {
    await desk.promise(sam, await desk.newCase())
    const [all, his] = [await summary(mia), await summary(mia, `?keeperId=${desk.sam.staffId}`)]
    expect(his.open).toBeGreaterThan(0)
    expect(his.open).toBeLessThan(all.open)
    expect(his.rate).toBeNull()
  })

  test.each(['?from=x', '?keeperId=x', '?state=open', '?limit=1'])('refuses %s', async (query) => {
    expect((await mia.get(`/promises/summary${query}`)).status).toBe(400)
  })
})
