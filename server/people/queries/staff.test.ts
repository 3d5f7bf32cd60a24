import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addStaff, addTeam } from '../../../tests/factories/desk.ts'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { transact } from '../../platform/db/transaction.ts'
import { anonymous, type StaffActor } from '../../platform/identity/actor.ts'
import { allStaff, findStaff, firstAdmin, lockAdmins, staffExists, staffHere } from './staff.ts'
import { teamsLedBy, unknownTeams } from './teams.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform()
})
beforeEach(async () => {
  await platform.database.pool.query('truncate accounts, staff, teams restart identity cascade')
})

const person = (name: string, role: StaffActor['role'] = 'agent') => addStaff(platform.db, { name, role })
const switchOff = ({ staffId }: StaffActor) =>
  platform.database.pool.query('update staff set switched_off_at = now() where id = $1', [staffId])
const uninvite = ({ staffId }: StaffActor) =>
  platform.database.pool.query(
    'update accounts set password_hash = null where id = (select account_id from staff where id = $1)',
    [staffId],
  )
const exists = ({ staffId }: StaffActor) => transact(platform.db, anonymous, (tx) => staffExists(tx, staffId))
const admins = () => transact(platform.db, anonymous, (tx) => lockAdmins(tx))

describe('who works here', () => {
  test('is listed by name, whatever its case, and stays after they left', async () => {
    const left = await person('bert')
    for (const name of ['Zoe', 'anna', 'Carl']) await person(name)
    await switchOff(left)
    expect((await allStaff(platform.db)).map(({ name }) => name)).toEqual(['anna', 'bert', 'Carl', 'Zoe'])
    expect((await findStaff(platform.db, left.staffId))?.switchedOffAt).toMatch(/^\d{4}-.*Z$/)
    expect(await findStaff(platform.db, 4711)).toBeUndefined()
  })

  test('may be in a team before they joined, but is given work only after that', async () => {
    const [here, invited, left] = [await person('Here'), await person('Invited'), await person('Left')]
    await uninvite(invited)
    await switchOff(left)
    const ids = [here, invited, left].map(({ staffId }) => staffId)
    expect(await staffHere(platform.db, [...ids, 4711])).toEqual(new Set([here.staffId, invited.staffId]))
    expect(await staffHere(platform.db, [])).toEqual(new Set())
    expect([await exists(here), await exists(invited), await exists(left)]).toEqual([true, false, false])
  })

  test('administers only when they joined and did not leave; the first of them was here longest', async () => {
    expect(await firstAdmin(platform.db)).toBeUndefined()
    const [left, invited] = [await person('Left', 'admin'), await person('Invited', 'admin')]
    const [first, second] = [await person('Zoe', 'admin'), await person('Anna', 'admin')]
    await person('Lea', 'leader')
    await switchOff(left)
    await uninvite(invited)
    expect(await admins()).toEqual([first.staffId, second.staffId])
    expect(await firstAdmin(platform.db)).toMatchObject({ name: 'Zoe' })
  })
})

test('teams know who leads them, and which of the named ones there are not', async () => {
  const [lea, ben] = [await person('Lea', 'lead'), await person('Ben')]
  const [one, two] = [await addTeam(platform.db, lea), await addTeam(platform.db, lea)]
  expect((await teamsLedBy(platform.db, lea.staffId)).sort()).toEqual([one, two])
  expect(await teamsLedBy(platform.db, ben.staffId)).toEqual([])
  expect(await unknownTeams(platform.db, [one, 4711, two, 4712])).toEqual([4711, 4712])
  expect(await unknownTeams(platform.db, [])).toEqual([])
})
