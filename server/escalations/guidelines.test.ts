import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addStaff } from '../../tests/factories/desk.ts'
import { createEscalationDesk, type EscalationDesk } from '../../tests/factories/escalation-desk.ts'
import { createTestPlatform } from '../../tests/harness/platform.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { guidelineListSchema, guidelineSchema } from './contract.ts'
import { allGuidelines } from './queries/guidelines.ts'

let desk: EscalationDesk
let ada: Visitor
let lena: Visitor
beforeAll(async () => {
  desk = await createEscalationDesk()
  ada = await desk.at(desk.ada)
  lena = await desk.at(desk.lena)
})
beforeEach(async () => {
  await desk.platform.database.pool.query('delete from escalations')
  await desk.platform.database.pool.query('delete from guidelines')
})

const ofTeam = () => ({
  ...{ teamId: desk.teamId, advice: 'Call them.', ask: { kind: 'lead' }, isOn: true },
  condition: { kind: 'words', words: ['refund'] },
})

test('a new desk has the three of the handbook on, and offers others that are off', async () => {
  const platform = await createTestPlatform()
  const shipped = await allGuidelines(platform.db)
  expect(shipped.filter(({ isOn }) => isOn).map(({ condition }) => condition)).toEqual([
    { kind: 'hand-offs', atLeast: 2, between: 'teams' },
    { kind: 'ping-pong', between: 'teams' },
    { kind: 'contacts', atLeast: 3 },
  ])
  expect(shipped.filter(({ isOn }) => !isOn).map(({ condition }) => condition.kind)).toEqual([
    ...['promise-broken', 'waiting', 'words', 'manager-asked', 'dissatisfied'],
  ])
  expect(shipped.every(({ advice, team }) => advice.length > 10 && team === null)).toBe(true)
})

describe('a guideline', () => {
  test('is written by a lead for their team and read by everybody', async () => {
    const made = await lena.post('/guidelines', ofTeam())
    expect(made.status, made.text).toBe(201)
    const mia = await desk.at(desk.mia)
    const { items } = (await mia.get('/guidelines')).as(guidelineListSchema)
    expect(items).toMatchObject([
      { team: { id: desk.teamId }, condition: { words: ['refund'] }, askName: null, may: { change: false } },
    ])
    expect((await desk.guidelines(lena))[0]?.may.change).toBe(true)
  })

  test('of another team or of all is not a lead’s to write, to take over or to remove', async () => {
    const tom = await desk.at(desk.tom)
    const refused = { status: 409, code: 'escalations.not-your-team' }
    expect((await tom.post('/guidelines', ofTeam())).body).toMatchObject(refused)
    expect((await tom.post('/guidelines', { ...ofTeam(), teamId: null })).body).toMatchObject(refused)
    const { id, version } = (await lena.post('/guidelines', ofTeam())).as(guidelineSchema)
    const change = { teamId: desk.otherTeamId }
    expect((await tom.patch(`/guidelines/${id}`, change, version)).body).toMatchObject(refused)
    expect((await lena.patch(`/guidelines/${id}`, change, version)).body).toMatchObject(refused)
    expect((await tom.remove(`/guidelines/${id}`)).body).toMatchObject(refused)
    expect((await ada.patch(`/guidelines/${id}`, change, version)).status).toBe(200)
    expect((await tom.remove(`/guidelines/${id}`)).status).toBe(204)
  })

  test('is not an agent’s to write', async () => {
    const mia = await desk.at(desk.mia)
    expect((await mia.post('/guidelines', ofTeam())).status).toBe(403)
  })

  test('keeps what a change does not name', async () => {
    const made = (await lena.post('/guidelines', ofTeam())).as(guidelineSchema)
    const off = await lena.patch(`/guidelines/${made.id}`, { isOn: false }, made.version)
    expect(off.as(guidelineSchema)).toEqual({ ...made, isOn: false, version: made.version + 1 })
  })

  test('that two leads edit at once is changed by the first; the second reads what the first wrote', async () => {
    const { id, version } = (await lena.post('/guidelines', ofTeam())).as(guidelineSchema)
    const both = await Promise.all(
      ['Call.', 'Write.'].map((advice) => ada.patch(`/guidelines/${id}`, { advice }, version)),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412])
    const [first] = both.filter(({ status }) => status === 200)
    expect(both.find(({ status }) => status === 412)?.body).toMatchObject({
      code: 'platform.changed-meanwhile',
      current: { advice: first?.as(guidelineSchema).advice },
    })
    expect((await ada.patch(`/guidelines/${id}`, { advice: 'x' })).status).toBe(428)
  })

  test('that is no more is not found', async () => {
    expect((await ada.patch('/guidelines/4711', { isOn: false }, 1)).status).toBe(404)
    expect((await ada.remove('/guidelines/4711')).status).toBe(404)
  })
})

describe('what makes no sense is refused', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `word ${index}`)
  test.each([
    ['no word', { kind: 'words', words: [] }],
    ['ten thousand words', { kind: 'words', words: many }],
    ['a word of no letter', { kind: 'words', words: ['refund', '?!'] }],
    ['a word of many lines', { kind: 'words', words: ['a\nb'] }],
    ['no hand-off', { kind: 'hand-offs', atLeast: 0, between: 'teams' }],
    ['a thousand million hand-offs', { kind: 'hand-offs', atLeast: 1e9, between: 'teams' }],
    ['half a hand-off', { kind: 'hand-offs', atLeast: 1.5, between: 'teams' }],
    ['hand-offs between planets', { kind: 'hand-offs', atLeast: 2, between: 'planets' }],
    ['the first contact', { kind: 'contacts', atLeast: 1 }],
    ['waiting for no time', { kind: 'waiting', minutes: 0 }],
    ['waiting for two years', { kind: 'waiting', minutes: 1_051_200 }],
    ['a condition of its own', { kind: 'full-moon' }],
    ['more than one condition', { kind: 'contacts', atLeast: 3, words: ['refund'] }],
  ])('%s', async (_what, condition) => {
    expect((await lena.post('/guidelines', { ...ofTeam(), condition })).status).toBe(400)
    expect(await desk.guidelines()).toEqual([])
  })

  test.each([
    ['no advice', { advice: ' ' }],
    ['advice of a whole book', { advice: 'x'.repeat(1001) }],
    ['nobody to ask', { ask: { kind: 'person' } }],
    ['everybody to ask', { ask: { kind: 'everybody' } }],
    ['no team and not all', { teamId: 0 }],
  ])('%s', async (_what, more) => {
    expect((await lena.post('/guidelines', { ...ofTeam(), ...more })).status).toBe(400)
  })

  test('asking somebody who left, is only invited or was never there', async () => {
    const gone = await addStaff(desk.platform.db, { name: 'Gone' })
    const invited = await addStaff(desk.platform.db, { name: 'Invited' })
    const { pool } = desk.platform.database
    await pool.query('update staff set switched_off_at = now() where id = $1', [gone.staffId])
    await pool.query(
      'update accounts set password_hash = null where id = (select account_id from staff where id = $1)',
      [invited.staffId],
    )
    for (const staffId of [gone.staffId, invited.staffId, 4711]) {
      const answer = await lena.post('/guidelines', { ...ofTeam(), ask: { kind: 'person', staffId } })
      expect(answer.body).toMatchObject({ status: 409, code: 'escalations.not-here' })
    }
    const unknown = { ...ofTeam(), ask: { kind: 'team', teamId: 4711 } }
    expect((await lena.post('/guidelines', unknown)).status).toBe(404)
    expect((await ada.post('/guidelines', { ...ofTeam(), teamId: 4711 })).status).toBe(404)
  })

  test('but somebody who left later may stand in what is only switched off', async () => {
    const leaver = await addStaff(desk.platform.db, { name: 'Leaver' })
    const made = (
      await lena.post('/guidelines', { ...ofTeam(), ask: { kind: 'person', staffId: leaver.staffId } })
    ).as(guidelineSchema)
    expect(made).toMatchObject({ askName: 'Leaver', askLeft: false })
    await desk.platform.database.pool.query('update staff set switched_off_at = now() where id = $1', [
      leaver.staffId,
    ])
    const off = await lena.patch(`/guidelines/${made.id}`, { isOn: false }, made.version)
    expect(off.as(guidelineSchema)).toMatchObject({ isOn: false, askLeft: true })
  })
})

describe('a team that is no more', () => {
  const newTeam = async () => {
    const made = await ada.post('/teams', { name: `Team ${Math.random()}`, dutyLeadId: desk.ada.staffId })
    return (made.body as { id: number }).id
  }

  test('takes its guidelines along', async () => {
    const teamId = await newTeam()
    expect((await ada.post('/guidelines', { ...ofTeam(), teamId })).status).toBe(201)
    expect((await ada.remove(`/teams/${teamId}`)).status).toBe(204)
    expect(await desk.guidelines()).toEqual([])
  })

  test('is no longer asked: the lead on duty is', async () => {
    const teamId = await newTeam()
    await ada.post('/guidelines', { ...ofTeam(), ask: { kind: 'team', teamId } })
    expect((await ada.remove(`/teams/${teamId}`)).status).toBe(204)
    expect(await desk.guidelines()).toMatchObject([{ ask: { kind: 'lead' }, askName: null }])
    const { caseId } = await desk.mail('I want a refund.')
    await desk.react()
    expect(await desk.escalationsOf(caseId)).toMatchObject([{ asked: { name: 'Lena' } }])
  })
})

describe('how soon it was answered', () => {
  const fired = async (minutesAgo: number, answeredAfter: number | null, teamId = desk.teamId) => {
    const { caseId } = await desk.mail('Hello', { teamId })
    await desk.platform.database.pool.query(
      `insert into escalations (case_id, condition, advice, happened_at, asked_id, answered_by, answered_at, answer)
       select $1, '{"kind": "dissatisfied"}', 'x', now() - $2::int * interval '1 minute', $4::bigint,
         case when $3::int is not null then $4::bigint end, now() + ($3::int - $2::int) * interval '1 minute',
         case when $3::int is not null then 'helped' end`,
      [caseId, minutesAgo, answeredAfter, desk.lena.staffId],
    )
  }
  const shown = async (visitor: Visitor) =>
    (await visitor.get('/guidelines')).as(guidelineListSchema).timeliness

  test('is a share of what fired in thirty days on cases that the reader sees', async () => {
    expect(await shown(ada)).toEqual({ share: null, n: 0, days: 30 })
    await fired(600, 10)
    await fired(600, null)
    await fired(600, 15, desk.otherTeamId)
    await fired(31 * 1440, 1)
    expect(await shown(ada)).toEqual({ share: 2 / 3, n: 3, days: 30 })
    expect(await shown(lena)).toEqual({ share: 0.5, n: 2, days: 30 })
  })
})
