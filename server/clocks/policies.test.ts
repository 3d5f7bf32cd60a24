import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type ClockDesk, createClockDesk } from '../../tests/factories/clock-desk.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { ownershipAnnouncements } from '../ownership/contract.ts'
import { transact } from '../platform/db/transaction.ts'
import { announce } from '../platform/journal/announce.ts'
import { reckonClocks } from './actions/reckon-clocks.ts'
import { caseClocksSchema, policySchema } from './contract.ts'
import { resetJob } from './jobs/ring.ts'
import { clocksOf, type StoredClock } from './queries/clocks.ts'

let desk: ClockDesk<StoredClock>
let ada: Visitor
beforeAll(async () => {
  desk = await createClockDesk({ reckonClocks, clocksOf })
  ada = await desk.at(desk.ada)
})
beforeEach(async () => {
  const { pool } = desk.platform.database
  await pool.query('truncate cases, clock_policies, journal cascade')
  await pool.query('update teams set calendar_id = null')
  await pool.query('delete from calendars')
  await pool.query('delete from organisations')
})

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)
const none = { firstResponse: null, nextResponse: null, firstResolution: null, fullResolution: null }
const policies = async () =>
  (await ada.get('/clock-policies')).as(z.object({ items: z.array(policySchema) })).items
const received = async (hours: number, organisationId: number | null = null) => {
  const { caseId } = await desk.mail('It is broken.', { sentAt: ago(hours), organisationId })
  await desk.reckon(caseId)
  return caseId
}
const dueIn = async (caseId: number) => {
  const [clock] = await desk.clocks(caseId, 'first-response')
  return clock?.dueAt ? Math.round((clock.dueAt.getTime() - Date.now()) / 60_000) || 0 : null
}
const reset = () => resetJob.run({ ...desk.platform, attempt: 1 }, { afterId: 0 })
const acme = async () => {
  const { id } = await desk.platform.db
    .insertInto('organisations')
    .values({ name: 'Acme' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
const nightHours = async () => {
  const { db } = desk.platform
  const { id } = await db
    .insertInto('calendars')
    .values({ name: 'Never now' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const tomorrow = (new Date(Date.now() + 24 * HOUR).getUTCDay() + 6) % 7
  const days = Array.from({ length: 7 }, (_, day) =>
    day === tomorrow ? [{ from: '00:00', to: '24:00' }] : [],
  )
  await db
    .insertInto('calendar_weeks')
    .values({ calendar_id: id, time_zone: 'UTC', week: JSON.stringify(days) })
    .execute()
  return id
}

describe('policies', () => {
  test('stand for everybody, a team or an organisation, and change on the newest version', async () => {
    const everybody = (await ada.put('/clock-policy', { ...none, firstResponse: 60 })).as(policySchema)
    expect(everybody).toMatchObject({ team: null, organisation: null, firstResponse: 60, version: 1 })
    await ada.put(`/teams/${desk.teamId}/clock-policy`, { ...none, firstResponse: 30 })
    await ada.put(`/organisations/${await acme()}/clock-policy`, { ...none, nextResponse: 5 })
    expect(
      (await policies()).map(
        ({ team, organisation }) => (team && 'a team') ?? organisation?.name ?? 'everybody',
      ),
    ).toEqual(['everybody', expect.any(String), 'Acme'])
    expect((await ada.put('/clock-policy', none)).status).toBe(428)
    const longer = await ada.put('/clock-policy', { ...none, firstResponse: 90 }, { version: 1 })
    expect(longer.body).toMatchObject({ firstResponse: 90, version: 2 })
    expect((await ada.put('/clock-policy', none, { version: 1 })).body).toMatchObject({
      code: 'platform.changed-meanwhile',
      current: { firstResponse: 90 },
    })
  })

  test.each([
    ['no target at all', {}],
    ['a target of nothing', { ...none, firstResponse: 0 }],
    ['half a minute', { ...none, firstResponse: 0.5 }],
    ['more than a year', { ...none, firstResponse: 525_601 }],
    ['a rank of customers', { ...none, vip: true }],
  ])('with %s are refused', async (_what, body) => {
    expect((await ada.put('/clock-policy', body)).status).toBe(400)
  })

  test('for nobody we know, or that are not there, are not found', async () => {
    expect((await ada.put('/teams/4711/clock-policy', none)).status).toBe(404)
    expect((await ada.put('/organisations/4711/clock-policy', none)).status).toBe(404)
    expect((await ada.remove('/clock-policy')).status).toBe(404)
  })

  test('are read by everybody and set by administrators', async () => {
    const mia = await desk.at(desk.mia)
    expect((await mia.get('/clock-policies')).status).toBe(200)
    expect((await mia.put('/clock-policy', none)).status).toBe(403)
    expect((await mia.remove('/clock-policy')).status).toBe(403)
  })

  test('two who set the first one at once leave one', async () => {
    const both = await Promise.all(
      [1, 2].map((firstResponse) => ada.put('/clock-policy', { ...none, firstResponse })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 428])
    expect(await policies()).toHaveLength(1)
  })
})

describe('which targets count', () => {
  test('the organisation’s, or else the team’s, or else everybody’s', async () => {
    const organisationId = await acme()
    await ada.put('/clock-policy', { ...none, firstResponse: 60 })
    expect(await dueIn(await received(0))).toBe(60)
    await ada.put(`/teams/${desk.teamId}/clock-policy`, { ...none, firstResponse: 30 })
    expect(await dueIn(await received(0))).toBe(30)
    await ada.put(`/organisations/${organisationId}/clock-policy`, { ...none, firstResponse: 90 })
    expect(await dueIn(await received(0, organisationId))).toBe(90)
    await ada.put(`/teams/${desk.otherTeamId}/clock-policy`, { ...none, firstResponse: 1 })
    expect(await dueIn(await received(0))).toBe(30)
  })
})

describe('a change while clocks run', () => {
  test('keeps what has run: an hour had, three aimed at, two are left', async () => {
    await ada.put('/clock-policy', { ...none, firstResponse: 120 })
    const caseId = await received(1)
    expect(await dueIn(caseId)).toBe(60)
    await ada.put('/clock-policy', { ...none, firstResponse: 180 }, { version: 1 })
    expect(await dueIn(caseId)).toBe(60)
    await reset()
    expect(await dueIn(caseId)).toBe(120)
    const [clock] = await desk.clocks(caseId, 'first-response')
    expect(clock?.terms.map(({ target }) => target)).toEqual([120, 180])
  })

  test('to less than has run is due at the change, and is told then', async () => {
    await ada.put('/clock-policy', { ...none, firstResponse: 120 })
    const caseId = await received(1)
    await ada.put('/clock-policy', { ...none, firstResponse: 30 }, { version: 1 })
    await reset()
    expect(await dueIn(caseId)).toBe(0)
  })

  test('that takes the policy away leaves the wider one, or nothing due', async () => {
    await ada.put('/clock-policy', { ...none, firstResponse: 240 })
    await ada.put(`/teams/${desk.teamId}/clock-policy`, { ...none, firstResponse: 120 })
    const caseId = await received(1)
    expect((await ada.remove(`/teams/${desk.teamId}/clock-policy`)).status).toBe(204)
    await reset()
    expect(await dueIn(caseId)).toBe(180)
    await ada.remove('/clock-policy')
    await reset()
    expect(await dueIn(caseId)).toBeNull()
    const row = await desk.platform.db
      .selectFrom('cases')
      .select('clock_due_at')
      .where('id', '=', caseId)
      .executeTakeFirst()
    expect(row?.clock_due_at).toBeNull()
  })

  test('leaves a clock that has stopped as it was', async () => {
    await ada.put('/clock-policy', { ...none, firstResponse: 120 })
    const caseId = await received(1)
    await desk.reply(caseId)
    await desk.reckon(caseId)
    const before = await desk.clocks(caseId, 'first-response')
    await ada.put('/clock-policy', { ...none, firstResponse: 1 }, { version: 1 })
    await reset()
    expect(await desk.clocks(caseId, 'first-response')).toEqual(before)
  })

  test('comes with another team, from the hand-off on', async () => {
    await ada.put('/clock-policy', { ...none, firstResponse: 120 })
    await ada.put(`/teams/${desk.otherTeamId}/clock-policy`, { ...none, firstResponse: 240 })
    const caseId = await received(1)
    const { db } = desk.platform
    await transact(db, desk.lena, async (tx) => {
      await tx.updateTable('cases').set({ team_id: desk.otherTeamId }).where('id', '=', caseId).execute()
      const from = { fromStaffId: desk.lena.staffId, fromName: 'Lena' }
      await announce(tx, ownershipAnnouncements.takenOver, {
        ...{ actor: desk.lena, caseId, objects: [{ type: 'case', id: caseId }] },
        attributes: { ...from, toStaffId: desk.tom.staffId, toName: 'Tom', reason: 'Nearer' },
      })
    })
    await desk.reactToAll()
    expect(await dueIn(caseId)).toBe(180)
  })

  test('of the hours keeps what has run as well', async () => {
    await ada.put('/clock-policy', { ...none, firstResponse: 120 })
    const caseId = await received(1)
    await desk.platform.db
      .updateTable('teams')
      .set({ calendar_id: await nightHours() })
      .where('id', '=', desk.teamId)
      .execute()
    await reset()
    const [clock] = await desk.clocks(caseId, 'first-response')
    const midnight = new Date(Date.now() + 24 * HOUR).setUTCHours(0, 0, 0, 0)
    expect(Math.abs(+(clock?.dueAt ?? 0) - (midnight + HOUR))).toBeLessThan(60_000)
  })
})

describe('the clocks of a case', () => {
  test('say working time, calendar time and the longest silence together', async () => {
    await desk.platform.db
      .updateTable('teams')
      .set({ calendar_id: await nightHours() })
      .where('id', '=', desk.teamId)
      .execute()
    await ada.put('/clock-policy', { ...none, firstResponse: 60 })
    const caseId = await received(3)
    const mia = await desk.at(desk.mia)
    const shown = (await mia.get(`/cases/${caseId}/clocks`)).as(caseClocksSchema)
    expect(shown).toMatchObject({ calendar: { name: 'Never now' }, restsNow: false })
    expect(shown.clocks[0]).toMatchObject({
      ...{ kind: 'first-response', targetMinutes: 60, breached: false, workingSeconds: 0, pausedSeconds: 0 },
    })
    expect(Math.abs((shown.clocks[0]?.calendarSeconds ?? 0) - 10_800)).toBeLessThan(60)
    expect(Math.abs((shown.longestSilence?.seconds ?? 0) - 10_800)).toBeLessThan(60)
    expect(shown.longestSilence?.until).toBeNull()
  })

  test('without a calendar run at every hour, and show what rested apart', async () => {
    const caseId = await received(3)
    const question = await desk.reply(caseId, 'waiting-for-customer')
    const { pool } = desk.platform.database
    await pool.query('update messages set sent_at = $1 where id = $2', [ago(2), question])
    await pool.query('update messages set recorded_at = sent_at')
    await desk.reckon(caseId)
    const shown = (await ada.get(`/cases/${caseId}/clocks`)).as(caseClocksSchema)
    const full = shown.clocks.find(({ kind }) => kind === 'full-resolution')
    expect(Math.abs((full?.workingSeconds ?? 0) - 3_600)).toBeLessThan(60)
    expect(Math.abs((full?.pausedSeconds ?? 0) - 7_200)).toBeLessThan(60)
    expect(shown).toMatchObject({ restsNow: true, calendar: null })
  })

  test('are not there for those who may not see the case', async () => {
    const caseId = await received(1)
    expect((await (await desk.at(desk.tom)).get(`/cases/${caseId}/clocks`)).status).toBe(404)
    expect((await ada.get('/cases/4711/clocks')).status).toBe(404)
  })

  test('are none while nobody has spoken', async () => {
    const { caseId } = await desk.mail('Out of office', {}, { kind: 'automatic' })
    await desk.reckon(caseId)
    expect((await ada.get(`/cases/${caseId}/clocks`)).body).toEqual({
      ...{ clocks: [], restsNow: false, longestSilence: null, calendar: null },
    })
  })
})
