import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addCase, addStaff, addTeam } from '../../../tests/factories/desk.ts'
import { createStaffedDesk, type StaffedDesk } from '../../../tests/factories/staffed-desk.ts'
import { sessionSchema, type Team, teamSchema } from '../contract.ts'
import { teamOfAddress } from '../queries/teams.ts'

let desk: StaffedDesk
let made = 0
beforeAll(async () => {
  desk = await createStaffedDesk()
})

const make = (more: object = {}) =>
  desk.ada.post('/teams', { name: `Team no. ${++made}`, dutyLeadId: desk.lead.staffId, ...more })
const team = async (more: object = {}): Promise<Team> => (await make(more)).as(teamSchema)
const listed = async () => (await desk.ada.get('/teams')).as(z.object({ items: z.array(teamSchema) })).items
const change = ({ id, version }: Team, body: object) => desk.ada.patch(`/teams/${id}`, body, version)
const receiver = (address: string) => teamOfAddress(desk.platform.db, address)

describe('a team', () => {
  test('is announced once when it is made, changed and removed, and not when that is refused', async () => {
    await desk.news()
    const first = await team({ name: 'Repairs' })
    const second = (await change(first, { name: 'Workshop' })).as(teamSchema)
    expect((await change(first, { name: 'Stale' })).status).toBe(412)
    expect((await make({ name: 'WORKSHOP' })).status).toBe(409)
    await desk.ada.remove(`/teams/${second.id}`)
    const told = { type: 'people.team-changed', by: 'staff', byId: desk.admin.staffId }
    const object = { type: 'team', id: first.id }
    expect(await desk.news()).toEqual([
      { ...told, objects: [object], attributes: { name: 'Repairs' } },
      { ...told, objects: [object], attributes: { name: 'Workshop' } },
      { ...told, objects: [{ ...object, qualifier: 'removed' }], attributes: { name: 'Workshop' } },
    ])
  })

  test.each([
    ['name', ''],
    ['name', 'x'.repeat(81)],
    ['name', 'two\nlines'],
    ['dutyLeadId', 0],
    ['dutyLeadId', '1'],
    ['dutyLeadId', 4711],
    ['memberIds', [4711]],
    ['memberIds', [null]],
    ['addresses', ['not an address']],
    ['addresses', ['Help <help@school.example>']],
    ['addresses', 'help@school.example'],
    ['addresses', Array.from({ length: 51 }, (_, index) => `a${index}@school.example`)],
    ['version', 1],
  ])('with the %s %j is none, nor does one become it', async (field, value) => {
    const [first, before] = [await team(), await listed()]
    for (const answer of [await make({ [field]: value }), await change(first, { [field]: value })])
      expect(answer.status).toBe(400)
    expect(await listed()).toEqual(before)
  })

  test('takes nobody in who was switched off, and names them', async () => {
    const eve = await addStaff(desk.platform.db)
    await desk.ada.patch(`/staff/${eve.staffId}`, { switchedOff: true }, 1)
    expect((await make({ memberIds: [eve.staffId, desk.agent.staffId] })).body).toMatchObject({
      fields: [{ path: 'memberIds', message: `names people who do not work here: ${eve.staffId}` }],
    })
    expect((await make({ dutyLeadId: eve.staffId })).body).toMatchObject({ fields: [{ path: 'dutyLeadId' }] })
  })

  test('gives its members the new rights at once, and takes them at once', async () => {
    const eve = await addStaff(desk.platform.db, { reach: 'team' })
    const browser = await desk.at(eve)
    const hers = async () => (await browser.get('/session')).as(sessionSchema).person.teamIds
    expect(await hers()).toEqual([])
    const first = await team({ memberIds: [eve.staffId] })
    expect(await hers()).toEqual([first.id])
    await change(first, { memberIds: [] })
    expect(await hers()).toEqual([])
  })

  test('with a new duty lead keeps the old one as a member, unless the members are named too', async () => {
    const first = await team({ memberIds: [desk.agent.staffId] })
    const second = (await change(first, { dutyLeadId: desk.leader.staffId })).as(teamSchema)
    const all = [desk.lead.staffId, desk.agent.staffId, desk.leader.staffId].sort((a, b) => a - b)
    expect(second).toMatchObject({ dutyLeadId: desk.leader.staffId, memberIds: all })
    const third = await change(second, { memberIds: [] })
    expect(third.body).toMatchObject({ memberIds: [desk.leader.staffId] })
  })

  test('may be called what it is called, in other letters', async () => {
    const first = await team({ name: 'night shift' })
    expect((await change(first, { name: 'Night Shift' })).body).toMatchObject({ name: 'Night Shift' })
  })

  test('stands in the list by its name, whatever its case', async () => {
    for (const name of ['zebra', 'Yak', 'xerus']) await make({ name })
    const names = (await listed()).map(({ name }) => name)
    expect(names.filter((name) => ['zebra', 'Yak', 'xerus'].includes(name))).toEqual([
      'xerus',
      'Yak',
      'zebra',
    ])
  })

  test('is one when two make it at once, and one version when two change it at once', async () => {
    const both = await Promise.all([1, 2].map(() => make({ name: 'Rush' })))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    const first = await team()
    const changes = await Promise.all(['One rush', 'Two rush'].map((name) => change(first, { name })))
    expect(changes.map(({ status }) => status).sort()).toEqual([200, 412])
  })
})

describe('the address of a team', () => {
  test('receives for that team, whatever its case, until it is taken away', async () => {
    const first = await team({ addresses: ['Help@School.example'] })
    expect(await receiver('HELP@school.example')).toBe(first.id)
    const second = (await change(first, { addresses: ['other@school.example'] })).as(teamSchema)
    expect(second.addresses).toEqual(['other@school.example'])
    expect(await receiver('help@school.example')).toBeUndefined()
    expect((await make({ addresses: ['help@school.example'] })).status).toBe(201)
  })

  test('that another team has is refused, and the change with it leaves nothing', async () => {
    const holder = await team({ addresses: ['held@school.example'] })
    const first = await team({ addresses: ['mine@school.example'] })
    const answer = await change(first, {
      name: 'Greedy',
      addresses: ['HELD@school.example', 'new@school.example'],
    })
    expect(answer.body).toMatchObject({ code: 'people.address-taken' })
    expect((await listed()).find(({ id }) => id === first.id)).toEqual(first)
    expect(await receiver('held@school.example')).toBe(holder.id)
    expect(await receiver('new@school.example')).toBeUndefined()
  })

  test('goes with the team', async () => {
    const first = await team({ addresses: ['gone@school.example'] })
    expect((await desk.ada.remove(`/teams/${first.id}`)).status).toBe(204)
    expect(await receiver('gone@school.example')).toBeUndefined()
  })

  test('that two teams want at once is of one of them', async () => {
    const both = await Promise.all([1, 2].map(() => make({ addresses: ['rush@school.example'] })))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    const winner = both.find(({ status }) => status === 201)?.as(teamSchema)
    expect(await receiver('rush@school.example')).toBe(winner?.id)
  })
})

describe('a team that holds a case', () => {
  test('is not removed: its members and addresses stay', async () => {
    const { db } = desk.platform
    const teamId = await addTeam(db, desk.lead)
    await db.insertInto('team_members').values({ team_id: teamId, staff_id: desk.agent.staffId }).execute()
    await addCase(db, { teamId, owner: desk.agent })
    await desk.news()
    const answer = await desk.ada.remove(`/teams/${teamId}`)
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'people.team-in-use' }])
    expect((await listed()).find(({ id }) => id === teamId)?.memberIds).toEqual([desk.agent.staffId])
    expect(await desk.news()).toEqual([])
  })
})
