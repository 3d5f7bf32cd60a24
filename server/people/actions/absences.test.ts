import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addStaff, addTeam } from '../../../tests/factories/desk.ts'
import { createStaffedDesk, type StaffedDesk } from '../../../tests/factories/staffed-desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type Absence, absenceSchema, rotaSchema } from '../contract.ts'
import { handOverFromAbsences } from '../queries/absences.ts'

let desk: StaffedDesk
beforeAll(async () => {
  desk = await createStaffedDesk()
})

const DAY = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString()
const between = (from: number, to: number) => ({ startsAt: inDays(from), endsAt: inDays(to) })

/** Somebody new at a desk of their own, who is away only as the test says. */
const hired = async (): Promise<{ person: StaffActor; at: Visitor }> => {
  const person = await addStaff(desk.platform.db, { name: 'Kim' })
  return { person, at: await desk.at(person) }
}
const tell = (at: Visitor, more: object) => at.post('/absences', { standInId: desk.admin.staffId, ...more })
const told = async (at: Visitor, more: object): Promise<Absence> => (await tell(at, more)).as(absenceSchema)
const listed = async () =>
  (await desk.ada.get('/absences')).as(z.object({ items: z.array(absenceSchema) })).items
const of = async ({ staffId }: StaffActor) => (await listed()).filter(({ staff }) => staff.id === staffId)
const onDuty = async (teamId: number) =>
  (await desk.ada.get('/rotas'))
    .as(z.object({ items: z.array(rotaSchema) }))
    .items.find((rota) => rota.teamId === teamId)?.onDutyId

describe('times away', () => {
  test('may touch, but not overlap', async () => {
    const { person, at } = await hired()
    const week = await told(at, between(10, 17))
    expect((await tell(at, { startsAt: week.endsAt, endsAt: inDays(20) })).status).toBe(201)
    expect((await tell(at, { startsAt: inDays(5), endsAt: week.startsAt })).status).toBe(201)
    for (const times of [between(16, 18), between(4, 30), between(11, 12), between(10, 17)])
      expect((await tell(at, times)).body).toMatchObject({ code: 'people.already-away' })
    expect(await of(person)).toHaveLength(3)
  })

  test('told twice at once are one', async () => {
    const { person, at } = await hired()
    const both = await Promise.all([tell(at, between(1, 3)), tell(at, between(2, 4))])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await of(person)).toHaveLength(1)
  })

  test('are listed soonest first, and no more once they are over', async () => {
    const { person, at } = await hired()
    const later = await told(at, between(30, 31))
    const sooner = await told(at, between(20, 21))
    const over = await told(at, between(0, 1))
    await desk.platform.database.pool.query(
      `update absences set starts_at = now() - interval '2 days', ends_at = now() where id = $1`,
      [over.id],
    )
    expect((await of(person)).map(({ id }) => id)).toEqual([sooner.id, later.id])
  })

  test.each([
    ['standInId', { standInId: 'Ada' }],
    ['startsAt', { startsAt: 'tomorrow' }],
    ['endsAt', { endsAt: '2126-02-30T00:00:00.000Z' }],
    ['handOver', { handOver: 'yes' }],
    ['staffId', { staffId: 0 }],
  ])('with a wrong %s are refused and name it', async (path, wrong) => {
    const { person, at } = await hired()
    expect((await tell(at, { ...between(1, 2), ...wrong })).body).toMatchObject({ fields: [{ path }] })
    expect(await of(person)).toEqual([])
  })
})

describe('coming back', () => {
  test('early ends the absence now, so that one can be away again', async () => {
    const { person, at } = await hired()
    const { id } = await told(at, between(-1, 5))
    const teamId = await addTeam(desk.platform.db, person)
    expect(await onDuty(teamId)).toBe(desk.admin.staffId)
    expect((await at.remove(`/absences/${id}`)).status).toBe(204)
    expect(await onDuty(teamId)).toBe(person.staffId)
    expect(await of(person)).toEqual([])
    expect((await tell(at, between(0, 2))).status).toBe(201)
  })

  test('before it began is as if it was never told', async () => {
    const { at } = await hired()
    const { id } = await told(at, between(5, 6))
    await at.remove(`/absences/${id}`)
    const { rows } = await desk.platform.database.pool.query('select from absences where id = $1', [id])
    expect(rows).toEqual([])
    expect((await at.remove(`/absences/${id}`)).status).toBe(404)
  })

  test('is not for colleagues to say, nor for strangers', async () => {
    const { person, at } = await hired()
    const { id } = await told(at, between(-1, 5))
    const other = await hired()
    expect((await other.at.remove(`/absences/${id}`)).status).toBe(404)
    expect((await (await desk.visitor()).remove(`/absences/${id}`)).status).toBe(401)
    expect((await (await desk.visitor()).get('/absences')).status).toBe(401)
    expect(await of(person)).toMatchObject([{ id }])
  })

  test('is announced, as the absence was', async () => {
    const { person, at } = await hired()
    await desk.news()
    const { id, startsAt, endsAt } = await told(at, between(5, 6))
    await at.remove(`/absences/${id}`)
    await at.remove(`/absences/${id}`)
    const objects = [{ type: 'staff', id: person.staffId }]
    expect(await desk.news()).toMatchObject([
      {
        type: 'people.absence-told',
        byId: person.staffId,
        objects,
        attributes: { absenceId: id, standInId: desk.admin.staffId, startsAt, endsAt },
      },
      { type: 'people.absence-ended', byId: person.staffId, objects, attributes: { absenceId: id } },
    ])
  })
})

describe('who stands in', () => {
  test('works here: nobody stands in who was switched off, and nobody is away who was', async () => {
    const { person, at } = await hired()
    const gone = await addStaff(desk.platform.db, { name: 'Gone' })
    await desk.ada.patch(`/staff/${gone.staffId}`, { switchedOff: true }, 1)
    expect((await tell(at, { ...between(1, 2), standInId: gone.staffId })).body).toMatchObject({
      fields: [{ path: 'standInId' }],
    })
    expect((await tell(desk.ada, { ...between(1, 2), staffId: gone.staffId })).status).toBe(404)
    expect((await tell(desk.ada, { ...between(1, 2), staffId: 4_711_000 })).status).toBe(404)
    expect(await of(person)).toEqual([])
  })

  test('is asked for the cases only where that was wished, and only while it lasts', async () => {
    const [one, two, three] = [await hired(), await hired(), await hired()]
    await told(one.at, between(-1, 5))
    await told(two.at, { ...between(-1, 5), handOver: false })
    await told(three.at, between(2, 5))
    const asked = async (days: number) =>
      (await handOverFromAbsences(desk.platform.db, new Date(Date.now() + days * DAY)))
        .map(({ staffId }) => staffId)
        .filter((id) => [one, two, three].some(({ person }) => person.staffId === id))
    expect(await asked(0)).toEqual([one.person.staffId])
    expect(await asked(3)).toEqual([one.person.staffId, three.person.staffId])
    expect(await asked(6)).toEqual([])
  })
})
