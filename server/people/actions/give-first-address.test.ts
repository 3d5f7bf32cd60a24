import { beforeAll, expect, test } from 'vitest'
import { addStaff, addTeam } from '../../../tests/factories/desk.ts'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { giveFirstAddress } from './give-first-address.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform()
})

const actor = systemActor('test')
const give = (address: string) => transact(platform.db, actor, (tx) => giveFirstAddress(tx, actor, address))

test('the first team gets the first address, and nobody a second one', async () => {
  expect(await give('desk@acme.example')).toBeNull()
  const lead = await addStaff(platform.db)
  const first = await addTeam(platform.db, lead)
  await addTeam(platform.db, lead)
  expect(await give('Desk@Acme.example')).toBe(first)
  expect(await give('other@acme.example')).toBeNull()
  const addresses = await platform.db.selectFrom('team_addresses').selectAll().execute()
  expect(addresses).toEqual([{ address: 'desk@acme.example', team_id: first }])
  const news = await platform.db.selectFrom('journal').select('type').execute()
  expect(news).toEqual([{ type: 'people.team-changed' }])
})

test('of many first mails at once, one address is given', async () => {
  await platform.db.deleteFrom('team_addresses').execute()
  const lead = await addStaff(platform.db)
  await addTeam(platform.db, lead)
  const given = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => give(`${name}@race.example`)))
  expect(given.filter((team) => team !== null)).toHaveLength(1)
  expect(await platform.db.selectFrom('team_addresses').selectAll().execute()).toHaveLength(1)
})
