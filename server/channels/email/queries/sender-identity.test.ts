import { beforeAll, beforeEach, expect, it } from 'vitest'
import { createStaffedDesk, type StaffedDesk } from '../../../../tests/factories/staffed-desk.ts'
import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { identityFor } from './sender-identity.ts'

let desk: StaffedDesk
let workshopId: number
beforeAll(async () => {
  desk = await createStaffedDesk()
  const addresses = ['workshop@school.example', 'repairs@school.example']
  const made = await desk.ada.post('/teams', { name: 'Workshop', dutyLeadId: desk.lead.staffId, addresses })
  workshopId = (made.body as { id: number }).id
})
beforeEach(() => desk.platform.db.deleteFrom('mailboxes').execute())

const smtp = JSON.stringify({ host: 'smtp.school.example', port: 465, security: 'tls', user: 'help' })
const mailbox = (address: string, server: string | null) =>
  desk.platform.db
    .insertInto('mailboxes')
    .values({ name: 'Box', address, team_id: workshopId, smtp: server })
    .returning('id')
    .executeTakeFirstOrThrow()
const writesAs = (relay?: string, teamId = workshopId) =>
  transact(desk.platform.db, systemActor('email'), (tx) =>
    identityFor(tx, { ...desk.platform.config, SMTP_RELAY: relay }, teamId, null),
  )

it('a team writes as its mailbox that can send', async () => {
  await mailbox('silent@school.example', null)
  const { id } = await mailbox('loud@school.example', smtp)
  expect(await writesAs()).toEqual({
    ...{ mailboxId: id, address: 'loud@school.example', nameStyle: 'person-at', quotes: true },
  })
})

it('without a mailbox it writes as an address of its own, and only where a relay can carry it', async () => {
  const own = await desk.platform.db
    .selectFrom('team_addresses')
    .select('address')
    .where('team_id', '=', workshopId)
    .execute()
  const written = await writesAs('smtp://127.0.0.1:25')
  expect(written?.mailboxId).toBeNull()
  expect(own.map(({ address }) => address)).toContain(written?.address)
  expect(await writesAs()).toBeNull()
})

it('a team without any address writes as nobody, not as another team', async () => {
  expect(await writesAs('smtp://127.0.0.1:25', desk.teamId)).toBeNull()
})
