import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { regroupingBy } from '../../../tests/factories/regrouping.ts'
import type { Answer, Visitor } from '../../../tests/harness/visitor.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import {
  casePageSchema,
  caseSchema,
  conversationSchema,
  draftsSchema,
  loggedContactSchema,
  regroupingSchema,
  searchPageSchema,
} from '../contract.ts'
import { type Received, setDelivery, takeBackMessage, unsafeFindCaseByNumber, writeReply } from '../index.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
let mia: Visitor
let by: ReturnType<typeof regroupingBy>
let gone: Received
let into: Received
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
  by = regroupingBy(mia)
})

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
beforeEach(async () => {
  gone = await desk.mail('My phone is silent', { sentAt: minutesAgo(60) })
  into = await desk.mail('Still no sound', { sentAt: minutesAgo(30) })
})

const open = async (caseId: number) => (await mia.get(`/cases/${caseId}`)).as(caseSchema)
const items = async (caseId: number) =>
  (await mia.get(`/cases/${caseId}/conversation`)).as(conversationSchema).items
const texts = async (caseId: number) =>
  (await items(caseId)).flatMap((item) => (item.type === 'message' ? [item.text] : []))
const code = ({ body }: Answer) => (body as { code?: string }).code
const merge = async () => (await by.merge(gone.caseId, into.caseId)).as(regroupingSchema)
const reply = (caseId: number, undoSeconds = 10) =>
  transact(desk.platform.db, desk.mia, (tx) =>
    writeReply(tx, desk.mia, {
      ...{ caseId, channel: 'email', text: 'We are on it', html: null, to: [], cc: [], attachments: [] },
      ...{ seenUpTo: 1_000_000, nextState: 'waiting-for-customer', undoSeconds },
    }),
  )
const needsMe = async (visitor: Visitor) =>
  (await visitor.get('/cases?list=needs-me')).as(casePageSchema).items.map(({ id }) => id)

describe('what comes for a merged case', () => {
  test('a mail to its old number or message reaches the case it lives on in, and opens it', async () => {
    await merge()
    await reply(into.caseId)
    const late = await desk.mail('Did you get my mail?', { caseId: gone.caseId })
    expect(late).toMatchObject({ caseId: into.caseId, caseNumber: into.caseNumber, created: false })
    expect(await unsafeFindCaseByNumber(desk.platform.db, gone.caseNumber)).toBe(into.caseId)
    expect(await open(into.caseId)).toMatchObject({ state: 'open', lastWords: 'Did you get my mail?' })
    expect(await texts(gone.caseId)).toEqual([])
  })

  test('a mail that is delivered again is still received once', async () => {
    const first = await desk.mail('Once', { externalId: 'once@example.org' })
    await by.merge(first.caseId, into.caseId)
    const again = await desk.mail('Once', { externalId: 'once@example.org' })
    expect(again).toMatchObject({ caseId: into.caseId, messageId: first.messageId, created: false })
    expect((await texts(into.caseId)).filter((text) => text === 'Once')).toHaveLength(1)
  })

  test('a bounce of an answer that was written before calls the people of the case it lives on in', async () => {
    const { messageId } = await reply(gone.caseId, 0)
    await merge()
    await transact(desk.platform.db, systemActor('email'), (tx) =>
      setDelivery(tx, messageId, 'bounced', 'No such mailbox'),
    )
    expect(await needsMe(mia)).toContain(into.caseId)
    await mia.post(`/cases/${into.caseId}/seen`)
    expect(await needsMe(mia)).not.toContain(into.caseId)
  })

  test('an answer of ours that was held is taken back on the case it lives on in', async () => {
    const { messageId } = await reply(gone.caseId)
    await merge()
    expect(await texts(into.caseId)).toContain('We are on it')
    const back = await transact(desk.platform.db, desk.mia, (tx) => takeBackMessage(tx, desk.mia, messageId))
    expect(back.caseId).toBe(into.caseId)
    expect(await texts(into.caseId)).toEqual(['My phone is silent', 'Still no sound'])
    const { items: drafts } = (await mia.get(`/cases/${into.caseId}/drafts`)).as(draftsSchema)
    expect(drafts).toMatchObject([{ mode: 'reply', content: { text: 'We are on it' } }])
  })

  test.each([
    ['taking', () => mia.post(`/cases/${gone.caseId}/owner`)],
    ['closing', () => mia.post(`/cases/${gone.caseId}/closure`, { reason: 'spam' })],
    ['a note', () => mia.post(`/cases/${gone.caseId}/notes`, { text: 'Hello' })],
    ['a change', () => mia.patch(`/cases/${gone.caseId}`, { need: 'x' }, 2)],
    ['a call', () => mia.post(`/cases/${gone.caseId}/contacts`, callAt(1))],
    ['a split', () => by.split(gone.caseId, [gone.contactId])],
  ])('%s is refused', async (_what, act) => {
    await merge()
    expect(['cases.already-merged', 'cases.not-takeable']).toContain(code(await act()))
    expect(await open(gone.caseId)).toMatchObject({ mergedIntoId: into.caseId, state: 'new' })
  })
})

const callAt = (minutes: number, alsoConcerns: number[] = []) => ({
  ...{ channel: 'call', startedAt: minutesAgo(minutes).toISOString(), summary: 'About both needs' },
  alsoConcerns,
})

describe('what hung on a merged case', () => {
  test('those it called are called by the other, once, and by the first again when it is undone', async () => {
    const olga = await desk.at(desk.olga)
    await desk.platform.database.pool.query('delete from attentions')
    const note = { text: 'Look', mentionedIds: [desk.olga.staffId] }
    await mia.post(`/cases/${gone.caseId}/notes`, note)
    await mia.post(`/cases/${into.caseId}/notes`, note)
    const { id } = await merge()
    expect(await needsMe(olga)).toEqual([into.caseId])
    expect((await open(into.caseId)).participants.map(({ name }) => name)).toEqual(['Olga'])
    await by.undo(id)
    expect(await needsMe(olga)).toContain(into.caseId)
  })

  test('tags are united, each once, and only the new ones leave again', async () => {
    await mia.patch(`/cases/${gone.caseId}`, { tags: ['phone', 'urgent'] }, 1)
    await mia.patch(`/cases/${into.caseId}`, { tags: ['urgent', 'sound'] }, 1)
    const { id } = await merge()
    expect((await open(into.caseId)).tags).toEqual(['urgent', 'sound', 'phone'])
    await by.undo(id)
    expect((await open(into.caseId)).tags).toEqual(['urgent', 'sound'])
    expect((await open(gone.caseId)).tags).toEqual(['phone', 'urgent'])
  })

  test('a draft goes along, and back unless its writer has begun another one', async () => {
    const draft = (caseId: number, text: string) =>
      mia.put(`/cases/${caseId}/draft`, { mode: 'note', content: { text }, seenUpTo: 0 })
    const words = async (caseId: number) =>
      (await mia.get(`/cases/${caseId}/drafts`)).as(draftsSchema).items.map(({ content }) => content.text)
    await draft(gone.caseId, 'Ask Sam')
    const { id } = await merge()
    expect([await words(gone.caseId), await words(into.caseId)]).toEqual([[], ['Ask Sam']])
    await draft(into.caseId, 'Ask Sam today')
    await by.undo(id)
    expect([await words(gone.caseId), await words(into.caseId)]).toEqual([['Ask Sam today'], []])
  })

  test('a call of a third case that was about it is shown where it lives on', async () => {
    const third = await desk.mail('Third')
    const logged = await mia.post(`/cases/${third.caseId}/contacts`, callAt(5, [gone.caseId]))
    const { contactId } = logged.as(loggedContactSchema)
    const shows = async (caseId: number) =>
      (await items(caseId)).filter(({ type, id }) => type === 'contact' && id === contactId).length
    const { id } = await merge()
    expect([await shows(into.caseId), await shows(third.caseId)]).toEqual([1, 1])
    await by.undo(id)
    expect([await shows(gone.caseId), await shows(into.caseId)]).toEqual([1, 0])
  })

  test('a call that was about both is shown once, and on both again when it is undone', async () => {
    const third = await desk.mail('Third')
    const about = [gone.caseId, into.caseId]
    await mia.post(`/cases/${third.caseId}/contacts`, callAt(5, about))
    const calls = async (caseId: number) =>
      (await items(caseId)).filter(({ type }) => type === 'contact').length
    const { id } = await merge()
    expect(await calls(into.caseId)).toBe(1)
    await by.undo(id)
    expect([await calls(gone.caseId), await calls(into.caseId)]).toEqual([1, 1])
  })

  test('a split that is taken back brings a call about it home', async () => {
    const more = await desk.mail('And my bill', { caseId: gone.caseId })
    const split = (await by.split(gone.caseId, [more.contactId])).as(regroupingSchema)
    const third = await desk.mail('Third')
    await mia.post(`/cases/${third.caseId}/contacts`, callAt(1, [split.toCaseId]))
    expect((await by.undo(split.id)).status).toBe(200)
    expect((await items(gone.caseId)).filter(({ type }) => type === 'contact')).toHaveLength(1)
  })
})

describe('merging again and again', () => {
  test('a chain of merges ends in one case that has every word, in the order it was said', async () => {
    const cases = [gone, into]
    for (const minutes of [20, 15, 10, 5])
      cases.push(await desk.mail(`Word ${minutes}`, { sentAt: minutesAgo(minutes) }))
    for (const [index, { caseId }] of cases.slice(0, -1).entries())
      expect((await by.merge(caseId, cases[index + 1]?.caseId ?? 0)).status).toBe(201)
    const last = cases.at(-1)?.caseId ?? 0
    const said = ['My phone is silent', 'Still no sound', 'Word 20', 'Word 15', 'Word 10', 'Word 5']
    expect(await texts(last)).toEqual(said)
    const found = await open(last)
    expect(found.messageCount).toBe(6)
    expect(Date.parse(found.customerWaitingSince ?? '')).toBeLessThan(minutesAgo(59).getTime())
    expect((await desk.mail('At last', { caseId: gone.caseId })).caseId).toBe(last)
  })

  test('after an undo the cases can be merged the other way round', async () => {
    const { id } = await merge()
    await by.undo(id)
    expect((await by.merge(into.caseId, gone.caseId)).status).toBe(201)
    expect(await texts(gone.caseId)).toEqual(['My phone is silent', 'Still no sound'])
    expect(code(await by.undo(id))).toBe('cases.cannot-undo')
  })

  test('search finds the merged case by its number, and its words in the other', async () => {
    await merge()
    const hits = (await mia.get(`/search?q=%23${into.caseNumber}`)).as(searchPageSchema).items
    expect(hits[0]).toMatchObject({ kind: 'case', caseId: into.caseId })
    const words = (await mia.get('/search?q=silent%20phone')).as(searchPageSchema).items
    expect(words.map(({ caseId }) => caseId)).not.toContain(gone.caseId)
  })
})
