import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../tests/factories/case-desk.ts'
import { regroupingBy } from '../../tests/factories/regrouping.ts'
import { withToken } from '../../tests/harness/signed-in.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { transact } from '../platform/db/transaction.ts'
import { type StaffActor, systemActor } from '../platform/identity/actor.ts'
import { giveCase } from './actions/give-case.ts'
import { type Fact, factSchema, loggedContactSchema, regroupingSchema, storySchema } from './contract.ts'
import { writeReply } from './index.ts'
import { unsafeLockCase } from './queries/unsafe-lock.ts'
import { routes } from './routes.ts'

let desk: CaseDesk
let mia: Visitor
let sam: Visitor
let lena: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
  lena = await desk.at(desk.lena)
})
let caseId: number
let messageId: number
let contactId: number
beforeEach(async () => {
  const received = await desk.mail('My phone is a Pebble 2, bought in May.', { customerId: null })
  caseId = received.caseId
  messageId = received.messageId
  contactId = received.contactId
})

const storyOf = async (id = caseId, visitor = mia) =>
  (await visitor.get(`/cases/${id}/story`)).as(storySchema)
const keep = (fact: object, visitor = mia, id = caseId) => visitor.post(`/cases/${id}/facts`, fact)
const kept = async (text: string, more: object = {}): Promise<Fact> =>
  (await keep({ text, ...more })).as(factSchema)
const place = ({ id }: Fact) => `/cases/${caseId}/facts/${id}`
const texts = (facts: readonly { text: string }[]) => facts.map(({ text }) => text)
const reply = (actor: StaffActor) =>
  transact(desk.platform.db, actor, (tx) =>
    writeReply(tx, actor, {
      ...{ caseId, channel: 'email', text: 'We look into it.', html: null, to: ['ana@example.org'], cc: [] },
      ...{ attachments: [], seenUpTo: 1_000_000, nextState: 'open', undoSeconds: 0 },
    }),
  )
const nine = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString()

describe('a fact', () => {
  test.each([
    ['text', { text: '' }],
    ['text', { text: ' \t ' }],
    ['text', { text: 'two\nlines' }],
    ['text', { text: 'x'.repeat(501) }],
    ['slot', { text: 'x', slot: 'mood' }],
    ['messageId', { text: 'x', messageId: 'first' }],
    ['quote', { text: 'x', quote: 'x'.repeat(2_001) }],
  ])('is refused for its %s in %j', async (path, fact) => {
    expect((await keep(fact)).body).toMatchObject({ code: 'platform.invalid', fields: [{ path }] })
    expect((await storyOf()).facts).toEqual([])
  })

  test('is for who may write cases: not for strangers, nor for scripts that only read', async () => {
    const fact = await kept('Has a Pebble 2')
    for (const [visitor, status] of [
      [await desk.visitor(), 401],
      [await withToken(desk, desk.mia, ['cases.read']), 403],
    ] as const) {
      expect((await keep({ text: 'Mine' }, visitor)).status).toBe(status)
      expect((await visitor.patch(place(fact), { text: 'Mine' }, 1)).status).toBe(status)
      expect((await visitor.remove(place(fact))).status).toBe(status)
      expect((await visitor.put(`/cases/${caseId}/brief/next`, { text: 'Mine' })).status).toBe(status)
      expect((await visitor.post(`/cases/${caseId}/repeats`, { messageId })).status).toBe(status)
    }
    const { facts, brief, repeats } = await storyOf()
    expect([texts(facts), brief.next.text, repeats]).toEqual([['Has a Pebble 2'], null, []])
  })

  test('quotes what a call was about as well, however its lines break', async () => {
    const call = { channel: 'call', summary: 'Lives on the\n  third floor.', startedAt: nine(0) }
    const made = (await mia.post(`/cases/${caseId}/contacts`, call)).as(loggedContactSchema)
    const quote = 'on the third'
    expect((await keep({ text: 'Third floor', contactId: made.contactId, quote })).status).toBe(201)
    expect((await keep({ text: 'x', contactId: made.contactId, quote: 'fourth' })).body).toMatchObject({
      code: 'cases.not-said-there',
    })
  })

  test('put in another slot is corrected too, and what it was is kept', async () => {
    const fact = await kept('Pebble 2', { slot: 'wish' })
    const corrected = (await sam.patch(place(fact), { slot: 'device' }, 1)).as(factSchema)
    expect(corrected).toMatchObject({ text: 'Pebble 2', slot: 'device', version: 2 })
    expect(corrected.corrections).toMatchObject([{ text: 'Pebble 2', slot: 'wish', by: 'Sam' }])
  })

  test('corrected by two at once takes one, and shows the other what it became', async () => {
    const fact = await kept('Pebble 2')
    const both = await Promise.all([
      mia.patch(place(fact), { text: 'Pebble 3' }, 1),
      sam.patch(place(fact), { text: 'Pebble 4' }, 1),
    ])
    const [won, lost] = both[0]?.status === 200 ? both : [...both].reverse()
    const text = won?.as(factSchema).text
    expect(lost?.body).toMatchObject({ code: 'platform.changed-meanwhile', current: { text, version: 2 } })
    expect(texts((await storyOf()).facts)).toEqual([text])
  })

  test('retracted by two at once goes once', async () => {
    const fact = await kept('Is moving')
    const both = await Promise.all([mia.remove(place(fact)), sam.remove(place(fact))])
    expect(both.map(({ status }) => status).sort()).toEqual([204, 404])
  })
})

describe('what goes along when cases are regrouped', () => {
  test('a retracted fact stays retracted, a corrected one keeps its corrections', async () => {
    const other = await desk.mail('The same thing', { customerId: null })
    const wrong = await kept('Was wrong')
    const right = await kept('Has a Pebble 2')
    await mia.remove(place(wrong))
    await mia.patch(place(right), { text: 'Has a Pebble 3' }, 1)
    await regroupingBy(mia).merge(caseId, other.caseId)
    const { facts } = await storyOf(other.caseId)
    expect(facts).toMatchObject([
      { text: 'Has a Pebble 3', caseId: other.caseId, corrections: [{ text: 'Has a Pebble 2' }] },
    ])
  })

  test('a case that was merged away takes no fact, no line and no repeat any more', async () => {
    const fact = await kept('Known')
    const other = await desk.mail('The same thing', { customerId: null })
    await regroupingBy(mia).merge(caseId, other.caseId)
    const merged = { code: 'cases.already-merged' }
    expect((await mia.put(`/cases/${caseId}/brief/next`, { text: 'Call' })).body).toMatchObject(merged)
    expect((await mia.post(`/cases/${caseId}/repeats`, { messageId })).body).toMatchObject(merged)
    expect((await mia.patch(place(fact), { text: 'x' }, 1)).body).toMatchObject(merged)
    expect((await mia.post(`/cases/${other.caseId}/repeats`, { messageId })).status).toBe(201)
  })

  test('contacts are counted where they are, and where they were again after an undo', async () => {
    const regroup = regroupingBy(mia)
    const other = await desk.mail('One', { customerId: null })
    await desk.mail('Two', { caseId: other.caseId, customerId: null })
    const contacts = async () => [
      (await storyOf()).counts.contacts,
      (await storyOf(other.caseId)).counts.contacts,
    ]
    expect(await contacts()).toEqual([1, 2])
    const { id } = (await regroup.merge(caseId, other.caseId)).as(regroupingSchema)
    expect((await contacts())[1]).toBe(3)
    await regroup.undo(id)
    expect(await contacts()).toEqual([1, 2])
  })

  test('a repeat goes with the message in which the customer said it again', async () => {
    const regroup = regroupingBy(mia)
    const again = await desk.mail('As I said: a Pebble 2', { caseId, customerId: null })
    await mia.post(`/cases/${caseId}/repeats`, { messageId: again.messageId })
    const { toCaseId, id } = (await regroup.split(caseId, [again.contactId])).as(regroupingSchema)
    expect([(await storyOf()).counts.repeats, (await storyOf(toCaseId)).counts.repeats]).toEqual([0, 1])
    await regroup.undo(id)
    expect((await storyOf()).counts.repeats).toBe(1)
  })
})

describe('the brief', () => {
  test('tells the two newest feelings, and of what was tried everything', async () => {
    for (const text of ['Angry', 'Calmer', 'Hopeful']) await kept(text, { slot: 'feeling' })
    const { brief } = await storyOf()
    expect(brief).toMatchObject({
      feeling: { text: 'Calmer; Hopeful', writtenBy: null, writtenAt: null },
      tried: { text: null },
    })
  })

  test('has lines of three hundred letters, on one line each', async () => {
    const line = `/cases/${caseId}/brief/next`
    expect((await mia.put(line, { text: 'x'.repeat(300) })).status).toBe(200)
    for (const text of ['x'.repeat(301), 'two\nlines', null, 7])
      expect((await mia.put(line, { text })).body).toMatchObject({ fields: [{ path: 'text' }] })
    expect((await storyOf()).brief.next.text).toHaveLength(300)
  })

  test('shows who wrote a line last', async () => {
    const line = `/cases/${caseId}/brief/next`
    await mia.put(line, { text: 'Call the shop' })
    await sam.put(line, { text: 'Wait for the shop' })
    expect((await storyOf()).brief.next).toMatchObject({
      text: 'Wait for the shop',
      writtenBy: { name: 'Sam' },
    })
  })
})

describe('a repeat', () => {
  const note = (body: object, visitor = mia) => visitor.post(`/cases/${caseId}/repeats`, body)

  test('is of one thing: message, contact or leg', async () => {
    expect((await note({ messageId, contactId })).status).toBe(400)
    expect((await note({ legId: 4_711_000 })).status).toBe(404)
    expect((await note({ contactId })).status).toBe(201)
    expect((await storyOf()).repeats).toMatchObject([{ contactId, messageId: null, legId: null }])
  })

  test('is what whoever looked last says of it', async () => {
    await note({ messageId })
    await note({ messageId, isRepeat: false }, sam)
    const { repeats, counts } = await storyOf()
    expect(repeats).toMatchObject([{ messageId, isRepeat: false, notedBy: 'Sam' }])
    expect(counts.repeats).toBe(0)
  })

  test('is never in our own words', async () => {
    const sent = (await reply(desk.mia)).messageId
    expect((await note({ messageId: sent })).status).toBe(404)
    expect((await storyOf()).repeats).toEqual([])
  })

  test('noted twice at once is one', async () => {
    const both = await Promise.all([note({ messageId }), note({ messageId }, sam)])
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect((await storyOf()).counts.repeats).toBe(1)
  })
})

describe('the counts', () => {
  const give = (to: StaffActor, how: 'took' | 'hand-off') =>
    transact(desk.platform.db, systemActor('test'), async (tx) =>
      giveCase(tx, await unsafeLockCase(tx, caseId), { toStaffId: to.staffId, how }),
    )

  test('hold everybody who was accountable, also who handed it on without a word', async () => {
    // The lead on duty, who holds what nobody has taken, has not met the customer.
    expect((await storyOf()).counts.people).toBe(0)
    await give(desk.mia, 'took')
    await give(desk.sam, 'hand-off')
    await give(desk.olga, 'hand-off')
    expect((await storyOf(caseId, lena)).counts.people).toBe(3)
    await give(desk.mia, 'hand-off')
    expect((await storyOf()).counts.people).toBe(3)
  })

  test('say how often who took over had read first', async () => {
    await mia.post(`/cases/${caseId}/owner`)
    await reply(desk.mia)
    expect((await storyOf()).counts.readFirst).toEqual({ of: 0, read: 0 })
    await sam.post(`/cases/${caseId}/story/reading`)
    await reply(desk.sam)
    expect((await storyOf()).counts.readFirst).toEqual({ of: 1, read: 1 })
    await reply(desk.lena)
    expect((await storyOf()).counts).toMatchObject({ readFirst: { of: 2, read: 1 }, agentHandOffs: 2 })
  })

  test('add up a call logged for two needs in both of them', async () => {
    const other = await desk.mail('Another need', { customerId: null })
    const legs = [
      {
        ...{ staffName: 'Mei', teamName: 'Sales', startedAt: nine(0), howEnded: 'transferred' },
        ...{ queueSeconds: 240, talkSeconds: 300, holdSeconds: 60 },
      },
      {
        ...{ staffName: 'Jon', teamName: 'Technical', startedAt: nine(10), howEnded: 'resolved' },
        ...{ queueSeconds: 180, talkSeconds: 420, holdSeconds: 0 },
      },
    ]
    const call = { channel: 'call', summary: 'Both', startedAt: nine(0), endedAt: nine(20), legs }
    await mia.post(`/cases/${caseId}/contacts`, { ...call, alsoConcerns: [other.caseId] })
    for (const id of [caseId, other.caseId])
      expect((await storyOf(id)).counts).toMatchObject({
        ...{ contacts: 2, legs: 2, path: ['Sales', 'Technical'], groupHandOffs: 1, pingPong: 0 },
        ...{ queueSeconds: 420, longestQueueSeconds: 240, holdSeconds: 60, waitingSeconds: 480 },
        ...{ handleSeconds: 780, customerSeconds: 1_200, contactsWithTransfer: 1, disconnections: 0 },
      })
  })
})

test('what an earlier case told comes newest first, corrected, and never what was retracted', async () => {
  const before = await desk.mail('An earlier need')
  const early = async (text: string) => (await keep({ text }, mia, before.caseId)).as(factSchema)
  const [first, second, gone] = [await early('Door code 7'), await early('Has a dog'), await early('Moved')]
  await mia.patch(`/cases/${before.caseId}/facts/${first?.id}`, { text: 'Door code 8' }, 1)
  await mia.remove(`/cases/${before.caseId}/facts/${gone?.id}`)
  const now = await desk.mail('A new need')
  const { facts, earlierFacts } = await storyOf(now.caseId)
  expect(facts).toEqual([])
  expect(texts(earlierFacts)).toEqual(['Has a dog', 'Door code 8'])
  const repeat = { messageId: now.messageId, factId: second?.id }
  expect((await mia.post(`/cases/${now.caseId}/repeats`, repeat)).status).toBe(201)
  const unseen = { messageId: now.messageId, factId: gone?.id }
  expect((await mia.post(`/cases/${now.caseId}/repeats`, unseen)).status).toBe(404)
})
