import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { addStaff } from '../../../tests/factories/desk.ts'
import { everyRoute } from '../../../tests/factories/routes.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { casePageSchema, caseSchema } from '../../cases/contract.ts'
import { type HandOff, handOffListSchema, handOffSchema } from '../contract.ts'

let desk: CaseDesk
let lena: Visitor
let mia: Visitor
let sam: Visitor
let tom: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(everyRoute)
  lena = await desk.at(desk.lena)
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
  tom = await desk.at(desk.tom)
})

const brief = {
  need: 'One phone on the plan, another model.',
  done: 'The order is entered.',
  promised: 'A call tomorrow by ten.',
  nextStep: 'Confirm the delivery.',
  feeling: 'Tired.',
}
let caseId: number
beforeEach(async () => {
  caseId = (await desk.mail('Please change my phone')).caseId
  await mia.post(`/cases/${caseId}/owner`)
})

const ask = (by: Visitor, more: object = {}) =>
  by.post(`/cases/${caseId}/hand-offs`, { brief, toStaffId: desk.sam.staffId, ...more })
const offered = async (by: Visitor, more: object = {}): Promise<HandOff> =>
  (await ask(by, more)).as(handOffSchema)
const accept = (by: Visitor, id: number) => by.post(`/hand-offs/${id}/acceptance`, {})
const refuse = (by: Visitor, id: number, kind = 'declined') =>
  by.post(`/hand-offs/${id}/refusal`, { kind, words: 'Not today.' })
const handOffs = async () => (await lena.get(`/cases/${caseId}/hand-offs`)).as(handOffListSchema).items
const owner = async () => (await lena.get(`/cases/${caseId}`)).as(caseSchema).owner.name
const reasonFor = async (visitor: Visitor) =>
  (await visitor.get('/cases?list=needs-me&limit=200'))
    .as(casePageSchema)
    .items.find(({ id }) => id === caseId)?.reason
const newsOf = async (type: string) => {
  const { rows } = await desk.platform.database.pool.query(
    'select attributes from journal where case_id = $1 and type = $2 order by seq',
    [caseId, type],
  )
  return rows.map(({ attributes }) => attributes)
}

describe('the time to answer', () => {
  test('is two hours, unless the giver says otherwise', async () => {
    const minutes = ({ offeredAt, answerBy }: HandOff) =>
      Math.round((Date.parse(answerBy) - Date.parse(offeredAt)) / 60_000)
    const usual = await offered(mia)
    expect(minutes(usual)).toBe(120)
    await mia.remove(`/hand-offs/${usual.id}`)
    expect(minutes(await offered(mia, { answerWithin: 5 }))).toBe(5)
  })

  test.each([4, 10_081, 30.5, -1, '60', null])('cannot be %j minutes', async (answerWithin) => {
    expect((await ask(mia, { answerWithin })).body).toMatchObject({ fields: [{ path: 'answerWithin' }] })
    expect(await handOffs()).toEqual([])
    expect(await reasonFor(sam)).toBeUndefined()
  })
})

describe('what is asked of an offer', () => {
  test.each([
    ['a brief too long to read', { brief: { ...brief, done: 'x'.repeat(4_001) } }, 'brief.done'],
    ['a sixth field', { brief: { ...brief, secret: 'x' } }, 'brief'],
    ['a person by name', { toStaffId: 'Sam' }, 'toStaffId'],
    ['a team that is no number', { toTeamId: -1 }, 'toTeamId'],
    ['half a wish to tell the customer', { tellCustomer: 'maybe' }, 'tellCustomer'],
  ])('%s is refused by name', async (_what, wrong, path) => {
    const answer = await ask(mia, wrong)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(path)
    expect(await handOffs()).toEqual([])
  })

  test('keeps its words as they were written, without the space around them', async () => {
    const words = 'Line one\n  “quoted” — 100 % & <b>bold</b>'
    const { id } = await offered(mia, { brief: { ...brief, need: `\n ${words}  ` } })
    const [seen] = (await sam.get(`/cases/${caseId}/hand-offs`)).as(handOffListSchema).items
    expect(seen).toMatchObject({ id, brief: { ...brief, need: words } })
  })

  test('of two made at once, one stands and the other is told to whom', async () => {
    const both = await Promise.all([ask(mia), ask(lena, { toStaffId: desk.lena.staffId })])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'ownership.already-offered',
    })
    expect((await handOffs()).filter(({ state }) => state === 'offered')).toHaveLength(1)
  })
})

describe('rights', () => {
  test('a stranger signs in first, and a script that only reads hands nothing over', async () => {
    const { id } = await offered(mia)
    const stranger = await desk.visitor()
    const reader = await withToken(desk, desk.mia, ['cases.read'])
    for (const [visitor, status] of [
      [stranger, 401],
      [reader, 403],
    ] as const) {
      expect((await ask(visitor)).status).toBe(status)
      expect((await accept(visitor, id)).status).toBe(status)
      expect((await visitor.remove(`/hand-offs/${id}`)).status).toBe(status)
      expect((await visitor.get(`/cases/${caseId}/hand-offs`)).status).toBe(status)
    }
    expect(await handOffs()).toMatchObject([{ state: 'offered' }])
  })

  test('who may not see the case learns nothing of its hand-offs, nor of its brief', async () => {
    const { id } = await offered(mia)
    for (const path of [`/cases/${caseId}/hand-offs`, `/cases/${caseId}/brief-draft`])
      expect((await tom.get(path)).body).toMatchObject({ code: 'platform.not-found' })
    expect((await tom.remove(`/hand-offs/${id}`)).status).toBe(404)
    expect((await refuse(tom, id)).status).toBe(404)
    expect((await accept(sam, 4_711_000)).status).toBe(404)
    expect(await handOffs()).toMatchObject([{ state: 'offered' }])
  })

  test('the giver, who asked for it and a lead take it back; the receiver says no instead', async () => {
    const { id } = await offered(mia)
    expect((await sam.remove(`/hand-offs/${id}`)).body).toMatchObject({ code: 'ownership.not-yours' })
    expect((await lena.remove(`/hand-offs/${id}`)).status).toBe(204)
    expect(await handOffs()).toMatchObject([{ state: 'withdrawn', answerWords: null }])
    expect((await mia.remove(`/hand-offs/${id}`)).body).toMatchObject({
      code: 'ownership.answered',
      state: 'withdrawn',
    })
    expect(await reasonFor(sam)).toBeUndefined()
  })
})

describe('no for an answer', () => {
  test('to an offer that a lead made calls the owner and the lead', async () => {
    const { id } = await offered(lena)
    expect((await refuse(sam, id)).status).toBe(200)
    const words = 'Your hand-off was not accepted'
    expect([await reasonFor(mia), await reasonFor(lena), await reasonFor(sam)]).toEqual([
      words,
      words,
      undefined,
    ])
    expect(await newsOf('ownership.hand-off-declined')).toMatchObject([
      {
        handOffId: id,
        fromName: 'Mia',
        toName: 'Sam',
        words: 'Not today.',
        afterSeconds: expect.any(Number),
      },
    ])
  })

  test('is for who was asked, once', async () => {
    const { id } = await offered(mia)
    expect((await refuse(lena, id)).body).toMatchObject({ code: 'ownership.not-offered' })
    expect((await refuse(mia, id)).body).toMatchObject({ code: 'ownership.not-offered' })
    await refuse(sam, id, 'returned')
    expect((await refuse(sam, id)).body).toMatchObject({ code: 'ownership.answered', state: 'returned' })
    expect((await accept(sam, id)).body).toMatchObject({
      detail: expect.stringContaining('sent back already'),
    })
    expect(await owner()).toBe('Mia')
  })

  test.each(['later', '', 'accepted'])('cannot be “%s”', async (kind) => {
    const { id } = await offered(mia)
    expect((await refuse(sam, id, kind)).body).toMatchObject({ fields: [{ path: 'kind' }] })
    expect(await handOffs()).toMatchObject([{ state: 'offered' }])
  })

  test('because the brief lacked something leads to a better brief, and both stay on record', async () => {
    const first = await offered(mia)
    await refuse(sam, first.id, 'returned')
    const better = { ...brief, done: 'The order is entered: the Pebble 3, in grey.' }
    const second = await offered(mia, { brief: better })
    await accept(sam, second.id)
    expect(await handOffs()).toMatchObject([
      { id: second.id, state: 'accepted', brief: better },
      { id: first.id, state: 'returned', brief, answerWords: 'Not today.' },
    ])
    expect(await owner()).toBe('Sam')
  })
})

describe('at the same moment', () => {
  test('a yes and a take-over: one owner, and an offer that says what became of it', async () => {
    const { id } = await offered(mia)
    const [accepted, taken] = await Promise.all([
      accept(sam, id),
      lena.post(`/cases/${caseId}/take-over`, { reason: 'She asked for me.' }),
    ])
    // A lead may take over from whoever it is: she wins last. A yes that came too late is told so.
    expect(taken.status).toBe(204)
    expect([200, 409]).toContain(accepted.status)
    expect(await owner()).toBe('Lena')
    expect((await handOffs())[0]?.state).toBe(accepted.status === 200 ? 'accepted' : 'withdrawn')
    expect(await newsOf('ownership.taken-over')).toMatchObject([
      { fromName: accepted.status === 200 ? 'Sam' : 'Mia', toName: 'Lena', reason: 'She asked for me.' },
    ])
  })

  test('yes and no of one person: the first counts', async () => {
    const { id } = await offered(mia)
    const [yes, no] = await Promise.all([accept(sam, id), refuse(sam, id)])
    expect([yes.status, no.status].sort()).toEqual([200, 409])
    expect(await owner()).toBe(yes.status === 200 ? 'Sam' : 'Mia')
    expect((await handOffs())[0]?.state).toBe(yes.status === 200 ? 'accepted' : 'declined')
  })

  test('a yes clicked twice makes one change of hands', async () => {
    const { id } = await offered(mia)
    const twice = await Promise.all([accept(sam, id), accept(sam, id)])
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await newsOf('ownership.hand-off-accepted')).toHaveLength(1)
  })
})

describe('the customer is told who looks after them', () => {
  const told = () => newsOf('cases.words-asked')

  test('when it is accepted and the giver wished so, in the name of the new owner, and not before', async () => {
    const { id } = await offered(mia, { tellCustomer: true })
    expect(await told()).toEqual([])
    await accept(sam, id)
    expect(await told()).toEqual([
      { staffId: desk.sam.staffId, text: expect.stringMatching(/^Sam looks after your request/) },
    ])
  })

  test('not when nobody wished so, nor when it comes to nothing', async () => {
    const first = await offered(mia, { tellCustomer: true })
    await refuse(sam, first.id)
    const second = await offered(mia, { tellCustomer: true })
    await mia.remove(`/hand-offs/${second.id}`)
    await accept(sam, (await offered(mia)).id)
    expect([await owner(), await told()]).toEqual(['Sam', []])
  })

  test('nor where nobody knows who the customer is', async () => {
    caseId = (await desk.mail('Who am I?', { customerId: null })).caseId
    await mia.post(`/cases/${caseId}/owner`)
    await accept(sam, (await offered(mia, { tellCustomer: true })).id)
    expect([await owner(), await told()]).toEqual(['Sam', []])
  })
})

describe('a receiver', () => {
  test('who was invited and never came is nobody to hand over to', async () => {
    const kim = await addStaff(desk.platform.db, { name: 'Kim' })
    await desk.platform.database.pool.query(
      `update accounts set password_hash = null where id = (select account_id from staff where id = $1)`,
      [kim.staffId],
    )
    expect((await ask(mia, { toStaffId: kim.staffId })).body).toMatchObject({ code: 'ownership.not-here' })
  })

  test('who was switched off is none, also when the offer stood before', async () => {
    const kim = await addStaff(desk.platform.db, { name: 'Kim' })
    const kims = await desk.at(kim)
    const { id } = await offered(mia, { toStaffId: kim.staffId })
    await desk.platform.database.pool.query('update staff set switched_off_at = now() where id = $1', [
      kim.staffId,
    ])
    expect((await accept(kims, id)).status).toBe(401)
    expect(await owner()).toBe('Mia')
    await mia.remove(`/hand-offs/${id}`)
    expect((await ask(mia, { toStaffId: kim.staffId })).body).toMatchObject({ code: 'ownership.not-here' })
  })

  test('who accepts moves the case to their team only when it was offered to that team', async () => {
    const { teamId } = desk
    await accept(sam, (await offered(mia)).id)
    expect((await lena.get(`/cases/${caseId}`)).as(caseSchema).team.id).toBe(teamId)
    const across = await offered(sam, { toStaffId: desk.tom.staffId, toTeamId: desk.otherTeamId })
    expect((await lena.get(`/cases/${caseId}`)).as(caseSchema).team.id).toBe(teamId)
    await accept(tom, across.id)
    expect((await tom.get(`/cases/${caseId}`)).as(caseSchema)).toMatchObject({
      owner: { name: 'Tom' },
      team: { id: desk.otherTeamId },
    })
    // The giver goes on reading: Tom may have a question.
    expect((await sam.get(`/cases/${caseId}`)).status).toBe(200)
  })
})
