import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addStaff, addTeam } from '../../../tests/factories/desk.ts'
import { createStaffedDesk, type StaffedDesk } from '../../../tests/factories/staffed-desk.ts'
import { transact } from '../../platform/db/transaction.ts'
import { type StaffActor, systemActor } from '../../platform/identity/actor.ts'
import { absenceSchema, rotaSchema } from '../contract.ts'
import { dutyLeadOf, personOrStandIn } from '../queries/duty.ts'

let desk: StaffedDesk
beforeAll(async () => {
  desk = await createStaffedDesk()
})

const rotas = async () => (await desk.ada.get('/rotas')).as(z.object({ items: z.array(rotaSchema) })).items
const rotaOf = async (teamId: number) => {
  const found = (await rotas()).find((rota) => rota.teamId === teamId)
  if (!found) throw new Error('no rota of that team')
  return found
}
const plan = async (teamId: number, turns: object[], timeZone = 'UTC') =>
  desk.ada.put(`/teams/${teamId}/rota`, { timeZone, turns }, { version: (await rotaOf(teamId)).version })
const onDuty = (teamId: number, at: string) =>
  transact(desk.platform.db, systemActor('test'), (tx) => dutyLeadOf(tx, teamId, new Date(at)))
const away = (who: StaffActor, standIn: StaffActor, startsAt: string, endsAt: string) =>
  desk.ada.post('/absences', { staffId: who.staffId, standInId: standIn.staffId, startsAt, endsAt })

const here = (who: StaffActor, at: string) =>
  transact(desk.platform.db, systemActor('test'), (tx) => personOrStandIn(tx, who.staffId, new Date(at)))

/** A team of its own with a lead and somebody with turns. */
const team = async () => {
  const { db } = desk.platform
  const [lead, kim, sub] = [await addStaff(db), await addStaff(db), await addStaff(db)]
  return { lead, kim, sub, teamId: await addTeam(db, lead) }
}
// 2 March 2126 is a Saturday; 4 March a Monday.
const monday = { weekday: 1, fromMinute: 9 * 60, toMinute: 17 * 60 }

describe('who is on duty', () => {
  test('follows the turns of the week, half open, and is the duty lead outside of them', async () => {
    const { lead, kim, teamId } = await team()
    expect((await plan(teamId, [{ ...monday, staffId: kim.staffId }])).status).toBe(200)
    expect(await onDuty(teamId, '2126-03-04T08:59:59.000Z')).toBe(lead.staffId)
    expect(await onDuty(teamId, '2126-03-04T09:00:00.000Z')).toBe(kim.staffId)
    expect(await onDuty(teamId, '2126-03-04T16:59:59.000Z')).toBe(kim.staffId)
    expect(await onDuty(teamId, '2126-03-04T17:00:00.000Z')).toBe(lead.staffId)
    expect(await onDuty(teamId, '2126-03-05T10:00:00.000Z')).toBe(lead.staffId)
    expect(await onDuty(4711, '2126-03-05T10:00:00.000Z')).toBeUndefined()
  })

  test('is read from the clocks of the team, in summer and in winter, up to the end of a day', async () => {
    const { lead, kim, teamId } = await team()
    const night = { weekday: 1, fromMinute: 22 * 60, toMinute: 1440, staffId: kim.staffId }
    await plan(teamId, [{ ...monday, staffId: kim.staffId }, night], 'America/New_York')
    // 9:00 in New York is 14:00 UTC in winter and 13:00 in summer.
    expect(await onDuty(teamId, '2026-01-05T13:30:00.000Z')).toBe(lead.staffId)
    expect(await onDuty(teamId, '2026-01-05T14:00:00.000Z')).toBe(kim.staffId)
    expect(await onDuty(teamId, '2026-07-06T13:00:00.000Z')).toBe(kim.staffId)
    expect(await onDuty(teamId, '2026-07-07T03:59:59.000Z')).toBe(kim.staffId)
    expect(await onDuty(teamId, '2026-07-07T04:00:00.000Z')).toBe(lead.staffId)
  })

  test('is whoever stands in, along several absences; and never nobody', async () => {
    const { lead, kim, sub, teamId } = await team()
    await plan(teamId, [{ ...monday, staffId: kim.staffId }])
    const at = '2126-03-04T10:00:00.000Z'
    await away(kim, sub, '2126-03-04T00:00:00.000Z', '2126-03-05T00:00:00.000Z')
    expect(await onDuty(teamId, at)).toBe(sub.staffId)
    await away(sub, lead, '2126-03-04T00:00:00.000Z', '2126-03-05T00:00:00.000Z')
    expect(await onDuty(teamId, at)).toBe(lead.staffId)
    // Now they stand in for each other in a ring, so that nobody is here.
    await away(lead, kim, '2126-03-04T00:00:00.000Z', '2126-03-05T00:00:00.000Z')
    expect(await onDuty(teamId, at)).toBe(lead.staffId)
    expect(await onDuty(teamId, '2126-03-05T00:00:00.000Z')).toBe(lead.staffId)
  })

  test('is not somebody who left: their turns go with them', async () => {
    const { lead, kim, teamId } = await team()
    await plan(teamId, [{ ...monday, staffId: kim.staffId }])
    expect((await desk.ada.patch(`/staff/${kim.staffId}`, { switchedOff: true }, 1)).status).toBe(200)
    expect(await onDuty(teamId, '2126-03-04T10:00:00.000Z')).toBe(lead.staffId)
    expect((await rotaOf(teamId)).turns).toEqual([])
  })
})

describe('planning', () => {
  test('replaces all turns, counts the version up and is announced', async () => {
    const { kim, teamId } = await team()
    await desk.news()
    const { version } = await rotaOf(teamId)
    const planned = (await plan(teamId, [{ ...monday, staffId: kim.staffId }], 'Europe/Lisbon')).as(
      rotaSchema,
    )
    expect(planned).toMatchObject({ timeZone: 'Europe/Lisbon', version: version + 1, turns: [monday] })
    expect((await desk.news()).map(({ type }) => type)).toEqual(['people.rota-changed'])
    expect((await plan(teamId, [])).as(rotaSchema).turns).toEqual([])
  })

  test('names the turn that does not fit', async () => {
    const { kim, teamId } = await team()
    const turn = { ...monday, staffId: kim.staffId }
    const at = async (turns: object[]) =>
      ((await plan(teamId, turns)).body as { fields?: { path: string }[] }).fields?.[0]?.path
    expect(await at([turn, { ...turn, fromMinute: 16 * 60, toMinute: 18 * 60 }])).toBe('turns.1')
    expect(await at([turn, { ...turn, staffId: 4711, weekday: 2 }])).toBe('turns.1')
    expect(await at([{ ...turn, toMinute: 9 * 60 }])).toBe('turns.0.toMinute')
    expect(await at([{ ...turn, weekday: 8 }])).toBe('turns.0.weekday')
    expect(await at([turn, { ...turn, fromMinute: 17 * 60, toMinute: 18 * 60 }])).toBeUndefined()
  })

  test('is for leads in their own teams, on the newest version', async () => {
    const { teamId } = await team()
    const [lea, ben] = [await desk.at(desk.lead), await desk.at(desk.agent)]
    const body = { timeZone: 'UTC', turns: [] }
    expect((await ben.put(`/teams/${desk.teamId}/rota`, body, { version: 1 })).status).toBe(403)
    expect((await lea.put(`/teams/${teamId}/rota`, body, { version: 1 })).status).toBe(404)
    expect((await lea.put(`/teams/${desk.teamId}/rota`, body)).status).toBe(428)
    expect((await lea.put(`/teams/${desk.teamId}/rota`, body, { version: 99 })).status).toBe(412)
  })
})

describe('an absence', () => {
  const future = { startsAt: '2126-01-01T08:00:00.000Z', endsAt: '2126-01-02T08:00:00.000Z' }

  test('is one’s own to say and to end; a lead’s for colleagues in their teams', async () => {
    const [lea, ben] = [await desk.at(desk.lead), await desk.at(desk.agent)]
    const standInId = desk.admin.staffId
    const own = (await ben.post('/absences', { standInId, ...future })).as(absenceSchema)
    expect(own).toMatchObject({ staff: { name: 'Ben' }, standIn: { name: 'Ada' }, handOver: true, ...future })
    expect((await ben.post('/absences', { standInId, ...future })).body).toMatchObject({
      code: 'people.already-away',
    })
    expect((await lea.remove(`/absences/${own.id}`)).status).toBe(204)
    expect((await lea.remove(`/absences/${own.id}`)).status).toBe(404)
    const ofAgent = { staffId: desk.agent.staffId, standInId, ...future }
    expect((await lea.post('/absences', ofAgent)).status).toBe(201)
    expect((await lea.post('/absences', { ...ofAgent, staffId: desk.leader.staffId })).status).toBe(404)
    expect((await ben.post('/absences', { ...ofAgent, staffId: desk.lead.staffId })).status).toBe(404)
  })

  test.each([
    ['endsAt', { startsAt: future.endsAt, endsAt: future.startsAt }],
    ['endsAt', { startsAt: '2020-01-01T00:00:00.000Z', endsAt: '2020-01-02T00:00:00.000Z' }],
    ['standInId', { standInId: 4711 }],
  ])('names %s when it does not fit', async (path, wrong) => {
    const kim = await addStaff(desk.platform.db)
    const body = { standInId: desk.admin.staffId, ...future, ...wrong }
    expect((await (await desk.at(kim)).post('/absences', body)).body).toMatchObject({ fields: [{ path }] })
  })

  test('cannot be covered by oneself', async () => {
    const kim = await addStaff(desk.platform.db)
    const answer = await (await desk.at(kim)).post('/absences', { standInId: kim.staffId, ...future })
    expect(answer.body).toMatchObject({ fields: [{ path: 'standInId' }] })
  })
})

test('the database keeps a duty lead who works here, whoever writes it', async () => {
  const { lead, kim, teamId } = await team()
  const off = (id: number) =>
    desk.platform.db.updateTable('staff').set({ switched_off_at: new Date() }).where('id', '=', id).execute()
  await expect(off(lead.staffId)).rejects.toThrow('must go on working here')
  await off(kim.staffId)
  await expect(
    desk.platform.db
      .updateTable('teams')
      .set({ duty_lead_id: kim.staffId })
      .where('id', '=', teamId)
      .execute(),
  ).rejects.toThrow('must be somebody who works here')
})

test('somebody is here, or whoever stands in for whoever stands in, or nobody', async () => {
  const { db } = desk.platform
  const [kim, sub, subsub] = [await addStaff(db), await addStaff(db), await addStaff(db)]
  const [begins, during, ends] = [
    '2126-05-01T00:00:00.000Z',
    '2126-05-01T12:00:00.000Z',
    '2126-05-02T00:00:00.000Z',
  ]
  expect(await here(kim, during)).toBe(kim.staffId)
  await away(kim, sub, begins, ends)
  expect([await here(kim, during), await here(kim, ends)]).toEqual([sub.staffId, kim.staffId])
  await away(sub, subsub, begins, ends)
  expect(await here(kim, during)).toBe(subsub.staffId)
  await db
    .updateTable('staff')
    .set({ switched_off_at: new Date() })
    .where('id', '=', subsub.staffId)
    .execute()
  expect(await here(kim, during)).toBeUndefined()
})
