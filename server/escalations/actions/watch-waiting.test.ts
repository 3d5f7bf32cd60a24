import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createEscalationDesk, type EscalationDesk } from '../../../tests/factories/escalation-desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { lookAtAllJob, lookJob } from '../jobs/look.ts'
import { judge } from './judge.ts'

let desk: EscalationDesk
let ada: Visitor
beforeAll(async () => {
  desk = await createEscalationDesk()
  ada = await desk.at(desk.ada)
})
beforeEach(async () => {
  await desk.react()
  const { pool } = desk.platform.database
  await pool.query('delete from guidelines')
  await pool.query('truncate cases cascade')
  await pool.query('update teams set calendar_id = null')
  await pool.query(
    "select graphile_worker.remove_job(key) from graphile_worker.jobs where key like 'escalations.%'",
  )
})

const MINUTE = 60_000
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE)
const waiting = (minutes: number) => desk.guideline({ kind: 'waiting', minutes })
const mailed = async (minutes: number) => {
  const { caseId } = await desk.mail('My phone is silent.', { sentAt: ago(minutes) })
  return caseId
}
const fired = async (caseId: number) => (await desk.escalationsOf(caseId)).length
/** When a case is looked at again, in minutes from now. */
const lookedAtIn = async (caseId: number) => {
  const { rows } = await desk.platform.database.pool.query(
    'select run_at from graphile_worker.jobs where key = $1',
    [`escalations.look:${caseId}`],
  )
  return rows.map(({ run_at }) => Math.round((run_at.getTime() - Date.now()) / MINUTE))
}
const look = (caseId: number, now: Date) =>
  transact(desk.platform.db, systemActor('test'), (tx) =>
    judge(tx, caseId, { kinds: ['waiting'], at: now, messageId: null }, now),
  )
const lookAtAll = () => lookAtAllJob.run({ ...desk.platform, attempt: 1 }, { teamId: null, afterId: 0 })
/** A calendar that is open on one weekday around the clock, `days` from today. */
const openOn = async (days: number) => {
  const day = (new Date(Date.now() + days * 1440 * MINUTE).getUTCDay() + 6) % 7
  const week = Array.from({ length: 7 }, (_, each) => (each === day ? [{ from: '00:00', to: '24:00' }] : []))
  const name = `Open ${Math.random()}`
  const made = await ada.post('/calendars', { name, week: { timeZone: 'UTC', days: week } })
  expect(made.status, made.text).toBe(201)
  await desk.platform.db
    .updateTable('teams')
    .set({ calendar_id: (made.body as { id: number }).id })
    .where('id', '=', desk.teamId)
    .execute()
}

describe('a customer who waits', () => {
  test('is looked at when the time is over, and fires then: not before, and once', async () => {
    await waiting(60)
    const caseId = await mailed(20)
    await desk.react()
    expect([await fired(caseId), await lookedAtIn(caseId)]).toEqual([0, [40]])
    await lookJob.run({ ...desk.platform, attempt: 1 }, { caseId })
    expect([await fired(caseId), await lookedAtIn(caseId)]).toEqual([0, [40]])
    await look(caseId, new Date(Date.now() + 41 * MINUTE))
    await look(caseId, new Date(Date.now() + 42 * MINUTE))
    const [found, ...more] = await desk.escalationsOf(caseId)
    expect(more).toEqual([])
    expect(Math.round((Date.parse(found?.happenedAt ?? '') - Date.now()) / MINUTE)).toBe(40)
    expect((await desk.calledTo(caseId))[0]?.words).toBe('The customer waits for over 1 h. Call them.')
  })

  test('and was answered meanwhile fires nothing', async () => {
    await waiting(60)
    const caseId = await mailed(20)
    await desk.react()
    await desk.platform.db
      .updateTable('cases')
      .set({ customer_waiting_since: null })
      .where('id', '=', caseId)
      .execute()
    await look(caseId, new Date(Date.now() + 120 * MINUTE))
    expect(await fired(caseId)).toBe(0)
  })

  test('is looked at for the next of several', async () => {
    await waiting(60)
    await waiting(30)
    await waiting(10)
    const caseId = await mailed(20)
    await desk.react()
    expect([await fired(caseId), await lookedAtIn(caseId)]).toEqual([1, [10]])
  })

  test('only in open hours: on a closed day nobody could have answered', async () => {
    await openOn(2)
    await waiting(60)
    const caseId = await mailed(600)
    await desk.react()
    expect(await fired(caseId)).toBe(0)
    const [minutes = 0] = await lookedAtIn(caseId)
    const midnight = new Date(Date.now() + 2 * 1440 * MINUTE).setUTCHours(0, 0, 0, 0)
    expect(Math.abs(minutes - ((midnight - Date.now()) / MINUTE + 60))).toBeLessThanOrEqual(1)
  })
})

describe('what counts as too long', () => {
  const jobs = async () => {
    const { rows } = await desk.platform.database.pool.query(
      "select task_identifier as task from graphile_worker.jobs where task_identifier = 'escalations.look-at-all'",
    )
    return rows.length
  }

  test('and is written or switched on now has all looked at who wait already', async () => {
    const [long, short] = [await mailed(90), await mailed(20)]
    const before = await jobs()
    const made = await desk.guideline({ kind: 'waiting', minutes: 60 }, { isOn: false })
    expect(await jobs()).toBe(before)
    await ada.patch(`/guidelines/${made.id}`, { isOn: true }, made.version)
    expect(await jobs()).toBe(before + 1)
    await lookAtAll()
    expect([await fired(long), await fired(short), await lookedAtIn(short)]).toEqual([1, 0, [40]])
  })

  test('changes with the hours of the team', async () => {
    await openOn(2)
    await waiting(60)
    const caseId = await mailed(90)
    await desk.react()
    expect(await fired(caseId)).toBe(0)
    const before = await jobs()
    const teams = (await ada.get('/teams')).body as { items: { id: number; version: number }[] }
    const version = teams.items.find(({ id }) => id === desk.teamId)?.version
    const changed = await ada.patch(`/teams/${desk.teamId}`, { calendarId: null }, version)
    expect(changed.status, changed.text).toBe(200)
    await desk.react()
    expect(await jobs()).toBeGreaterThan(before)
    await lookAtAll()
    expect(await fired(caseId)).toBe(1)
  })

  test('for everybody, many at a time', async () => {
    const ids: number[] = []
    for (let made = 0; made < 101; made += 1) ids.push(await mailed(90))
    await waiting(60)
    const before = await jobs()
    await lookAtAll()
    expect(await Promise.all(ids.map(fired))).toEqual([...Array(100).fill(1), 0])
    expect(await jobs()).toBe(before + 1)
    await lookAtAllJob.run({ ...desk.platform, attempt: 1 }, { teamId: desk.teamId, afterId: ids[99] })
    expect(await fired(ids[100] ?? 0)).toBe(1)
  }, 60_000)
})
