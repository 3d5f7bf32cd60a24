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
const handTo = async (receiver: Visitor, toStaffId: number, giver = mia) => {
  const made = await giver.post(`/cases/${caseId}/hand-offs`, { brief, toStaffId })
  const { id } = made.as(handOffSchema)
  expect((await receiver.post(`/hand-offs/${id}/acceptance`, {})).status).toBe(200)
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

describe('after a take-over', () => {
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
