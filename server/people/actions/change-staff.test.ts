import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addStaff, addTeam } from '../../../tests/factories/desk.ts'
import { createStaffedDesk, type StaffedDesk } from '../../../tests/factories/staffed-desk.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type Staff, staffSchema, teamSchema } from '../contract.ts'

let desk: StaffedDesk
beforeAll(async () => {
  desk = await createStaffedDesk()
})

const all = async () => (await desk.ada.get('/staff')).as(z.object({ items: z.array(staffSchema) })).items
const shown = async ({ staffId }: StaffActor): Promise<Staff> => {
  const found = (await all()).find(({ id }) => id === staffId)
  if (!found) throw new Error('nobody of that id')
  return found
}
const change = async (person: StaffActor, body: object) =>
  desk.ada.patch(`/staff/${person.staffId}`, body, (await shown(person)).version)

describe('a change of somebody', () => {
  test('changes what is named, once, and counts the version up by one', async () => {
    const eve = await addStaff(desk.platform.db, { name: 'Eve' })
    const before = await shown(eve)
    expect((await change(eve, { name: '  Eve Adams ' })).body).toEqual({
      ...before,
      name: 'Eve Adams',
      version: before.version + 1,
    })
    expect(await shown(eve)).toMatchObject({ name: 'Eve Adams', role: before.role, reach: before.reach })
  })

  test('is announced once, with who did it, to whom, and what', async () => {
    const eve = await addStaff(desk.platform.db)
    await desk.news()
    await change(eve, { role: 'lead', reach: 'all' })
    expect(await desk.news()).toEqual([
      {
        type: 'people.staff-changed',
        by: 'staff',
        byId: desk.admin.staffId,
        objects: [{ type: 'staff', id: eve.staffId }],
        attributes: { changed: ['role', 'reach'] },
      },
    ])
  })

  test('of a new role leaves the reach as somebody chose it', async () => {
    const eve = await addStaff(desk.platform.db, { role: 'agent', reach: 'own' })
    expect((await change(eve, { role: 'leader' })).body).toMatchObject({ role: 'leader', reach: 'own' })
  })

  test.each([
    ['name', ''],
    ['name', '   '],
    ['name', 'x'.repeat(121)],
    ['name', 'two\nlines'],
    ['name', null],
    ['role', 'Admin'],
    ['role', 'customer'],
    ['role', null],
    ['reach', 'everything'],
    ['reach', ['all']],
    ['teamIds', [0]],
    ['teamIds', [-1]],
    ['teamIds', ['1']],
    ['teamIds', [1.5]],
    ['teamIds', Array.from({ length: 101 }, (_, index) => index + 1)],
    ['switchedOff', 'yes'],
  ])('names the field %s when it is %j, and changes nothing', async (field, value) => {
    const before = await shown(desk.agent)
    const answer = await change(desk.agent, { [field]: value })
    expect(answer.status).toBe(400)
    const { fields } = answer.body as { fields: { path: string }[] }
    expect(fields[0]?.path.split('.')[0]).toBe(field)
    expect(await shown(desk.agent)).toEqual(before)
  })

  test.each(['accountId', 'id', 'version', 'invited', 'switchedOffAt', 'signature', 'password'])(
    'T03: does not take %s',
    async (field) => {
      const before = await shown(desk.agent)
      expect((await change(desk.agent, { [field]: 'x@school.example' })).status).toBe(400)
      expect(await shown(desk.agent)).toEqual(before)
    },
  )

  test('that is refused is not announced, nor half of it kept', async () => {
    await desk.news()
    const before = await shown(desk.agent)
    const answer = await change(desk.agent, { name: 'Halfway', teamIds: [desk.teamId, 4711] })
    expect(answer.body).toMatchObject({
      code: 'platform.invalid',
      fields: [{ path: 'teamIds', message: 'names a team that does not exist' }],
    })
    expect(await shown(desk.agent)).toEqual(before)
    expect(await desk.news()).toEqual([])
  })

  test('of two at once on one version, one is told what the other made of it', async () => {
    const eve = await addStaff(desk.platform.db, { name: 'Eve' })
    const { version } = await shown(eve)
    const both = await Promise.all(
      ['First', 'Second'].map((name) => desk.ada.patch(`/staff/${eve.staffId}`, { name }, version)),
    )
    const [won, lost] = both.sort((a, b) => a.status - b.status)
    expect([won?.status, lost?.status]).toEqual([200, 412])
    expect(lost?.body).toMatchObject({
      current: { name: won?.as(staffSchema).name, version: version + 1 },
    })
    expect(lost?.text).not.toMatch(/accountId|hash/)
  })
})

describe('the teams of somebody', () => {
  test('are exactly those named, and the colleagues in them stay', async () => {
    const { db } = desk.platform
    const [eve, other] = [await addStaff(db), await addTeam(db, desk.lead)]
    expect((await change(eve, { teamIds: [desk.teamId, other, other] })).body).toMatchObject({
      teamIds: [desk.teamId, other],
    })
    expect((await change(eve, { teamIds: [other] })).body).toMatchObject({ teamIds: [other] })
    const teams = (await desk.ada.get('/teams')).as(z.object({ items: z.array(teamSchema) })).items
    expect(teams.find(({ id }) => id === desk.teamId)?.memberIds).toEqual(
      expect.arrayContaining([desk.lead.staffId, desk.agent.staffId]),
    )
    expect((await change(eve, { teamIds: [] })).body).toMatchObject({ teamIds: [] })
  })
})

describe('switching somebody off', () => {
  test('ends their tokens, and switching on again does not bring them back', async () => {
    const eve = await addStaff(desk.platform.db)
    const script = await withToken(desk, eve, ['people.read'])
    expect((await script.get('/staff')).status).toBe(200)
    expect((await change(eve, { switchedOff: true })).status).toBe(200)
    await expect.poll(async () => (await script.get('/staff')).status, { timeout: 2_000 }).toBe(401)
    expect((await change(eve, { switchedOff: false })).body).toMatchObject({ switchedOffAt: null })
    expect((await script.get('/staff')).status).toBe(401)
  })

  test('twice keeps when it was, and leaves them in the list', async () => {
    const eve = await addStaff(desk.platform.db, { name: 'Eve' })
    const first = (await change(eve, { switchedOff: true })).as(staffSchema)
    expect(Date.parse(first.switchedOffAt ?? '')).toBeGreaterThan(Date.now() - 60_000)
    const second = (await change(eve, { switchedOff: true })).as(staffSchema)
    expect(second.switchedOffAt).toBe(first.switchedOffAt)
    expect(await shown(eve)).toMatchObject({ name: 'Eve', switchedOffAt: first.switchedOffAt })
  })

  test('leaves the tokens and sessions of colleagues alone', async () => {
    const eve = await addStaff(desk.platform.db)
    const [script, ben] = [await withToken(desk, desk.agent, ['people.read']), await desk.at(desk.agent)]
    await change(eve, { switchedOff: true })
    expect([(await script.get('/staff')).status, (await ben.get('/session')).status]).toEqual([200, 200])
  })

  test('somebody on duty is refused, and nothing of theirs has ended', async () => {
    const lea = await desk.at(desk.lead)
    const before = await shown(desk.lead)
    expect((await change(desk.lead, { switchedOff: true })).body).toMatchObject({
      code: 'people.still-on-duty',
    })
    expect((await lea.get('/session')).status).toBe(200)
    expect(await shown(desk.lead)).toEqual(before)
  })
})

test('of two administrators one may go, and an administrator may change what is not that', async () => {
  const second = await addStaff(desk.platform.db, { role: 'admin' })
  expect((await change(second, { role: 'lead' })).status).toBe(200)
  expect((await change(desk.admin, { role: 'admin', name: 'Ada L.' })).body).toMatchObject({
    role: 'admin',
    name: 'Ada L.',
  })
  await addStaff(desk.platform.db, { role: 'admin' }).then((gone) => change(gone, { switchedOff: true }))
  expect((await change(desk.admin, { role: 'agent' })).body).toMatchObject({ code: 'people.last-admin' })
})
