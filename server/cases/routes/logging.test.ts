import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { addCustomer } from '../../../tests/factories/desk.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { caseSchema, conversationSchema, loggedContactSchema, searchPageSchema } from '../contract.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
let mia: Visitor
let phone: Visitor
let made = 0
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
  phone = await withToken(desk, desk.mia, ['cases.read', 'cases.write'])
})

const MINUTE = 60_000
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString()
const call = (details: Record<string, unknown> = {}) => ({ channel: 'call', startedAt: ago(30), ...details })
const leg = (details: Record<string, unknown> = {}) => ({
  ...{ staffName: 'Kim', startedAt: ago(30), howEnded: 'ended' },
  ...details,
})
const log = (caseId: number, contact: unknown, by = phone) => by.post(`/cases/${caseId}/contacts`, contact)
const opened = async (caseId: number, by = mia) => (await by.get(`/cases/${caseId}`)).as(caseSchema)
const contacts = async (caseId: number, by = mia) =>
  (await by.get(`/cases/${caseId}/conversation`))
    .as(conversationSchema)
    .items.flatMap((item) => (item.type === 'contact' ? [item] : []))

describe('a call that a telephone system reports', () => {
  test('stands in the conversation with every leg in the order given, however late it is told', async () => {
    const { caseId } = await desk.mail('Please call me')
    const legs = [
      leg({ staffName: 'Wendy', startedAt: ago(90), queueSeconds: 180, howEnded: 'sent-elsewhere' }),
      leg({ staffName: 'Mia', staffId: desk.mia.staffId, teamId: desk.teamId, howEnded: 'transferred' }),
      leg({ staffName: 'Laura', holdSeconds: 1_800, afterCallSeconds: 60, howEnded: 'disconnected' }),
    ]
    const answer = await log(caseId, call({ startedAt: ago(90), summary: 'Sent about.', legs }))
    expect(answer.status).toBe(201)
    const [item] = await contacts(caseId)
    expect(item?.legs.map(({ position, staffName, howEnded }) => [position, staffName, howEnded])).toEqual([
      [1, 'Wendy', 'sent-elsewhere'],
      [2, 'Mia', 'transferred'],
      [3, 'Laura', 'disconnected'],
    ])
    expect(item).toMatchObject({ id: answer.as(loggedContactSchema).contactId, channel: 'call' })
    expect(item?.legs[2]).toMatchObject({ holdSeconds: 1_800, afterCallSeconds: 60, queueSeconds: 0 })
  })

  test('is found by what was said in it, on its own case only', async () => {
    const word = `quillfeather${++made}`
    const [{ caseId }, other] = [await desk.mail('One'), await desk.mail('Two')]
    await log(caseId, call({ summary: `She asked for the ${word}.`, alsoConcerns: [other.caseId] }))
    const { items } = (await mia.get(`/search?q=${word}`)).as(searchPageSchema)
    expect(items.map((hit) => hit.caseId)).toEqual([caseId])
  })

  test('that happened before the last answer changes neither the state nor the last words', async () => {
    const { caseId } = await desk.mail('Please call me')
    await log(caseId, call({ direction: 'out', startedAt: ago(1), summary: 'Called, all is well.' }))
    const before = await opened(caseId)
    await log(
      caseId,
      call({ startedAt: ago(600), summary: 'Rang and hung up.', legs: [leg({ howEnded: 'abandoned' })] }),
    )
    const after = await opened(caseId)
    expect([after.state, after.lastWords, after.customerWaitingSince]).toEqual([
      before.state,
      'Called, all is well.',
      before.customerWaitingSince,
    ])
    expect(await contacts(caseId)).toHaveLength(2)
  })

  test('from the future counts as now: nobody waits since tomorrow', async () => {
    const { caseId } = await desk.mail('Hello')
    await log(caseId, call({ direction: 'out', legs: [leg({ howEnded: 'resolved' })] }))
    await log(caseId, call({ startedAt: ago(-24 * 60), legs: [leg({ howEnded: 'abandoned' })] }))
    const { customerWaitingSince } = await opened(caseId)
    expect(Date.parse(customerWaitingSince ?? '')).toBeLessThanOrEqual(Date.now())
    expect(Date.parse(customerWaitingSince ?? '')).toBeGreaterThan(Date.now() - MINUTE)
  })

  test('wakes every case that it was about, and counts as a message on none', async () => {
    const [first, second] = [await desk.mail('One'), await desk.mail('Two')]
    const ids = [first.caseId, second.caseId]
    await desk.platform.db
      .updateTable('cases')
      .set({ state: 'unconfirmed', customer_waiting_since: null })
      .where('id', 'in', ids)
      .execute()
    const legs = [leg({ howEnded: 'disconnected' })]
    await log(first.caseId, call({ startedAt: ago(0), legs, alsoConcerns: [second.caseId, second.caseId] }))
    for (const id of ids)
      expect(await opened(id)).toMatchObject({
        ...{ state: 'open', customerWaitingSince: expect.any(String), messageCount: 1 },
      })
  })
})

describe('a call is refused, and nothing of it is kept,', () => {
  test.each([
    ['without a time', { startedAt: undefined }, 'startedAt'],
    ['with a time that is none', { startedAt: 'yesterday' }, 'startedAt'],
    ['on a channel that is none', { channel: 'fax' }, 'channel'],
    ['in a direction that is none', { direction: 'up' }, 'direction'],
    ['with a subject of two lines', { subject: 'a\nb' }, 'subject'],
    ['with a field that nobody asked for', { ownerId: 1 }, 'ownerId'],
    ['with an empty external id', { externalId: ' ' }, 'externalId'],
    ['about more than twenty other cases', { alsoConcerns: Array(21).fill(1) }, 'alsoConcerns'],
    ['with more than a hundred legs', { legs: Array(101).fill(leg()) }, 'legs'],
    ['with half a second of talk', { legs: [leg({ talkSeconds: 0.5 })] }, 'talkSeconds'],
    ['with eleven days of hold', { legs: [leg({ holdSeconds: 950_400 })] }, 'holdSeconds'],
    ['with a leg of nobody', { legs: [leg({ staffName: '' })] }, 'staffName'],
    ['with a leg at no time', { legs: [leg({ startedAt: '' })] }, 'startedAt'],
  ])('%s', async (_what, wrong, field) => {
    const { caseId } = await desk.mail('Hello')
    const answer = await log(caseId, call(wrong))
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(field)])
    expect(await contacts(caseId)).toEqual([])
  })

  test('when one of the cases it was about lives on in another', async () => {
    const [kept, gone, third] = [await desk.mail('A'), await desk.mail('B'), await desk.mail('C')]
    expect((await mia.post(`/cases/${gone.caseId}/merge`, { intoCaseId: kept.caseId })).status).toBe(201)
    const answer = await log(third.caseId, call({ alsoConcerns: [gone.caseId] }))
    expect([answer.status, answer.body]).toMatchObject([409, { intoCaseId: kept.caseId }])
    expect(await contacts(third.caseId)).toEqual([])
    expect((await log(gone.caseId, call())).status).toBe(409)
  })

  test('when one of them is of another team: the answer does not say which', async () => {
    const mine = await desk.mail('Mine')
    const theirs = await desk.mail('Theirs', { teamId: desk.otherTeamId })
    const foreign = await log(mine.caseId, call({ alsoConcerns: [theirs.caseId] }))
    const missing = await log(mine.caseId, call({ alsoConcerns: [999_999] }))
    expect(foreign.status).toBe(404)
    expect(foreign.body).toEqual(missing.body)
    expect(await contacts(mine.caseId)).toEqual([])
  })

  test('as an e-mail of ours: those are sent by a reply', async () => {
    const { caseId } = await desk.mail('Hello')
    const answer = await log(caseId, call({ channel: 'email', direction: 'out', summary: 'Dear Ana' }))
    expect([answer.status, answer.text]).toEqual([
      400,
      expect.stringContaining('e-mails are sent by a reply'),
    ])
    expect((await opened(caseId)).messageCount).toBe(1)
  })
})

describe('what is reported under an external id', () => {
  test('by the desk and by a system is two things; by one system it is one, on the case of the first time', async () => {
    const [first, second] = [await desk.mail('One'), await desk.mail('Two')]
    const contact = call({ externalId: `pbx-${++made}`, summary: 'Once' })
    const told = (await log(first.caseId, contact)).as(loggedContactSchema)
    expect((await log(second.caseId, { ...contact, summary: 'Twice' })).as(loggedContactSchema)).toEqual(told)
    expect(await contacts(second.caseId)).toEqual([])
    const byHand = (await log(first.caseId, contact, mia)).as(loggedContactSchema)
    expect(byHand.contactId).not.toBe(told.contactId)
    expect(await contacts(first.caseId)).toHaveLength(2)
  })

  test('with a new case, eight times at once, is one case', async () => {
    const need = `Only one of me ${++made}`
    const body = {
      ...{ need, teamId: desk.teamId, customerId: await addCustomer(desk.platform.db) },
      contact: call({ externalId: `pbx-${made}` }),
    }
    const answers = await Promise.all(Array.from({ length: 8 }, () => phone.post('/cases', body)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map((answer) => answer.as(caseSchema).id)).size).toBe(1)
    const rows = await desk.platform.db.selectFrom('cases').select('id').where('need', '=', need).execute()
    expect(rows).toHaveLength(1)
  })
})

describe('a letter or chat that is written down by hand', () => {
  test('from the customer is their message, in their name, and they wait since it came', async () => {
    const { caseId } = await desk.mail('Hello', { sentAt: new Date(ago(40)) })
    await log(
      caseId,
      call({ channel: 'chat', direction: 'out', summary: 'We look.', startedAt: ago(20) }),
      mia,
    )
    const startedAt = ago(10)
    await log(caseId, { channel: 'chat', startedAt, summary: 'Any news?' }, mia)
    expect(await opened(caseId)).toMatchObject({
      ...{ lastWords: 'Any news?', lastWordsBy: 'customer', messageCount: 3 },
      customerWaitingSince: startedAt,
    })
    const { items } = (await mia.get(`/cases/${caseId}/conversation`)).as(conversationSchema)
    const said = items.flatMap((item) => (item.type === 'message' ? [[item.authorName, item.text]] : []))
    expect(said).toEqual([
      ['Ana Lima', 'Hello'],
      ['Mia', 'We look.'],
      ['Ana Lima', 'Any news?'],
    ])
  })
})
