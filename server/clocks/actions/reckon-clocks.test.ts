import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ClockDesk, createClockDesk } from '../../../tests/factories/clock-desk.ts'
import { closeCase, receiveContact, setDelivery, takeBackMessage } from '../../cases/index.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { ringJob } from '../jobs/ring.ts'
import { clocksOf, restsOfCase, type StoredClock } from '../queries/clocks.ts'
import { reckonClocks } from './reckon-clocks.ts'

let desk: ClockDesk<StoredClock>
beforeAll(async () => {
  desk = await createClockDesk({ reckonClocks, clocksOf })
})
beforeEach(async () => {
  await desk.platform.database.pool.query(
    'truncate cases, clock_policies, journal, graphile_worker._private_jobs cascade',
  )
})

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)
const db = () => desk.platform.db
const system = systemActor('test')

const mailAt = async (sentAt: Date, caseId: number | null = null) =>
  (await desk.mail('It is broken.', { sentAt, caseId })).caseId
const told = async () =>
  (
    await db()
      .selectFrom('journal')
      .select(['type', 'attributes', 'time'])
      .where('type', 'like', 'clocks.%')
      .where('type', 'not in', ['clocks.policy-changed', 'clocks.set'])
      .orderBy('seq')
      .execute()
  ).map(({ type, attributes }) => `${type} ${(attributes as { kind: string }).kind}`)
const due = async (caseId: number) =>
  db()
    .selectFrom('cases')
    .select(['clock_due_at as at', 'clock_due_kind as kind'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
const rings = async () =>
  (
    await desk.platform.database.pool.query<{ run_at: Date; key: string }>(
      `select run_at, key from graphile_worker._private_jobs where key like 'clocks.ring%'`,
    )
  ).rows

describe('a case that was received', () => {
  test('has three clocks from its first word on, and is due first when its answer is', async () => {
    await desk.aim({ firstResponse: 60, nextResponse: 30, firstResolution: 480 })
    const sentAt = ago(0.5)
    const caseId = await mailAt(sentAt)
    await desk.reckon(caseId)
    expect((await desk.clocks(caseId)).map(({ kind, startedAt }) => [kind, startedAt])).toEqual([
      ['first-response', sentAt],
      ['first-resolution', sentAt],
      ['full-resolution', sentAt],
    ])
    expect(await due(caseId)).toEqual({ at: new Date(+sentAt + HOUR), kind: 'first-response' })
    await desk.reply(caseId)
    await desk.reckon(caseId)
    expect(await due(caseId)).toEqual({ at: new Date(+sentAt + 8 * HOUR), kind: 'resolution' })
    expect(await desk.clocks(caseId, 'first-response')).toMatchObject([{ ended: 'answered' }])
  })

  test('tells screens to look again when its clocks are other ones, and only then', async () => {
    const news = async () =>
      (await db().selectFrom('journal').select('case_id').where('type', '=', 'clocks.set').execute()).length
    await desk.aim({ firstResponse: 60 })
    const caseId = await mailAt(ago(0.5))
    await desk.reckon(caseId)
    await desk.reckon(caseId)
    expect(await news()).toBe(1)
    await desk.reply(caseId)
    await desk.reckon(caseId)
    await desk.reckon(caseId)
    expect(await news()).toBe(2)
  })

  test('is measured without targets as well, and is then due never', async () => {
    const caseId = await mailAt(ago(1))
    await desk.reckon(caseId)
    expect(await desk.clocks(caseId)).toHaveLength(3)
    expect(await due(caseId)).toEqual({ at: null, kind: null })
    expect(await rings()).toEqual([])
  })

  test.each(['automatic', 'bounce'] as const)('by a mail that is %s has no clock', async (kind) => {
    const { caseId } = await desk.mail('Out of office', {}, { kind })
    await desk.reckon(caseId)
    expect(await desk.clocks(caseId)).toEqual([])
  })

  test('is answered by nobody while the reply is taken back, bounced or never sent', async () => {
    const caseId = await mailAt(ago(1))
    const first = await desk.reply(caseId)
    await transact(db(), desk.mia, (tx) => takeBackMessage(tx, desk.mia, first))
    await desk.reckon(caseId)
    expect(await desk.clocks(caseId, 'first-response')).toMatchObject([{ stoppedAt: null }])
    const second = await desk.reply(caseId)
    await desk.reckon(caseId)
    expect(await desk.clocks(caseId, 'first-response')).toMatchObject([{ ended: 'answered' }])
    await transact(db(), system, (tx) => setDelivery(tx, second, 'bounced', 'no such user'))
    await desk.reckon(caseId)
    expect(await desk.clocks(caseId, 'first-response')).toMatchObject([{ ended: null }])
  })
})

describe('while a question of ours is open', () => {
  test('the clocks to a resolution rest, nothing of them is due, and the next word of the customer ends it', async () => {
    await desk.aim({ firstResolution: 480 })
    const caseId = await mailAt(ago(2))
    await desk.reply(caseId, 'waiting-for-customer')
    await desk.reckon(caseId)
    expect(await restsOfCase(db(), caseId)).toMatchObject([{ why: 'asked', to: null }])
    expect((await due(caseId)).at).toBeNull()
    const answered = new Date()
    await mailAt(answered, caseId)
    await desk.reckon(caseId)
    const [rest] = await restsOfCase(db(), caseId)
    expect(rest?.to ?? answered).toEqual(answered)
    expect((await due(caseId)).kind).toBe('resolution')
    expect(await desk.clocks(caseId, 'next-response')).toMatchObject([
      { startedAt: answered, stoppedAt: null },
    ])
  })

  test('a question that was taken back never held a clock', async () => {
    const caseId = await mailAt(ago(2))
    const question = await desk.reply(caseId, 'waiting-for-customer')
    await transact(db(), desk.mia, (tx) => takeBackMessage(tx, desk.mia, question))
    await desk.reckon(caseId)
    expect(await restsOfCase(db(), caseId)).toEqual([])
  })
})

test('a case that is closed stops its clocks; opened again, the full one resumes and the closed time rests', async () => {
  const caseId = await mailAt(ago(3))
  await transact(db(), desk.mia, (tx) => closeCase(tx, desk.mia, caseId, { reason: 'withdrawn', words: '' }))
  await desk.reckon(caseId)
  expect((await desk.clocks(caseId)).map(({ ended }) => ended)).toEqual(['closed', 'closed', 'closed'])
  await mailAt(new Date(), caseId)
  await desk.reckon(caseId)
  expect(await desk.clocks(caseId, 'full-resolution')).toMatchObject([{ stoppedAt: null }])
  expect(await restsOfCase(db(), caseId)).toMatchObject([{ why: 'finished' }])
})

describe('news of a clock', () => {
  test('is told once, when its time has come, by a job that waits for it', async () => {
    await desk.aim({ firstResponse: 120 })
    const caseId = await mailAt(ago(1))
    await desk.reckon(caseId)
    expect(await told()).toEqual([])
    const [warning] = await rings()
    expect(Math.abs(+(warning?.run_at ?? 0) - (Date.now() + 0.5 * HOUR))).toBeLessThan(60_000)
    await desk.reckon(caseId, new Date(Date.now() + 0.6 * HOUR))
    await desk.reckon(caseId, new Date(Date.now() + 0.7 * HOUR))
    expect(await told()).toEqual(['clocks.warned first-response'])
    await desk.reckon(caseId, new Date(Date.now() + 1.1 * HOUR))
    await desk.reckon(caseId, new Date(Date.now() + 1.2 * HOUR))
    expect(await told()).toEqual(['clocks.warned first-response', 'clocks.breached first-response'])
    expect(await rings()).toHaveLength(1)
  })

  test('that has come before anybody looked is told at once, with the time at which it came', async () => {
    await desk.aim({ firstResponse: 60 })
    const caseId = await mailAt(ago(5))
    await ringJob.run({ ...desk.platform, attempt: 1 }, { caseId })
    await ringJob.run({ ...desk.platform, attempt: 2 }, { caseId })
    expect(await told()).toEqual(['clocks.breached first-response'])
    const [event] = await db()
      .selectFrom('journal')
      .select('time')
      .where('type', '=', 'clocks.breached')
      .execute()
    expect(Math.abs(+(event?.time ?? 0) - +ago(4))).toBeLessThan(60_000)
  })

  test('calls nobody’s attention', async () => {
    await desk.aim({ firstResponse: 60 })
    await desk.reckon(await mailAt(ago(5)))
    expect(await db().selectFrom('attentions').selectAll().execute()).toEqual([])
  })
})

test('the order and the number of the jobs make no difference', async () => {
  await desk.aim({ firstResponse: 60, nextResponse: 30, firstResolution: 480 })
  const caseId = await mailAt(ago(4))
  await desk.reply(caseId, 'waiting-for-customer')
  await mailAt(ago(0.1), caseId)
  await desk.reply(caseId)
  await mailAt(new Date(), caseId)
  await desk.reckon(caseId)
  const once = await desk.clocks(caseId)
  const news = await told()
  await desk.reactToAll()
  await desk.reactToAll()
  expect(await desk.clocks(caseId)).toEqual(once)
  expect(await told()).toEqual(news)
}, 60_000)

test('two jobs at once leave one set of clocks', async () => {
  await desk.aim({ firstResponse: 60 })
  const caseId = await mailAt(ago(5))
  await Promise.all(Array.from({ length: 5 }, () => desk.reckon(caseId)))
  expect(await desk.clocks(caseId)).toHaveLength(3)
  expect(await told()).toEqual(['clocks.breached first-response'])
})

test('the clocks of a merged case go on where it lives on', async () => {
  await desk.aim({ firstResponse: 60 })
  const [older, newer] = [await mailAt(ago(5)), await mailAt(ago(1))]
  for (const caseId of [older, newer]) await desk.reckon(caseId)
  const mia = await desk.at(desk.mia)
  expect((await mia.post(`/cases/${older}/merge`, { intoCaseId: newer })).status).toBe(201)
  await desk.reactToAll()
  expect(await desk.clocks(older)).toEqual([])
  expect((await due(older)).at).toBeNull()
  const [first] = await desk.clocks(newer, 'first-response')
  expect(Math.abs(+(first?.startedAt ?? 0) - +ago(5))).toBeLessThan(60_000)
})

test('a call that was resolved was answered when somebody took it; one that was cut off still waits', async () => {
  const startedAt = ago(2).toISOString()
  const leg = { staffName: 'Mia', teamName: 'Support', startedAt, queueSeconds: 240, talkSeconds: 300 }
  const mia = await desk.at(desk.mia)
  const call = async (howEnded: string) => {
    const caseId = await mailAt(ago(1))
    await db().deleteFrom('search_entries').where('case_id', '=', caseId).execute()
    await db().deleteFrom('messages').where('case_id', '=', caseId).execute()
    await db().deleteFrom('contacts').where('case_id', '=', caseId).execute()
    const body = { channel: 'call', startedAt, endedAt: ago(1.8).toISOString(), legs: [{ ...leg, howEnded }] }
    const answer = await mia.post(`/cases/${caseId}/contacts`, body)
    expect(answer.status, answer.text).toBe(201)
    await desk.reckon(caseId)
    return desk.clocks(caseId, 'first-response')
  }
  const [answered] = await call('resolved')
  expect(+(answered?.stoppedAt ?? 0) - +(answered?.startedAt ?? 0)).toBe(240_000)
  expect(await call('disconnected')).toMatchObject([{ stoppedAt: null }])
})

test('a contact that comes in through the channel is reckoned by its reactions', async () => {
  const { caseId } = await transact(db(), system, (tx) =>
    receiveContact(tx, system, {
      ...{ caseId: null, teamId: desk.teamId, customerId: desk.customerId, organisationId: null },
      ...{ channel: 'form', source: 'test', need: 'Help', subject: '', sentAt: new Date() },
      message: { text: 'Help', quoted: '', signature: '', html: null, kind: 'message', authorName: 'Ana' },
      ...{ attachments: [], cc: [] },
    }),
  )
  await desk.reactToAll()
  expect(await desk.clocks(caseId)).toHaveLength(3)
})
