import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { addStaff } from '../../../tests/factories/desk.ts'
import { everyRoute } from '../../../tests/factories/routes.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { casePageSchema, caseSchema } from '../../cases/contract.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { eventsOfCase } from '../../platform/journal/queries.ts'
import { briefDraftSchema, briefFields, type HandOff, handOffListSchema, handOffSchema } from '../contract.ts'
import { lookAfter } from '../jobs/look-after.ts'

let desk: CaseDesk
let lena: Visitor
let mia: Visitor
let sam: Visitor
let tom: Visitor
let olga: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(everyRoute)
  lena = await desk.at(desk.lena)
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
  tom = await desk.at(desk.tom)
  olga = await desk.at(desk.olga)
})

const brief = {
  need: 'One phone on the plan, another model.',
  done: 'The order is entered.',
  promised: 'A call tomorrow by ten.',
  nextStep: 'Confirm the delivery.',
  feeling: 'Tired: it is the third call.',
}

/** A case that Mia has taken. */
const ofMia = async (): Promise<number> => {
  const { caseId } = await desk.mail('Please change my phone')
  await mia.post(`/cases/${caseId}/owner`)
  return caseId
}
const offer = (by: Visitor, caseId: number, body: object) =>
  by.post(`/cases/${caseId}/hand-offs`, { brief, ...body })
const offeredTo = async (toStaffId: number, caseId: number): Promise<HandOff> =>
  (await offer(mia, caseId, { toStaffId })).as(handOffSchema)
const ownerOf = async (caseId: number): Promise<string> =>
  (await lena.get(`/cases/${caseId}`)).as(caseSchema).owner.name
const needsMe = async (visitor: Visitor) =>
  (await visitor.get('/cases?list=needs-me')).as(casePageSchema).items
const reasonFor = async (visitor: Visitor, caseId: number) =>
  (await needsMe(visitor)).find(({ id }) => id === caseId)?.reason
const newsOf = async (caseId: number) =>
  (await eventsOfCase(desk.platform.db, caseId, 50))
    .filter(({ type }) => type.startsWith('ownership.'))
    .map(({ type }) => type.replace('ownership.', ''))
const historyOf = async (caseId: number) =>
  (
    await desk.platform.database.pool.query(
      `select name, how, until is null as now from ownerships join staff on staff.id = owner_id
       where case_id = $1 order by ownerships.id`,
      [caseId],
    )
  ).rows
const overdue = (id: number) =>
  desk.platform.db
    .updateTable('hand_offs')
    .set({ answer_by: new Date(0) })
    .where('id', '=', id)
    .execute()

describe('an offer', () => {
  test('leaves the giver accountable, and calls the receiver with the whole brief', async () => {
    const caseId = await ofMia()
    const made = await offer(mia, caseId, { toStaffId: desk.sam.staffId, tellCustomer: true })
    expect(made.status).toBe(201)
    expect(made.as(handOffSchema)).toMatchObject({
      ...{ brief, state: 'offered', tellCustomer: true, answeredAt: null, escalatedFromId: null },
      from: { name: 'Mia' },
      to: { name: 'Sam' },
      offeredBy: { name: 'Mia' },
      may: { answer: false, withdraw: true },
    })
    expect(await ownerOf(caseId)).toBe('Mia')
    expect(await reasonFor(sam, caseId)).toBe('This case is offered to you')
    const seen = (await sam.get(`/cases/${caseId}/hand-offs`)).as(handOffListSchema).items[0]
    expect(seen).toMatchObject({ brief, may: { answer: true, withdraw: false } })
    expect(await newsOf(caseId)).toEqual(['hand-off-offered'])
  })

  test('a look at the case does not answer it', async () => {
    const caseId = await ofMia()
    await offeredTo(desk.sam.staffId, caseId)
    await sam.post(`/cases/${caseId}/seen`)
    expect(await reasonFor(sam, caseId)).toBe('This case is offered to you')
  })

  test.each(briefFields)('is refused while the field %s is empty, and names it', async (field) => {
    const caseId = await ofMia()
    for (const value of ['', '   \n', undefined]) {
      const body = { toStaffId: desk.sam.staffId, brief: { ...brief, [field]: value } }
      const answer = await mia.post(`/cases/${caseId}/hand-offs`, body)
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ fields: [{ path: `brief.${field}` }] })
    }
    expect((await mia.get(`/cases/${caseId}/hand-offs`)).as(handOffListSchema).items).toEqual([])
  })

  test('is drafted from what was said, and never guesses how somebody feels', async () => {
    const caseId = await ofMia()
    await mia.post(`/cases/${caseId}/notes`, { text: 'The shop has the model.' })
    const draft = (await mia.get(`/cases/${caseId}/brief-draft`)).as(briefDraftSchema)
    expect(draft.need).toContain('Please change my phone')
    expect(draft.done).toContain('The shop has the model.')
    expect(draft.nextStep).toContain('Answer the customer.')
    expect(draft.feeling).toBe('')
    const note = (slot: string, text: string) => mia.post(`/cases/${caseId}/facts`, { slot, text })
    await Promise.all([
      note('feeling', 'Tired of calling'),
      note('tried', 'A new SIM'),
      note('device', 'Pebble 3'),
    ])
    const noted = (await mia.get(`/cases/${caseId}/brief-draft`)).as(briefDraftSchema)
    expect(noted).toMatchObject({
      ...{ feeling: 'Tired of calling', done: expect.stringContaining('Tried: A new SIM') },
      need: expect.stringContaining('They told us: Pebble 3'),
    })
  })

  test('can name a team: whoever is on duty there is asked, and sees the case from now on', async () => {
    const caseId = await ofMia()
    expect((await tom.get(`/cases/${caseId}`)).status).toBe(404)
    const made = (await offer(mia, caseId, { toTeamId: desk.otherTeamId })).as(handOffSchema)
    expect(made.to.name).toBe('Tom')
    expect((await tom.get(`/cases/${caseId}`)).status).toBe(200)
    await tom.post(`/hand-offs/${made.id}/acceptance`, {})
    const now = (await tom.get(`/cases/${caseId}`)).as(caseSchema)
    expect([now.owner.name, now.team.id]).toEqual(['Tom', desk.otherTeamId])
  })

  test('is refused to oneself, to nobody, to strangers to the case, and twice', async () => {
    const caseId = await ofMia()
    const code = async (body: object) => (await offer(mia, caseId, body)).body
    expect(await code({ toStaffId: desk.mia.staffId })).toMatchObject({ code: 'ownership.to-owner' })
    expect(await code({})).toMatchObject({ fields: [{ path: 'toStaffId' }] })
    expect(await code({ toStaffId: desk.tom.staffId })).toMatchObject({ code: 'ownership.no-rights' })
    expect(await code({ toStaffId: 4711 })).toMatchObject({ code: 'platform.not-found' })
    expect(await code({ toTeamId: 4711 })).toMatchObject({ code: 'platform.not-found' })
    await offeredTo(desk.sam.staffId, caseId)
    expect(await code({ toStaffId: desk.lena.staffId })).toMatchObject({
      code: 'ownership.already-offered',
      detail: expect.stringContaining('Sam'),
    })
  })

  test('is for the owner or a lead to make', async () => {
    const caseId = await ofMia()
    const toStaffId = desk.lena.staffId
    expect((await offer(sam, caseId, { toStaffId })).body).toMatchObject({ code: 'ownership.not-yours' })
    expect((await offer(tom, caseId, { toStaffId })).status).toBe(404)
    expect((await offer(lena, caseId, { toStaffId: desk.sam.staffId })).as(handOffSchema)).toMatchObject({
      from: { name: 'Mia' },
      offeredBy: { name: 'Lena' },
    })
  })

  test('to somebody who is away is refused, and names who stands in', async () => {
    const kim = await addStaff(desk.platform.db, { name: 'Kim', reach: 'all' })
    const day = 86_400_000
    await desk.at(kim).then((at) =>
      at.post('/absences', {
        standInId: desk.sam.staffId,
        startsAt: new Date(Date.now() - day).toISOString(),
        endsAt: new Date(Date.now() + day).toISOString(),
      }),
    )
    const answer = await offer(mia, await ofMia(), { toStaffId: kim.staffId })
    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({
      code: 'ownership.away',
      standIn: { id: desk.sam.staffId, name: 'Sam' },
      detail: expect.stringContaining('Sam stands in'),
    })
  })

  test('of a finished case makes no sense', async () => {
    const caseId = await ofMia()
    await mia.post(`/cases/${caseId}/closure`, { reason: 'spam' })
    const answer = await offer(mia, caseId, { toStaffId: desk.sam.staffId })
    expect(answer.body).toMatchObject({ code: 'ownership.finished' })
  })
})

describe('accepting', () => {
  test('makes the receiver the owner, settles the call and is written down', async () => {
    const caseId = await ofMia()
    const { id } = await offeredTo(desk.sam.staffId, caseId)
    const answer = await sam.post(`/hand-offs/${id}/acceptance`, {})
    expect(answer.as(handOffSchema)).toMatchObject({ state: 'accepted', may: { answer: false } })
    expect(await ownerOf(caseId)).toBe('Sam')
    expect(await historyOf(caseId)).toEqual([
      { name: 'Lena', how: 'received', now: false },
      { name: 'Mia', how: 'took', now: false },
      { name: 'Sam', how: 'hand-off', now: true },
    ])
    const accepted = (await eventsOfCase(desk.platform.db, caseId, 50)).find(
      ({ type }) => type === 'ownership.hand-off-accepted',
    )
    expect(accepted?.attributes).toMatchObject({
      fromName: 'Mia',
      toName: 'Sam',
      afterSeconds: expect.any(Number),
    })
  })

  test('is for the person who was asked, while the offer stands', async () => {
    const caseId = await ofMia()
    const { id } = await offeredTo(desk.sam.staffId, caseId)
    const accept = (by: Visitor) => by.post(`/hand-offs/${id}/acceptance`, {})
    expect((await accept(lena)).body).toMatchObject({ code: 'ownership.not-offered' })
    expect((await accept(tom)).status).toBe(404)
    await accept(sam)
    expect((await accept(sam)).body).toMatchObject({
      code: 'ownership.answered',
      state: 'accepted',
      detail: expect.stringContaining('accepted already'),
    })
  })

  test('and taking back at the same moment: one of the two wins, the other is told', async () => {
    for (let round = 0; round < 8; round += 1) {
      const caseId = await ofMia()
      const { id } = await offeredTo(desk.sam.staffId, caseId)
      const [accepted, withdrawn] = await Promise.all([
        sam.post(`/hand-offs/${id}/acceptance`, {}),
        mia.remove(`/hand-offs/${id}`),
      ])
      expect([accepted.status, withdrawn.status].sort()).toEqual(
        accepted.status === 200 ? [200, 409] : [204, 409],
      )
      expect(await ownerOf(caseId)).toBe(accepted.status === 200 ? 'Sam' : 'Mia')
    }
  })

  test('is too late once the time has passed, even before anybody said so', async () => {
    const caseId = await ofMia()
    const { id } = await offeredTo(desk.sam.staffId, caseId)
    await overdue(id)
    expect((await sam.post(`/hand-offs/${id}/acceptance`, {})).body).toMatchObject({
      code: 'ownership.answered',
      state: 'expired',
    })
    expect(await ownerOf(caseId)).toBe('Mia')
  })
})

describe('an offer that comes to nothing', () => {
  test.each([
    ['declined', 'I am off at noon.'],
    ['returned', 'Which model?'],
  ])('%s: the giver owns it as before and reads why', async (kind, words) => {
    const caseId = await ofMia()
    const { id } = await offeredTo(desk.sam.staffId, caseId)
    const answer = await sam.post(`/hand-offs/${id}/refusal`, { kind, words })
    expect(answer.as(handOffSchema)).toMatchObject({ state: kind, answerWords: words })
    expect(await ownerOf(caseId)).toBe('Mia')
    expect(await newsOf(caseId)).toContain(`hand-off-${kind}`)
    const again = await offer(mia, caseId, { toStaffId: desk.lena.staffId })
    expect(again.status).toBe(201)
  })

  test('cannot be declined without a reason', async () => {
    const { id } = await offeredTo(desk.sam.staffId, await ofMia())
    const answer = await sam.post(`/hand-offs/${id}/refusal`, { kind: 'declined', words: ' ' })
    expect(answer.body).toMatchObject({ fields: [{ path: 'words' }] })
  })

  test('takes the sight of the case away again that it gave', async () => {
    const caseId = await ofMia()
    const made = (await offer(mia, caseId, { toTeamId: desk.otherTeamId })).as(handOffSchema)
    await mia.remove(`/hand-offs/${made.id}`)
    expect((await tom.get(`/cases/${caseId}`)).status).toBe(404)
    expect((await tom.post(`/hand-offs/${made.id}/acceptance`, {})).body).toMatchObject({
      code: 'ownership.answered',
      state: 'withdrawn',
    })
    expect(await reasonFor(tom, caseId)).toBeUndefined()
  })

  test('unanswered: the lead on duty is asked next, the giver stays the owner', async () => {
    const caseId = await ofMia()
    const { id } = await offeredTo(desk.sam.staffId, caseId)
    await overdue(id)
    await lookAfter(desk.platform.db)
    const [next, first] = (await lena.get(`/cases/${caseId}/hand-offs`)).as(handOffListSchema).items
    expect(first).toMatchObject({ id, state: 'expired' })
    expect(next).toMatchObject({ to: { name: 'Lena' }, escalatedFromId: id, brief, offeredBy: null })
    expect(await ownerOf(caseId)).toBe('Mia')
    await overdue(next?.id ?? 0)
    await lookAfter(desk.platform.db)
    expect(await reasonFor(mia, caseId)).toBe('Your hand-off was not accepted')
    expect(await ownerOf(caseId)).toBe('Mia')
  })
})

describe('taking over', () => {
  test('is for a lead, with a reason, and told to whoever owned it', async () => {
    const caseId = await ofMia()
    const { id } = await offeredTo(desk.sam.staffId, caseId)
    expect((await sam.post(`/cases/${caseId}/take-over`, { reason: 'x' })).status).toBe(403)
    expect((await lena.post(`/cases/${caseId}/take-over`, { reason: ' ' })).status).toBe(400)
    expect((await lena.post(`/cases/${caseId}/take-over`, { reason: 'She asked for me.' })).status).toBe(204)
    expect(await ownerOf(caseId)).toBe('Lena')
    expect((await sam.post(`/hand-offs/${id}/acceptance`, {})).body).toMatchObject({ state: 'withdrawn' })
    expect(await reasonFor(mia, caseId)).toBe('A lead took this case over from you')
    expect((await historyOf(caseId)).at(-1)).toEqual({ name: 'Lena', how: 'take-over', now: true })
    expect((await lena.post(`/cases/${caseId}/take-over`, { reason: 'x' })).body).toMatchObject({
      code: 'ownership.nothing-to-take-over',
    })
    expect((await tom.post(`/cases/${caseId}/take-over`, { reason: 'x' })).status).toBe(404)
  })
})

test('a new owner with a narrow view sees the case, the one before may go on reading it', async () => {
  const caseId = await ofMia()
  expect((await olga.get(`/cases/${caseId}`)).status).toBe(404)
  const made = (await offer(mia, caseId, { toStaffId: desk.olga.staffId, toTeamId: desk.teamId })).as(
    handOffSchema,
  )
  await olga.post(`/hand-offs/${made.id}/acceptance`, {})
  expect(await ownerOf(caseId)).toBe('Olga')
  expect((await mia.get(`/cases/${caseId}`)).status).toBe(200)
})

test('an abandoned change of owner leaves everything as it was', async () => {
  const caseId = await ofMia()
  const before = await historyOf(caseId)
  await expect(
    transact(desk.platform.db, systemActor('test'), async (tx) => {
      await tx.updateTable('cases').set({ owner_id: desk.sam.staffId }).where('id', '=', caseId).execute()
      throw new Error('killed here')
    }),
  ).rejects.toThrow('killed here')
  expect([await ownerOf(caseId), await historyOf(caseId)]).toEqual(['Mia', before])
})
