import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { HOUR, inHours } from '../../../tests/factories/promise-desk.ts'
import { everyRoute } from '../../../tests/factories/routes.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { casePageSchema } from '../../cases/contract.ts'
import { handOffSchema } from '../../ownership/contract.ts'
import { type CustomerPromise, casePromisesSchema, promiseSchema } from '../contract.ts'
import { reactions } from './reactions.ts'

let desk: Awaited<ReturnType<typeof createCaseDesk>>
let mia: Visitor
let sam: Visitor
let lena: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(everyRoute)
  await desk.platform.db.insertInto('settings').values({ organisation_name: 'School' }).execute()
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
  lena = await desk.at(desk.lena)
})
let caseId: number
beforeEach(async () => {
  caseId = (await desk.mail('Please change my phone')).caseId
  await mia.post(`/cases/${caseId}/owner`)
  await react()
})

const brief = { need: 'x', done: 'x', promised: 'x', nextStep: 'x', feeling: 'x' }
const promise = async (what = 'Call back', more: object = {}): Promise<CustomerPromise> =>
  (await mia.post(`/cases/${caseId}/promises`, { what, dueAt: inHours(2), ...more })).as(promiseSchema)
const promises = async () => (await lena.get(`/cases/${caseId}/promises`)).as(casePromisesSchema).items
const handTo = async (receiver: Visitor, toStaffId: number, giver = mia, said: object = {}) => {
  const made = await giver.post(`/cases/${caseId}/hand-offs`, { brief, toStaffId })
  const { id } = made.as(handOffSchema)
  expect((await receiver.post(`/hand-offs/${id}/acceptance`, said)).status).toBe(200)
}
/** Everything that the room does after what was announced on this case, as its jobs would; they may run twice. */
const react = async (times = 1) => {
  const events = await desk.platform.db
    .selectFrom('journal')
    .select(['seq', 'type'])
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute()
  for (let run = 0; run < times; run += 1)
    for (const { seq, type } of events)
      for (const { to, job } of reactions)
        if (to === type) await job.run({ ...desk.platform, attempt: 1 }, { seq })
}
const asked = async () => {
  const { rows } = await desk.platform.database.pool.query(
    `select count(*)::int as times from journal where case_id = $1 and type = 'promises.keeper-asked'`,
    [caseId],
  )
  return rows[0]?.times
}
const told = async (type: string) => {
  const { rows } = await desk.platform.database.pool.query(
    'select attributes from journal where case_id = $1 and type = $2 order by seq',
    [caseId, type],
  )
  return rows.map(({ attributes: { fromStaffId, keeperName } }) => ({ fromStaffId, keeperName }))
}
const isCalled = async (visitor: Visitor) =>
  (await visitor.get('/cases?list=needs-me&limit=200'))
    .as(casePageSchema)
    .items.find(({ id }) => id === caseId)?.reason

describe('after an accepted hand-off', () => {
  test('the receiver is asked for each open promise, once; the giver stays bound until the yes', async () => {
    await promise('Call back')
    await promise('Send the model', { dueAt: inHours(3) })
    await handTo(sam, desk.sam.staffId)
    await react(3)
    expect(await promises()).toMatchObject([
      { what: 'Call back', keeper: { name: 'Mia' }, askedKeeper: { name: 'Sam' } },
      { what: 'Send the model', keeper: { name: 'Mia' }, askedKeeper: { name: 'Sam' } },
    ])
    expect([await asked(), await isCalled(sam)]).toEqual([2, 'A promise is due'])
  })

  test('the time that the customer was told does not move', async () => {
    const { dueAt } = await promise()
    await handTo(sam, desk.sam.staffId)
    await react()
    expect(await promises()).toMatchObject([{ dueAt, state: 'open' }])
  })

  test('what was kept before is nobody’s business any more', async () => {
    const { id, version } = await promise()
    expect((await mia.post(`/promises/${id}/keeping`, {}, { version })).status).toBeLessThan(300)
    await handTo(sam, desk.sam.staffId)
    await react()
    expect((await promises()).map(({ askedKeeper }) => askedKeeper)).toEqual([null])
  })

  test('what the receiver keeps already is not asked of them', async () => {
    await promise('Mine', { keeperId: desk.sam.staffId })
    await handTo(sam, desk.sam.staffId)
    await react()
    expect(await promises()).toMatchObject([{ keeper: { name: 'Sam' }, askedKeeper: null }])
    expect(await asked()).toBe(0)
  })

  test('and another one, the newest receiver is asked in place of the one before', async () => {
    await promise()
    await handTo(sam, desk.sam.staffId)
    await react()
    await handTo(lena, desk.lena.staffId, sam)
    await react()
    expect(await promises()).toMatchObject([{ keeper: { name: 'Mia' }, askedKeeper: { name: 'Lena' } }])
  })

  test('a case without a promise calls nobody', async () => {
    await handTo(sam, desk.sam.staffId)
    await react()
    expect(await asked()).toBe(0)
  })
})

describe('with the acceptance itself', () => {
  const keepers = async () =>
    (await promises()).map(({ what, keeper, askedKeeper }) => [what, keeper.name, askedKeeper?.name])
  const handing = (promiseIds: number[]) => handTo(sam, desk.sam.staffId, mia, { promiseIds })

  test('the receiver keeps what they name; the rest stays with its keeper, and nobody is asked', async () => {
    const { id } = await promise('Call back')
    await promise('Send the model', { dueAt: inHours(3) })
    await handing([id])
    // Nothing waits for a job: whoever owns the case has the promise in the same moment.
    expect(await keepers()).toEqual([
      ['Call back', 'Sam', undefined],
      ['Send the model', 'Mia', undefined],
    ])
    await react(2)
    expect([await asked(), await isCalled(sam)]).toEqual([0, 'The customer waits for your answer'])
    expect(await told('promises.handed')).toEqual([{ fromStaffId: desk.mia.staffId, keeperName: 'Sam' }])
  })

  test('naming none leaves each with its keeper, also where somebody else was asked before', async () => {
    await promise()
    await handTo(sam, desk.sam.staffId)
    expect(await keepers()).toEqual([['Call back', 'Mia', 'Sam']])
    await handTo(lena, desk.lena.staffId, sam, { promiseIds: [] })
    expect(await keepers()).toEqual([['Call back', 'Mia', undefined]])
    expect(await isCalled(sam)).toBeUndefined()
  })

  test('what was kept while they read, is on another case or never was, does not stand in the way', async () => {
    const { id, version } = await promise('Kept meanwhile')
    const elsewhere = (await desk.mail('Another need')).caseId
    const foreign = (await lena.post(`/cases/${elsewhere}/promises`, { what: 'Foreign' })).as(promiseSchema)
    await mia.post(`/promises/${id}/keeping`, {}, { version })
    await handing([id, foreign.id, 999_999])
    expect(await keepers()).toEqual([['Kept meanwhile', 'Mia', undefined]])
    const [theirs] = (await lena.get(`/cases/${elsewhere}/promises`)).as(casePromisesSchema).items
    expect(theirs?.keeper.name).toBe('Lena')
  })

  test('a broken one goes along too, and calls its new owner', async () => {
    const { id } = await promise()
    const { pool } = desk.platform.database
    await pool.query(
      `update promises set made_at = made_at - interval '1 day', due_at = due_at - interval '1 day',
        reminded_at = now(), fell_due_at = now() where id = $1`,
      [id],
    )
    await handing([id])
    expect(await keepers()).toEqual([['Call back', 'Sam', undefined]])
    expect([await isCalled(sam), await isCalled(mia)]).toEqual(['A promise is due', undefined])
  })

  test('refused, nothing of it is done', async () => {
    const { id } = await promise()
    const made = await mia.post(`/cases/${caseId}/hand-offs`, { brief, toStaffId: desk.sam.staffId })
    const address = `/hand-offs/${made.as(handOffSchema).id}/acceptance`
    expect((await sam.post(address, { promiseIds: ['x'] })).status).toBe(400)
    expect((await lena.post(address, { promiseIds: [id] })).status).toBe(409)
    expect(await keepers()).toEqual([['Call back', 'Mia', undefined]])
  })
})

describe('after a take-over', () => {
  test('the lead keeps what they name with it', async () => {
    const { id } = await promise()
    await promise('Left out', { dueAt: inHours(3) })
    await lena.post(`/cases/${caseId}/take-over`, { reason: 'She asked for me.', promiseIds: [id] })
    expect(await promises()).toMatchObject([
      { keeper: { name: 'Lena' }, askedKeeper: null },
      { keeper: { name: 'Mia' }, askedKeeper: null },
    ])
  })

  test('the lead is asked as any new owner is', async () => {
    await promise()
    await lena.post(`/cases/${caseId}/take-over`, { reason: 'She asked for me.' })
    await react(2)
    expect(await promises()).toMatchObject([{ keeper: { name: 'Mia' }, askedKeeper: { name: 'Lena' } }])
    expect(await asked()).toBe(1)
  })
})

test('an offer alone asks nobody, nor one that was declined', async () => {
  await promise()
  const made = await mia.post(`/cases/${caseId}/hand-offs`, { brief, toStaffId: desk.sam.staffId })
  await react()
  await sam.post(`/hand-offs/${made.as(handOffSchema).id}/refusal`, { kind: 'declined', words: 'No.' })
  await react()
  const [open] = await promises()
  expect(open).toMatchObject({ keeper: { name: 'Mia' }, askedKeeper: null })
  expect(Date.parse(open?.dueAt ?? '') - Date.now()).toBeGreaterThan(HOUR)
})
