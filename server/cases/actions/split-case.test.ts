import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { regroupingBy } from '../../../tests/factories/regrouping.ts'
import type { Answer, Visitor } from '../../../tests/harness/visitor.ts'
import {
  casePageSchema,
  caseSchema,
  conversationSchema,
  regroupingListSchema,
  regroupingSchema,
} from '../contract.ts'
import type { Received } from '../index.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
let mia: Visitor
let by: ReturnType<typeof regroupingBy>
let first: Received
let bill: Received
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
  by = regroupingBy(mia)
})

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
beforeEach(async () => {
  first = await desk.mail('My phone is silent', {
    sentAt: minutesAgo(60),
    cc: [{ address: 'boss@example.org', name: 'The boss' }],
  })
  bill = await desk.mail('And my bill is wrong', { caseId: first.caseId, sentAt: minutesAgo(10) })
})

const open = async (caseId: number) => (await mia.get(`/cases/${caseId}`)).as(caseSchema)
const texts = async (caseId: number) =>
  (await mia.get(`/cases/${caseId}/conversation`))
    .as(conversationSchema)
    .items.flatMap((item) => (item.type === 'message' ? [item.text] : []))
const split = async (need = 'Wrong bill') =>
  (await by.split(first.caseId, [bill.contactId], need)).as(regroupingSchema)
const code = ({ body }: Answer) => (body as { code?: string }).code

describe('a need that was split off', () => {
  test('is a case with a number of its own, of the same customer, owner, team and people', async () => {
    const { toCaseId } = await split('  Wrong bill ')
    const [one, other] = [await open(first.caseId), await open(toCaseId)]
    expect(other).toMatchObject({
      need: 'Wrong bill',
      customer: one.customer,
      owner: one.owner,
      team: one.team,
      heldOnDuty: true,
      state: 'new',
      channel: 'email',
      tags: [],
      lastWords: 'And my bill is wrong',
      participants: [{ part: 'cc', name: 'The boss' }],
      may: { take: true, reply: true },
    })
    expect(other.number).not.toBe(one.number)
    expect([await texts(first.caseId), await texts(toCaseId)]).toEqual([
      ['My phone is silent'],
      ['And my bill is wrong'],
    ])
  })

  test('each customer word waits where it is now', async () => {
    const { toCaseId } = await split()
    const waits = async (caseId: number) => Date.parse((await open(caseId)).customerWaitingSince ?? '')
    expect(minutesAgo(0).getTime() - (await waits(first.caseId))).toBeGreaterThan(59 * 60_000)
    const since = minutesAgo(0).getTime() - (await waits(toCaseId))
    expect(since).toBeGreaterThan(9 * 60_000)
    expect(since).toBeLessThan(30 * 60_000)
  })

  test('stands in the list of whoever has the case, from then on as a case like any other', async () => {
    await mia.post(`/cases/${first.caseId}/owner`)
    const { toCaseId } = await split()
    const { items } = (await mia.get('/cases?list=needs-me&limit=200')).as(casePageSchema)
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([first.caseId, toCaseId]))
    expect((await open(toCaseId)).owner.id).toBe(desk.mia.staffId)
    expect((await mia.post(`/cases/${toCaseId}/closure`, { reason: 'withdrawn' })).status).toBe(200)
    expect((await open(first.caseId)).state).toBe('open')
    expect((await desk.mail('Thanks', { caseId: toCaseId })).caseId).toBe(toCaseId)
    expect((await open(first.caseId)).messageCount).toBe(1)
  })

  test('can be split off a finished case, and is work again', async () => {
    await mia.post(`/cases/${first.caseId}/closure`, { reason: 'withdrawn' })
    const { toCaseId } = await split()
    expect(await open(toCaseId)).toMatchObject({
      state: 'new',
      closeReason: null,
      customerWaitingSince: null,
    })
    expect((await open(first.caseId)).state).toBe('closed-without-solution')
  })

  test('keeps the people it has when the first case loses them', async () => {
    const { toCaseId } = await split()
    await mia.post(`/cases/${first.caseId}/notes`, { text: 'Look', mentionedIds: [desk.olga.staffId] })
    const olga = await desk.at(desk.olga)
    expect((await olga.get(`/cases/${first.caseId}`)).status).toBe(200)
    expect((await olga.get(`/cases/${toCaseId}`)).status).toBe(404)
  })
})

describe('a split is refused, and no case was made,', () => {
  const refused = async (answer: Promise<Answer>) => {
    const count = async () =>
      (await desk.platform.database.pool.query('select count(*)::int from cases')).rows[0].count
    const before = await count()
    const given = await answer
    expect(await count()).toBe(before)
    expect(await texts(first.caseId)).toEqual(['My phone is silent', 'And my bill is wrong'])
    return `${given.status} ${code(given)}`
  }

  test.each([
    ['without a contact', () => by.split(first.caseId, []), '400 platform.invalid'],
    ['without a need', () => by.split(first.caseId, [bill.contactId], ' '), '400 platform.invalid'],
    [
      'of everything',
      () => by.split(first.caseId, [bill.contactId, first.contactId]),
      '409 cases.nothing-left',
    ],
    ['of a contact that is not there', () => by.split(first.caseId, [999_999]), '404 platform.not-found'],
    ['of a case that is not there', () => by.split(999_999, [bill.contactId]), '404 platform.not-found'],
  ])('%s', async (_what, act, told) => expect(await refused(act())).toBe(told))

  test('of a contact of another case', async () => {
    const other = await desk.mail('Another')
    const both = [bill.contactId, other.contactId]
    const answer = await by.split(first.caseId, both)
    expect(answer.status).toBe(404)
    expect(await texts(other.caseId)).toEqual(['Another'])
  })
})

describe('taking a split back', () => {
  test('makes it one case again: the number of the other leads to it, and a mail to it lands there', async () => {
    const done = await split()
    const undone = (await by.undo(done.id)).as(regroupingSchema)
    expect(undone).toEqual({ ...done, undone: true })
    expect(await texts(first.caseId)).toEqual(['My phone is silent', 'And my bill is wrong'])
    expect((await open(done.toCaseId)).mergedIntoId).toBe(first.caseId)
    expect((await desk.mail('More', { caseId: done.toCaseId })).caseId).toBe(first.caseId)
    const { items } = (await mia.get('/cases?list=all&limit=200')).as(casePageSchema)
    expect(items.map(({ id }) => id)).not.toContain(done.toCaseId)
  })

  test.each([
    ['a note was written on it', (id: number) => mia.post(`/cases/${id}/notes`, { text: 'Called Ana' })],
    ['the customer wrote to it', (id: number) => desk.mail('More', { caseId: id })],
    ['it was merged into another', async (id: number) => by.merge(id, (await desk.mail('Other')).caseId)],
  ])('is refused when %s', async (_what, happens) => {
    const done = await split()
    await happens(done.toCaseId)
    expect(code(await by.undo(done.id))).toBe('cases.cannot-undo')
    const listed = (await mia.get(`/cases/${first.caseId}/regroupings`)).as(regroupingListSchema)
    expect(listed.items).toMatchObject([{ id: done.id, kind: 'split', undone: false }])
  })

  test('brings the drafts that were begun on it home', async () => {
    const done = await split()
    const draft = { mode: 'reply', content: { text: 'About your bill' }, seenUpTo: bill.messageId }
    await mia.put(`/cases/${done.toCaseId}/draft`, draft)
    await by.undo(done.id)
    expect((await mia.get(`/cases/${first.caseId}/drafts`)).body).toMatchObject({ items: [draft] })
  })
})
