import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { addStaff } from '../../../tests/factories/desk.ts'
import { everyRoute } from '../../../tests/factories/routes.ts'
import { addTeamOf } from '../../../tests/factories/teams.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { caseSchema } from '../../cases/contract.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { handOffListSchema, workloadSchema } from '../contract.ts'
import { lookAfter } from '../jobs/look-after.ts'

let desk: CaseDesk
let ada: Visitor
let sam: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(everyRoute)
  ada = await desk.at(desk.ada)
  sam = await desk.at(desk.sam)
})

/** A new colleague who sees everything, with so many cases of their own. */
const hired = async (count: number): Promise<{ kim: StaffActor; at: Visitor; caseIds: number[] }> => {
  const kim = await addStaff(desk.platform.db, { name: 'Kim', reach: 'all' })
  const at = await desk.at(kim)
  const caseIds: number[] = []
  for (let index = 0; index < count; index += 1) {
    const { caseId } = await desk.mail(`Need ${index}`)
    await at.post(`/cases/${caseId}/owner`)
    caseIds.push(caseId)
  }
  return { kim, at, caseIds }
}
const ownerOf = async (caseId: number) => (await ada.get(`/cases/${caseId}`)).as(caseSchema).owner.name
const offerOf = async (caseId: number) =>
  (await ada.get(`/cases/${caseId}/hand-offs`)).as(handOffListSchema).items[0]
const leave = ({ staffId }: StaffActor, receiverId: number) =>
  ada.put(`/staff/${staffId}/leaving`, { receiverId })
const workload = async ({ staffId }: StaffActor) =>
  (await ada.get(`/staff/${staffId}/workload`)).as(workloadSchema)
const isOff = async ({ staffId }: StaffActor) => {
  const { rows } = await desk.platform.database.pool.query(
    'select switched_off_at from staff where id = $1',
    [staffId],
  )
  return rows[0].switched_off_at !== null
}

describe('somebody who leaves', () => {
  test('owns what they own until each case is accepted, and is switched off then', async () => {
    const { kim, caseIds } = await hired(2)
    const [first = 0, second = 0] = caseIds
    expect((await leave(kim, desk.sam.staffId)).status).toBe(204)
    await lookAfter(desk.platform.db)
    expect(await workload(kim)).toMatchObject({
      unfinished: 2,
      leaving: { receiver: { name: 'Sam' }, left: 2 },
    })
    expect([await ownerOf(first), await isOff(kim)]).toEqual(['Kim', false])
    const offer = await offerOf(first)
    expect(offer).toMatchObject({ to: { name: 'Sam' }, offeredBy: null, state: 'offered' })
    expect(offer?.brief.need).toContain('Need 0')
    await sam.post(`/hand-offs/${offer?.id}/acceptance`, {})
    await lookAfter(desk.platform.db)
    expect(await isOff(kim)).toBe(false)
    await sam.post(`/hand-offs/${(await offerOf(second))?.id}/acceptance`, {})
    await lookAfter(desk.platform.db)
    expect([await ownerOf(first), await ownerOf(second), await isOff(kim)]).toEqual(['Sam', 'Sam', true])
  })

  test('with nothing in hand is switched off at once', async () => {
    const { kim } = await hired(0)
    await leave(kim, desk.sam.staffId)
    await lookAfter(desk.platform.db)
    expect(await isOff(kim)).toBe(true)
  })

  test('is given nothing new', async () => {
    const { kim, caseIds } = await hired(1)
    await leave(kim, desk.sam.staffId)
    const { caseId } = await desk.mail('Something else')
    await sam.post(`/cases/${caseId}/owner`)
    const brief = { need: 'x', done: 'x', promised: 'x', nextStep: 'x', feeling: 'x' }
    const answer = await sam.post(`/cases/${caseId}/hand-offs`, { toStaffId: kim.staffId, brief })
    expect(answer.body).toMatchObject({ code: 'ownership.not-here' })
    expect(caseIds).toHaveLength(1)
  })

  test('whose receiver declines: the lead on duty is asked, and nobody is left without an owner', async () => {
    const { kim, caseIds } = await hired(1)
    const [caseId = 0] = caseIds
    await leave(kim, desk.sam.staffId)
    await lookAfter(desk.platform.db)
    const offer = await offerOf(caseId)
    await sam.post(`/hand-offs/${offer?.id}/refusal`, { kind: 'declined', words: 'Too much.' })
    expect(await offerOf(caseId)).toMatchObject({ to: { name: 'Lena' }, escalatedFromId: offer?.id })
    await lookAfter(desk.platform.db)
    expect([await ownerOf(caseId), await isOff(kim)]).toEqual(['Kim', false])
  })

  test('goes at once when an administrator takes the responsibility themselves', async () => {
    const { kim, caseIds } = await hired(2)
    await leave(kim, desk.ada.staffId)
    await lookAfter(desk.platform.db)
    expect([await ownerOf(caseIds[0] ?? 0), await ownerOf(caseIds[1] ?? 0)]).toEqual(['Ada', 'Ada'])
    expect(await isOff(kim)).toBe(true)
  })

  test('may stay after all', async () => {
    const { kim } = await hired(1)
    await leave(kim, desk.sam.staffId)
    expect((await ada.remove(`/staff/${kim.staffId}/leaving`)).status).toBe(204)
    await lookAfter(desk.platform.db)
    expect([(await workload(kim)).leaving, await isOff(kim)]).toEqual([null, false])
    expect((await ada.remove(`/staff/${kim.staffId}/leaving`)).status).toBe(404)
  })

  test('cannot go while a team would be without its duty lead, nor hand over to themselves or nobody', async () => {
    const { kim } = await hired(0)
    expect((await leave(desk.lena, desk.sam.staffId)).body).toMatchObject({ code: 'people.still-on-duty' })
    expect((await leave(kim, kim.staffId)).body).toMatchObject({ fields: [{ path: 'receiverId' }] })
    expect((await leave(kim, 4711)).status).toBe(404)
    expect((await sam.put(`/staff/${kim.staffId}/leaving`, { receiverId: desk.mia.staffId })).status).toBe(
      403,
    )
  })

  test('is not simply switched off while they own something', async () => {
    const { kim } = await hired(1)
    const answer = await ada.patch(`/staff/${kim.staffId}`, { switchedOff: true }, 1)
    expect(answer.body).toMatchObject({ code: 'people.still-owns-cases' })
    await expect(
      desk.platform.db
        .updateTable('staff')
        .set({ switched_off_at: new Date() })
        .where('id', '=', kim.staffId)
        .execute(),
    ).rejects.toThrow('must go on working here')
  })
})

describe('a finished case whose owner left', () => {
  test('goes to whoever is on duty when its customer speaks again', async () => {
    const { kim, at, caseIds } = await hired(1)
    const [caseId = 0] = caseIds
    await at.post(`/cases/${caseId}/closure`, { reason: 'no-answer-needed' })
    await leave(kim, desk.sam.staffId)
    await lookAfter(desk.platform.db)
    expect([await ownerOf(caseId), await isOff(kim)]).toEqual(['Kim', true])
    await desk.mail('One more thing', { caseId })
    const found = (await ada.get(`/cases/${caseId}`)).as(caseSchema)
    expect(found).toMatchObject({ owner: { name: 'Lena' }, heldOnDuty: true, state: 'open' })
  })
})

describe('somebody who is away', () => {
  const away = async (handOver: boolean) => {
    const { kim, at, caseIds } = await hired(1)
    const times = {
      startsAt: new Date(Date.now() - 1_000).toISOString(),
      endsAt: new Date(Date.now() + 86_400_000).toISOString(),
    }
    await at.post('/absences', { standInId: desk.sam.staffId, ...times, handOver })
    await lookAfter(desk.platform.db)
    return { kim, caseId: caseIds[0] ?? 0 }
  }

  test('has what they own offered to whoever stands in, once', async () => {
    const { caseId } = await away(true)
    const offer = await offerOf(caseId)
    expect(offer).toMatchObject({ to: { name: 'Sam' }, state: 'offered' })
    await ada.remove(`/hand-offs/${offer?.id}`)
    await lookAfter(desk.platform.db)
    expect(await offerOf(caseId)).toMatchObject({ id: offer?.id, state: 'withdrawn' })
    expect(await ownerOf(caseId)).toBe('Kim')
  })

  test('keeps it when they said so', async () => {
    expect(await offerOf((await away(false)).caseId)).toBeUndefined()
  })

  test('is replaced on duty: what the team receives goes to whoever stands in', async () => {
    const { kim } = await away(false)
    const { teamId } = await addTeamOf(desk.platform.db, kim)
    const { caseId } = await desk.mail('New', { teamId })
    expect(await ownerOf(caseId)).toBe('Sam')
  })
})
