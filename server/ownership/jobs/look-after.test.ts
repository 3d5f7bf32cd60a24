import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { customerAt } from '../../../tests/factories/customer-page.ts'
import { addStaff } from '../../../tests/factories/desk.ts'
import { regroupingBy } from '../../../tests/factories/regrouping.ts'
import { everyRoute } from '../../../tests/factories/routes.ts'
import { addTeamOf } from '../../../tests/factories/teams.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { casePageSchema, caseSchema } from '../../cases/contract.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { rooms } from '../../rooms.ts'
import { type HandOff, handOffListSchema, handOffSchema } from '../contract.ts'
import { lookAfter } from './look-after.ts'

let desk: CaseDesk
let ada: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(everyRoute)
  ada = await desk.at(desk.ada)
})

/** A team of its own for each test: Lou leads it, Gil gives, Rex receives. */
let lou: StaffActor
let gil: StaffActor
let rex: StaffActor
let teamId: number
let caseId: number
const at = new Map<StaffActor, Visitor>()
const by = (person: StaffActor): Visitor => {
  const visitor = at.get(person)
  if (!visitor) throw new Error('nobody of that name is at a desk')
  return visitor
}
const hire = async (name: string, role: 'agent' | 'lead' = 'agent'): Promise<StaffActor> => {
  const person = await addStaff(desk.platform.db, { name, role, reach: 'all' })
  at.set(person, await desk.at(person))
  return person
}
const newCaseOf = async (owner: StaffActor): Promise<number> => {
  const { caseId: id } = await desk.mail('Please change my phone', { teamId })
  await by(owner).post(`/cases/${id}/owner`)
  return id
}
beforeEach(async () => {
  lou = await hire('Lou', 'lead')
  gil = await hire('Gil')
  rex = await hire('Rex')
  teamId = (await addTeamOf(desk.platform.db, lou, [gil, rex])).teamId
  caseId = await newCaseOf(gil)
})

const words = { need: 'One phone', done: 'Ordered', promised: 'A call', nextStep: 'Call', feeling: 'Tired' }
const offer = async (to: StaffActor, more: object = {}, giver = gil): Promise<HandOff> =>
  (await by(giver).post(`/cases/${caseId}/hand-offs`, { brief: words, toStaffId: to.staffId, ...more })).as(
    handOffSchema,
  )
const pastTime = (id: number) =>
  desk.platform.db
    .updateTable('hand_offs')
    .set({ answer_by: new Date(0) })
    .where('id', '=', id)
    .execute()
const minutePasses = () => lookAfter(desk.platform.db)
const runOut = async (id: number) => {
  await pastTime(id)
  await minutePasses()
}
const handOffs = async (id = caseId) => (await ada.get(`/cases/${id}/hand-offs`)).as(handOffListSchema).items
const owner = async () => (await ada.get(`/cases/${caseId}`)).as(caseSchema).owner.name
const reasonFor = async (person: StaffActor, id = caseId) =>
  (await by(person).get('/cases?list=needs-me&limit=200'))
    .as(casePageSchema)
    .items.find((item) => item.id === id)?.reason
const away = (who: StaffActor, standIn: StaffActor, more: object = {}) =>
  by(who).post('/absences', {
    standInId: standIn.staffId,
    startsAt: new Date(Date.now() - 1_000).toISOString(),
    endsAt: new Date(Date.now() + 86_400_000).toISOString(),
    handOver: false,
    ...more,
  })
/** What the room does after an announcement, as its job would. */
const reactTo = async (type: string) => {
  const events = await desk.platform.db
    .selectFrom('journal')
    .select('seq')
    .where('type', '=', type)
    .orderBy('seq', 'desc')
    .limit(2)
    .execute()
  for (const { seq } of events)
    for (const { to, job } of rooms.flatMap(({ name, reactions }) => (name === 'ownership' ? reactions : [])))
      if (to === type) await job.run({ ...desk.platform, attempt: 1 }, { seq })
}

describe('an offer whose time is over', () => {
  test('goes to the lead on duty with the same brief, once, however often the minute passes', async () => {
    const { id } = await offer(rex, { tellCustomer: true })
    await runOut(id)
    await minutePasses()
    await minutePasses()
    const [next, first, ...more] = await handOffs()
    expect(more).toEqual([])
    expect(first).toMatchObject({ id, state: 'expired', answerWords: null })
    expect(next).toMatchObject({
      ...{ state: 'offered', brief: words, tellCustomer: true, offeredBy: null, escalatedFromId: id },
      to: { name: 'Lou' },
      from: { name: 'Gil' },
    })
    expect([await reasonFor(lou), await reasonFor(rex)]).toEqual(['This case is offered to you', undefined])
  })

  test('touches no offer that still has time', async () => {
    const { id } = await offer(rex)
    await minutePasses()
    expect(await handOffs()).toMatchObject([{ id, state: 'offered' }])
  })

  test('can be accepted by the lead, who owns it from then on; Rex is told that he was late', async () => {
    const { id } = await offer(rex)
    await runOut(id)
    const [next] = await handOffs()
    expect((await by(rex).post(`/hand-offs/${id}/acceptance`, {})).body).toMatchObject({
      code: 'ownership.answered',
      state: 'expired',
      detail: expect.stringContaining('the lead on duty was asked'),
    })
    expect((await by(lou).post(`/hand-offs/${next?.id}/acceptance`, {})).status).toBe(200)
    expect(await owner()).toBe('Lou')
  })

  test('by the lead as well calls both back to the case; the giver stays its owner', async () => {
    await runOut((await offer(rex)).id)
    await runOut((await handOffs())[0]?.id ?? 0)
    await minutePasses()
    expect((await handOffs()).map(({ state }) => state)).toEqual(['expired', 'expired'])
    expect([await owner(), await reasonFor(gil), await reasonFor(lou)]).toEqual([
      'Gil',
      'Your hand-off was not accepted',
      'A hand-off to your team came to nothing',
    ])
    expect((await by(lou).post(`/cases/${caseId}/seen`, {})).status).toBe(204)
    expect(await reasonFor(lou)).toBeUndefined()
  })

  test('that asked the lead herself has nobody further to go to', async () => {
    await runOut((await offer(lou)).id)
    expect(await handOffs()).toMatchObject([{ state: 'expired' }])
    expect(await reasonFor(gil)).toBe('Your hand-off was not accepted')
  })

  test('of a case that the lead owns calls her once, as its giver', async () => {
    caseId = await newCaseOf(lou)
    await runOut((await offer(rex, {}, lou)).id)
    expect(await handOffs()).toMatchObject([{ state: 'expired' }])
    expect([await owner(), await reasonFor(lou)]).toEqual(['Lou', 'Your hand-off was not accepted'])
  })

  test('goes to whoever stands in while the lead is away', async () => {
    const sub = await hire('Sub')
    await away(lou, sub)
    await runOut((await offer(rex)).id)
    expect((await handOffs())[0]).toMatchObject({ to: { name: 'Sub' }, state: 'offered' })
  })

  test('passes over a lead who is leaving', async () => {
    await desk.platform.db
      .insertInto('leavings')
      .values({ staff_id: lou.staffId, receiver_id: desk.ada.staffId, begun_by: desk.ada.staffId })
      .execute()
    await pastTime((await offer(rex)).id)
    await minutePasses()
    expect((await handOffs()).map(({ state, to }) => [to.name, state])).toEqual([['Rex', 'expired']])
    expect(await reasonFor(gil)).toBe('Your hand-off was not accepted')
  })

  test('of a case finished meanwhile ends quietly', async () => {
    const { id } = await offer(rex)
    await by(gil).post(`/cases/${caseId}/closure`, { reason: 'spam' })
    await runOut(id)
    expect(await handOffs()).toMatchObject([{ id, state: 'expired' }])
    expect([await reasonFor(lou), await reasonFor(gil)]).toEqual([undefined, undefined])
  })

  test('of a case that has another owner meanwhile is taken back, not taken further', async () => {
    const { id } = await offer(rex)
    await desk.platform.db
      .updateTable('cases')
      .set({ owner_id: lou.staffId })
      .where('id', '=', caseId)
      .execute()
    expect((await by(rex).post(`/hand-offs/${id}/acceptance`, {})).body).toMatchObject({
      code: 'ownership.answered',
      state: 'withdrawn',
    })
    await runOut(id)
    expect(await handOffs()).toMatchObject([{ id, state: 'withdrawn' }])
    expect([await owner(), await reasonFor(rex)]).toEqual(['Lou', undefined])
  })
})

describe('whoever leaves', () => {
  test('and became duty lead meanwhile stays until another is named; nobody else waits for it', async () => {
    const [kim, eve] = [await hire('Kim'), await hire('Eve')]
    for (const { staffId } of [kim, eve])
      await ada.put(`/staff/${staffId}/leaving`, { receiverId: desk.ada.staffId })
    await desk.platform.db
      .updateTable('teams')
      .set({ duty_lead_id: kim.staffId })
      .where('id', '=', teamId)
      .execute()
    await minutePasses()
    const isOff = async ({ staffId }: StaffActor) =>
      (
        await desk.platform.db
          .selectFrom('staff')
          .select('switched_off_at')
          .where('id', '=', staffId)
          .execute()
      )
        .map(({ switched_off_at }) => switched_off_at !== null)
        .at(0)
    expect([await isOff(kim), await isOff(eve)]).toEqual([false, true])
    await desk.platform.db
      .updateTable('teams')
      .set({ duty_lead_id: lou.staffId })
      .where('id', '=', teamId)
      .execute()
    await minutePasses()
    expect(await isOff(kim)).toBe(true)
  })
})

describe('an offer that was overtaken', () => {
  test('by somebody who took the case ends, and the new owner can offer it anew', async () => {
    caseId = (await desk.mail('New here', { teamId })).caseId
    const { id } = await offer(rex, {}, lou)
    expect((await by(gil).post(`/cases/${caseId}/owner`)).status).toBe(200)
    await reactTo('cases.taken')
    expect(await handOffs()).toMatchObject([{ id, state: 'withdrawn' }])
    expect(await reasonFor(rex)).toBeUndefined()
    expect(await offer(rex)).toMatchObject({ state: 'offered', from: { name: 'Gil' } })
  })

  test('by the end of the case ends with it', async () => {
    const { id } = await offer(rex)
    await by(gil).post(`/cases/${caseId}/closure`, { reason: 'spam' })
    await reactTo('cases.closed')
    await reactTo('cases.closed')
    expect(await handOffs()).toMatchObject([{ id, state: 'withdrawn' }])
    expect(await reasonFor(rex)).toBeUndefined()
  })

  test('by its customer, who says that it is solved, ends too; nobody accepts it in the moment between', async () => {
    const { id } = await offer(rex)
    const asked = await by(gil).post(`/cases/${caseId}/solutions`, { words: 'Done.', seenUpTo: 1_000_000 })
    const { id: solutionId } = asked.body as { id: number }
    const ana = await customerAt(desk, 'ana@example.org')
    await ana.post(`/my/cases/${caseId}/solutions/${solutionId}/yes`)
    expect((await by(rex).post(`/hand-offs/${id}/acceptance`, {})).body).toMatchObject({
      ...{ code: 'ownership.answered', state: 'withdrawn' },
    })
    expect(await owner()).toBe('Gil')
    await reactTo('cases.state-changed')
    expect(await handOffs()).toMatchObject([{ id, state: 'withdrawn' }])
    expect(await reasonFor(rex)).toBeUndefined()
  })

  test('by a merge ends, and nobody is asked about the case that lives on', async () => {
    const other = await newCaseOf(gil)
    const { id } = await offer(rex)
    await regroupingBy(by(gil)).merge(caseId, other)
    await reactTo('cases.merged')
    const { rows } = await desk.platform.database.pool.query('select state from hand_offs where id = $1', [
      id,
    ])
    expect(rows).toEqual([{ state: 'withdrawn' }])
    expect(await reasonFor(rex, other)).toBeUndefined()
  })

  test('by nothing stands, whatever was announced', async () => {
    const { id } = await offer(rex)
    await reactTo('cases.taken')
    expect(await handOffs()).toMatchObject([{ id, state: 'offered' }])
  })
})

describe('whoever is away', () => {
  test('only from tomorrow on can be asked today', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    const later = new Date(Date.now() + 2 * 86_400_000).toISOString()
    await away(rex, lou, { startsAt: tomorrow, endsAt: later })
    expect(await offer(rex)).toMatchObject({ state: 'offered', to: { name: 'Rex' } })
  })

  test('has a brief made from the record, with every field filled', async () => {
    await by(gil).post(`/cases/${caseId}/notes`, { text: 'The shop has the model.' })
    await away(gil, rex, { handOver: true })
    await minutePasses()
    const [made] = await handOffs()
    expect(made).toMatchObject({ to: { name: 'Rex' }, from: { name: 'Gil' }, tellCustomer: false })
    expect(made?.brief.need).toContain('Please change my phone')
    expect(made?.brief.done).toContain('The shop has the model.')
    expect(Object.values(made?.brief ?? {}).filter((text) => text.trim() === '')).toEqual([])
  })

  test('whose stand-in declines: the lead on duty is asked, and the owner stays', async () => {
    await away(gil, rex, { handOver: true })
    await minutePasses()
    const [made] = await handOffs()
    await by(rex).post(`/hand-offs/${made?.id}/refusal`, { kind: 'declined', words: 'I am full.' })
    expect((await handOffs())[0]).toMatchObject({ to: { name: 'Lou' }, escalatedFromId: made?.id })
    expect(await owner()).toBe('Gil')
  })

  test('and offered it themselves before they went has it offered by that, not twice', async () => {
    const { id } = await offer(lou)
    await away(gil, rex, { handOver: true })
    await minutePasses()
    expect(await handOffs()).toMatchObject([{ id, to: { name: 'Lou' }, state: 'offered' }])
  })

  test('keeps what is finished: nobody is asked for it', async () => {
    await by(gil).post(`/cases/${caseId}/closure`, { reason: 'spam' })
    await away(gil, rex, { handOver: true })
    await minutePasses()
    expect(await handOffs()).toEqual([])
  })
})
