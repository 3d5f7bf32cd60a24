import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { eventsOfCase } from '../../platform/journal/queries.ts'
import { caseSchema, conversationSchema, loggedContactSchema } from '../contract.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
let mia: Visitor
let script: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
  script = await withToken(desk, desk.mia, ['cases.read', 'cases.write'])
})

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString()
const call = (details: Record<string, unknown> = {}) => ({ channel: 'call', startedAt: ago(1), ...details })
const leg = (howEnded: string, details: Record<string, unknown> = {}) => ({
  staffName: 'Kim',
  startedAt: ago(1),
  howEnded,
  ...details,
})
const log = (caseId: number, contact: unknown, visitor = mia) =>
  visitor.post(`/cases/${caseId}/contacts`, contact)
const open = async (caseId: number) => (await mia.get(`/cases/${caseId}`)).as(caseSchema)
const put = (id: number, state: string) =>
  desk.platform.db
    .updateTable('cases')
    .set({ state, customer_waiting_since: null })
    .where('id', '=', id)
    .execute()

describe('a case opened by hand', () => {
  const newCase = (details: Record<string, unknown> = {}) => ({
    need: 'Change one phone',
    teamId: desk.teamId,
    customerId: desk.customerId,
    contact: call({ summary: 'Wants one phone changed.', legs: [leg('disconnected')] }),
    ...details,
  })

  test.each(['email', 'chat', 'form', 'call', 'visit'])('can come by %s', async (channel) => {
    const contact = { channel, startedAt: ago(2), summary: 'Please change my phone' }
    const answer = await mia.post('/cases', newCase({ contact, tags: ['phone'] }))
    expect(answer.status).toBe(201)
    const made = answer.as(caseSchema)
    expect(made).toMatchObject({
      channel,
      owner: { id: desk.lena.staffId },
      heldOnDuty: true,
      state: 'new',
      tags: ['phone'],
      customerWaitingSince: contact.startedAt,
      lastWords: 'Please change my phone',
      lastWordsBy: 'customer',
    })
    const { items } = (await mia.get(`/cases/${made.id}/conversation`)).as(conversationSchema)
    const spoken = channel === 'call' || channel === 'visit'
    expect(items[0]).toMatchObject(
      spoken
        ? { type: 'contact', summary: 'Please change my phone', enteredBy: 'Mia' }
        : { type: 'message', text: 'Please change my phone', authorKind: 'customer', authorName: 'Ana Lima' },
    )
  })

  test('for another team can still be followed by whoever wrote it down', async () => {
    const answer = await mia.post('/cases', newCase({ teamId: desk.otherTeamId }))
    expect(answer.as(caseSchema)).toMatchObject({
      owner: { id: desk.tom.staffId },
      participants: [{ part: 'follower', name: 'Mia' }],
    })
  })

  test.each([
    ['an unknown team', { teamId: 999_999 }],
    ['an unknown customer', { customerId: 999_999 }],
    ['an unknown field', { fields: { nothing: 1 } }],
    ['an owner chosen by its writer', { ownerId: 1 }],
    ['a sent e-mail', { contact: { channel: 'email', direction: 'out', startedAt: '2026-11-01T00:00:00Z' } }],
  ])('is refused with %s, and nothing is left of it', async (_what, details) => {
    const count = async () => (await desk.platform.database.pool.query('select count(*) from cases')).rows[0]
    const before = await count()
    expect((await mia.post('/cases', newCase(details))).status).toBe(400)
    expect(await count()).toEqual(before)
  })
})

describe('who has the next word', () => {
  test('a call that ended with help leaves nobody waiting, and solves nothing', async () => {
    const { caseId } = await desk.mail('Please help')
    await log(
      caseId,
      call({ startedAt: new Date().toISOString(), legs: [leg('transferred'), leg('resolved')] }),
    )
    expect(await open(caseId)).toMatchObject({ state: 'open', customerWaitingSince: null })
  })

  test('a call that was cut off re-opens what rested', async () => {
    const { caseId } = await desk.mail('Please help')
    await put(caseId, 'unconfirmed')
    const startedAt = new Date().toISOString()
    await log(caseId, call({ startedAt, legs: [leg('disconnected')] }))
    expect(await open(caseId)).toMatchObject({ state: 'open', customerWaitingSince: startedAt })
  })

  test('what is reported late keeps its time and does not undo what was answered since', async () => {
    const { caseId } = await desk.mail('Please help', { sentAt: new Date(Date.now() - 5 * HOUR) })
    await log(caseId, { channel: 'call', direction: 'out', startedAt: ago(2), summary: 'We called back.' })
    await put(caseId, 'waiting-for-customer')
    await log(caseId, call({ startedAt: ago(4), summary: 'She had called before.' }))
    expect(await open(caseId)).toMatchObject({
      state: 'waiting-for-customer',
      customerWaitingSince: null,
      lastWords: 'We called back.',
    })
    const { items } = (await mia.get(`/cases/${caseId}/conversation`)).as(conversationSchema)
    const said = items.filter(({ type }) => type !== 'event')
    expect(said.map((item) => ('summary' in item ? item.summary : 'text' in item ? item.text : ''))).toEqual([
      'Please help',
      'She had called before.',
      'We called back.',
    ])
    const started = (await eventsOfCase(desk.platform.db, caseId, 20)).filter(
      ({ type }) => type === 'cases.contact-started',
    )
    const late = started.at(-1)
    expect((late?.recordedAt.getTime() ?? 0) - (late?.time.getTime() ?? 0)).toBeGreaterThan(3.9 * HOUR)
  })
})

describe('a contact reported by another system', () => {
  test('twice is one contact, also at the same moment, also with a new case', async () => {
    const { caseId } = await desk.mail('Please help')
    const contact = call({ externalId: 'pbx-1', legs: [leg('ended')] })
    const answers = await Promise.all([log(caseId, contact, script), log(caseId, contact, script)])
    const [one, two] = answers.map((answer) => answer.as(loggedContactSchema))
    expect(one).toEqual(two)
    const made = {
      need: 'A call',
      teamId: desk.teamId,
      customerId: null,
      contact: call({ externalId: 'pbx-2' }),
    }
    const [first, second] = [await script.post('/cases', made), await script.post('/cases', made)]
    expect(first.as(caseSchema).id).toBe(second.as(caseSchema).id)
  })

  test('of a case that the reporter may not see is not told', async () => {
    const { caseId } = await desk.mail('Theirs', { teamId: desk.otherTeamId })
    const tom = await withToken(desk, desk.tom, ['cases.write'])
    expect((await log(caseId, call({ externalId: 'pbx-3' }), tom)).status).toBe(201)
    expect((await log((await desk.mail('Ours')).caseId, call({ externalId: 'pbx-3' }), script)).status).toBe(
      404,
    )
  })

  test('by a token without the right to write is refused', async () => {
    const reader = await withToken(desk, desk.mia, ['cases.read'])
    const { caseId } = await desk.mail('Please help')
    expect((await log(caseId, call(), reader)).status).toBe(403)
    const may = (await reader.get(`/cases/${caseId}`)).as(caseSchema).may
    expect(Object.values(may).some(Boolean)).toBe(false)
  })
})

describe('legs', () => {
  test('are shown in their order with all their times', async () => {
    const { caseId } = await desk.mail('Please help')
    const legs = [
      leg('transferred', { queueSeconds: 240, talkSeconds: 480, teamName: 'S' }),
      leg('sent-elsewhere', {
        staffId: desk.sam.staffId,
        teamId: desk.teamId,
        staffName: 'Sam',
        holdSeconds: 60,
      }),
    ]
    await log(caseId, call({ legs }))
    const { items } = (await mia.get(`/cases/${caseId}/conversation`)).as(conversationSchema)
    expect(items.find(({ type }) => type === 'contact')).toMatchObject({
      direction: 'in',
      legs: [
        {
          position: 1,
          staffName: 'Kim',
          teamName: 'S',
          queueSeconds: 240,
          talkSeconds: 480,
          howEnded: 'transferred',
        },
        { position: 2, staffName: 'Sam', holdSeconds: 60, howEnded: 'sent-elsewhere' },
      ],
    })
  })

  test.each([
    ['a colleague nobody knows', { staffId: 999_999 }, 'legs.0.staffId'],
    ['a team nobody knows', { teamId: 999_999 }, 'legs.0.teamId'],
    ['time that runs backwards', { talkSeconds: -1 }, undefined],
    ['an end that is none', { howEnded: 'solved' }, undefined],
  ])('are refused with %s', async (_what, details, path) => {
    const { caseId } = await desk.mail('Please help')
    const answer = await log(caseId, call({ legs: [leg('ended', details)] }))
    expect(answer.status).toBe(400)
    if (path) expect(answer.body).toMatchObject({ fields: [{ path }] })
    expect((await open(caseId)).messageCount).toBe(1)
  })
})

test('one contact about two needs counts once as a contact and once for each need', async () => {
  // The worked example of the data model: C1 (10 min) concerns N1 and N2, C2 (6 min) concerns N1.
  const [n1, n2] = [(await desk.mail('N1')).caseId, (await desk.mail('N2')).caseId]
  const { pool } = desk.platform.database
  await pool.query(`delete from messages where case_id = any($1::bigint[])`, [[n1, n2]])
  await pool.query(`delete from contacts where case_id = any($1::bigint[])`, [[n1, n2]])
  await log(n1, call({ legs: [leg('ended', { talkSeconds: 600 })], alsoConcerns: [n2] }))
  await log(n1, call({ legs: [leg('ended', { talkSeconds: 360 })] }))
  const { rows } = await pool.query(
    `with concerns as (
       select id as contact_id, case_id from contacts union select contact_id, case_id from contact_concerns
     ), shares as (
       select contact_id, case_id, 1.0 / count(*) over (partition by contact_id) as share from concerns
     )
     select case_id, count(*)::int as contacts, sum(talk_seconds * share)::float / 60 as minutes
     from shares join legs using (contact_id) where case_id = any($1::bigint[]) group by case_id order by case_id`,
    [[n1, n2]],
  )
  expect(rows).toEqual([
    { case_id: String(n1), contacts: 2, minutes: 11 },
    { case_id: String(n2), contacts: 1, minutes: 5 },
  ])
  const { items } = (await mia.get(`/cases/${n2}/conversation`)).as(conversationSchema)
  expect(items.filter(({ type }) => type === 'contact')).toHaveLength(1)
  const theirs = await desk.mail('Theirs', { teamId: desk.otherTeamId })
  expect((await log(n1, call({ alsoConcerns: [theirs.caseId] }))).status).toBe(404)
})
