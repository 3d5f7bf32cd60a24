import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { addCustomer } from '../../../tests/factories/desk.ts'
import { regroupingBy } from '../../../tests/factories/regrouping.ts'
import type { Answer, Visitor } from '../../../tests/harness/visitor.ts'
import { eventsOfCase } from '../../platform/journal/queries.ts'
import {
  caseSchema,
  conversationSchema,
  loggedContactSchema,
  noteSchema,
  regroupingListSchema,
  regroupingSchema,
  searchPageSchema,
} from '../contract.ts'
import type { Received } from '../index.ts'
import { partakes } from '../index.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
let mia: Visitor
let by: ReturnType<typeof regroupingBy>
let from: Received
let to: Received
let astray: Received
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
  by = regroupingBy(mia)
})

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
beforeEach(async () => {
  from = await desk.mail('My phone is silent', { sentAt: minutesAgo(60) })
  to = await desk.mail('My bill is wrong', { sentAt: minutesAgo(50) })
  astray = await desk.mail('The xylophonic bill, see above', {
    caseId: from.caseId,
    sentAt: minutesAgo(10),
  })
})

const open = async (caseId: number) => (await mia.get(`/cases/${caseId}`)).as(caseSchema)
const items = async (caseId: number) =>
  (await mia.get(`/cases/${caseId}/conversation`)).as(conversationSchema).items
const texts = async (caseId: number) =>
  (await items(caseId)).flatMap((item) => (item.type === 'message' ? [item.text] : []))
const code = ({ body }: Answer) => (body as { code?: string }).code
const find = async (q: string) =>
  (await mia.get(`/search?q=${q}`)).as(searchPageSchema).items.map(({ caseId }) => caseId)

describe('moving a contact', () => {
  test('shows it where it belongs, by words, counts and search, and nowhere else', async () => {
    expect((await by.move(from.caseId, [astray.contactId], to.caseId)).status).toBe(201)
    expect(await texts(from.caseId)).toEqual(['My phone is silent'])
    expect(await texts(to.caseId)).toEqual(['My bill is wrong', 'The xylophonic bill, see above'])
    expect(await open(from.caseId)).toMatchObject({ messageCount: 1, lastWords: 'My phone is silent' })
    expect(await open(to.caseId)).toMatchObject({
      messageCount: 2,
      lastWords: 'The xylophonic bill, see above',
      newestMessageId: astray.messageId,
    })
    expect(await find('xylophonic')).toEqual([to.caseId])
  })

  test('leaves notes, tags and people where they are', async () => {
    await mia.post(`/cases/${from.caseId}/notes`, { text: 'Old model', mentionedIds: [desk.olga.staffId] })
    await mia.patch(`/cases/${from.caseId}`, { tags: ['phone'] }, 1)
    await by.move(from.caseId, [astray.contactId], to.caseId)
    expect(await open(from.caseId)).toMatchObject({ tags: ['phone'], participants: [{ name: 'Olga' }] })
    expect(await open(to.caseId)).toMatchObject({ tags: [], participants: [] })
    expect((await items(to.caseId)).some(({ type }) => type === 'note')).toBe(false)
  })

  test('raises both versions: who edits either of them is told', async () => {
    const [one, two] = [(await open(from.caseId)).version, (await open(to.caseId)).version]
    await by.move(from.caseId, [astray.contactId], to.caseId)
    expect((await mia.patch(`/cases/${from.caseId}`, { need: 'x' }, one)).status).toBe(412)
    expect((await mia.patch(`/cases/${to.caseId}`, { need: 'x' }, two)).status).toBe(412)
  })

  test('is told on both cases, with the number of the other', async () => {
    const done = (await by.move(from.caseId, [astray.contactId], to.caseId)).as(regroupingSchema)
    for (const [here, there] of [
      [from, to],
      [to, from],
    ] as const) {
      const events = await eventsOfCase(desk.platform.db, here.caseId, 50)
      expect(events.filter(({ type }) => type === 'cases.moved').map(({ attributes }) => attributes)).toEqual(
        [{ regroupingId: done.id, otherCaseId: there.caseId, otherCaseNumber: there.caseNumber }],
      )
    }
  })

  test('lets its writer, a stranger to that case, be answered and go on writing there', async () => {
    const ben = await addCustomer(desk.platform.db, 'Ben', 'ben@example.net')
    const his = await desk.mail('Me too', { customerId: ben })
    await desk.mail('And more', { caseId: his.caseId, customerId: ben })
    await by.move(his.caseId, [his.contactId], to.caseId)
    expect((await open(to.caseId)).replyTo).toEqual({ to: ['ana@example.org'], cc: ['ben@example.net'] })
    expect(await partakes(desk.platform.db, to.caseId, 'Ben@Example.net')).toBe(true)
  })

  test('twice the same contact in one request is that contact', async () => {
    const contactIds = [astray.contactId, astray.contactId]
    expect((await by.move(from.caseId, contactIds, to.caseId)).status).toBe(201)
    expect((await open(to.caseId)).messageCount).toBe(2)
  })
})

describe('moving is refused, and nothing has moved,', () => {
  const refused = async (answer: Promise<Answer>) => {
    const given = await answer
    expect(await texts(from.caseId)).toEqual(['My phone is silent', 'The xylophonic bill, see above'])
    expect(await texts(to.caseId)).toEqual(['My bill is wrong'])
    return `${given.status} ${code(given)}`
  }

  test('when no contact would be left', async () => {
    const all = [from.contactId, astray.contactId]
    expect(await refused(by.move(from.caseId, all, to.caseId))).toBe('409 cases.nothing-left')
  })

  test('when one of them is of another case, even if the others are right', async () => {
    const mixed = [astray.contactId, to.contactId]
    expect(await refused(by.move(from.caseId, mixed, to.caseId))).toBe('404 platform.not-found')
    expect(await refused(by.move(from.caseId, [999_999], to.caseId))).toBe('404 platform.not-found')
  })

  test('to the same case, to one that is not there, and to one of another team', async () => {
    const theirs = await desk.mail('Theirs', { teamId: desk.otherTeamId })
    const contacts = [astray.contactId]
    expect(await refused(by.move(from.caseId, contacts, from.caseId))).toBe('400 cases.same-case')
    expect(await refused(by.move(from.caseId, contacts, 999_999))).toBe('404 platform.not-found')
    expect(await refused(by.move(from.caseId, contacts, theirs.caseId))).toBe('404 platform.not-found')
  })

  test('to a case that lives on in another, which is named', async () => {
    const gone = await desk.mail('Gone')
    await by.merge(gone.caseId, (await desk.mail('Lives on')).caseId)
    const answer = by.move(from.caseId, [astray.contactId], gone.caseId)
    expect(await refused(answer)).toBe('409 cases.already-merged')
  })

  test.each([
    ['nothing', { contactIds: [] }],
    ['an id that is none', { contactIds: [0] }],
    ['a text', { contactIds: 'all' }],
    ['more than a hundred', { contactIds: Array.from({ length: 101 }, (_, index) => index + 1) }],
    ['somebody to do it for', { contactIds: [1], doneBy: 1 }],
  ])('for %s', async (_what, body) => {
    const call = mia.post(`/cases/${from.caseId}/move`, { toCaseId: to.caseId, ...body })
    expect(await refused(call)).toBe('400 platform.invalid')
  })
})

describe('taking a move back', () => {
  test('twice, or by two at once, happens once', async () => {
    const { id } = (await by.move(from.caseId, [astray.contactId], to.caseId)).as(regroupingSchema)
    const answers = await Promise.all([by.undo(id), by.undo(id), by.undo(id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect((await open(from.caseId)).messageCount).toBe(2)
    expect((await open(to.caseId)).messageCount).toBe(1)
  })

  test('is refused when the contact has gone further, and works from the end', async () => {
    const third = await desk.mail('Third')
    const first = (await by.move(from.caseId, [astray.contactId], to.caseId)).as(regroupingSchema)
    const second = (await by.move(to.caseId, [astray.contactId], third.caseId)).as(regroupingSchema)
    expect(code(await by.undo(first.id))).toBe('cases.cannot-undo')
    expect((await by.undo(second.id)).status).toBe(200)
    expect((await by.undo(first.id)).as(regroupingSchema)).toMatchObject({ kind: 'move', undone: true })
    expect(await texts(from.caseId)).toEqual(['My phone is silent', 'The xylophonic bill, see above'])
    const { items: listed } = (await mia.get(`/cases/${to.caseId}/regroupings`)).as(regroupingListSchema)
    expect(listed.map(({ id, undone }) => [id, undone])).toEqual([
      [second.id, true],
      [first.id, true],
    ])
  })

  test('takes the stranger off the case again, but not who took part before', async () => {
    const ben = await addCustomer(desk.platform.db, 'Ben', 'ben.two@example.net')
    const his = await desk.mail('Me too', { customerId: ben })
    const more = await desk.mail('And more', { caseId: his.caseId, customerId: ben })
    await desk.mail('With a copy', { caseId: to.caseId, cc: [{ address: 'boss@example.org', name: 'Boss' }] })
    const { id } = (await by.move(his.caseId, [more.contactId], to.caseId)).as(regroupingSchema)
    expect((await open(to.caseId)).participants.map(({ name }) => name)).toEqual(['Boss', 'Ben'])
    await by.undo(id)
    expect((await open(to.caseId)).participants.map(({ name }) => name)).toEqual(['Boss'])
  })
})

test('a call about two needs is shown on both wherever it is moved, and once on each', async () => {
  const call = { channel: 'call', startedAt: minutesAgo(5).toISOString(), summary: 'About both' }
  const { contactId } = (
    await mia.post(`/cases/${from.caseId}/contacts`, { ...call, alsoConcerns: [to.caseId] })
  ).as(loggedContactSchema)
  const third = await desk.mail('Third')
  const on = async (caseId: number) =>
    (await items(caseId)).filter(({ type, id }) => type === 'contact' && id === contactId).length
  await by.move(from.caseId, [contactId], third.caseId)
  expect([await on(from.caseId), await on(to.caseId), await on(third.caseId)]).toEqual([0, 1, 1])
  await by.move(third.caseId, [contactId], to.caseId)
  expect([await on(to.caseId), await on(third.caseId)]).toEqual([1, 0])
})

test('a note written after a move stands on the case it was written on', async () => {
  await by.move(from.caseId, [astray.contactId], to.caseId)
  const note = (await mia.post(`/cases/${from.caseId}/notes`, { text: 'Moved the bill' })).as(noteSchema)
  expect((await items(from.caseId)).filter(({ type }) => type === 'note')).toEqual([note])
})
