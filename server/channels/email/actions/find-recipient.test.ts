import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createStaffedDesk, type StaffedDesk } from '../../../../tests/factories/staffed-desk.ts'
import { createSeal } from '../../../platform/identity/seal.ts'
import { replyAddress } from '../rules/token.ts'
import { deliveriesTo, findRecipient, teamFor } from './find-recipient.ts'

let desk: StaffedDesk
let workshopId: number
let helpId: number
beforeAll(async () => {
  desk = await createStaffedDesk()
  const made = await desk.ada.post('/teams', {
    ...{ name: 'Workshop', dutyLeadId: desk.lead.staffId, addresses: ['workshop@school.example'] },
  })
  workshopId = (made.body as { id: number }).id
})
beforeEach(async () => {
  const { db } = desk.platform
  await db.deleteFrom('mailboxes').execute()
  const row = await db
    .insertInto('mailboxes')
    .values({ name: 'Help', address: 'help@school.example', team_id: desk.teamId })
    .returning('id')
    .executeTakeFirstOrThrow()
  helpId = row.id
})
const find = (address: string) => findRecipient(desk.platform.db, desk.platform.seal, address)
const signed = (address: string, number = 12) => replyAddress(desk.platform.seal, number, address)

describe('who receives at an address', () => {
  it('is its mailbox, else its team, however it is written', async () => {
    const help = { mailboxId: helpId, teamId: desk.teamId, target: `mailbox:${helpId}` }
    const workshop = { mailboxId: null, teamId: workshopId, target: `team:${workshopId}` }
    expect(await find('HELP@School.Example')).toEqual(help)
    expect(await find('Workshop@school.example')).toEqual(workshop)
    expect(await find(signed('help@school.example'))).toEqual(help)
    expect(await find(signed('workshop@school.example').toUpperCase())).toEqual(workshop)
  })

  it.each(['nobody@school.example', 'help@other.example', 'help', '', 'help+news@school.example'])(
    'is nobody for %j',
    async (address) => expect(await find(address)).toBeNull(),
  )

  it('is nobody for a reply address that another desk signed', async () => {
    const forged = replyAddress(createSeal('0123456789abcdef'.repeat(4)), 12, 'help@school.example')
    expect(forged).toMatch(/^help\+c12-/)
    expect(await find(forged)).toBeNull()
  })

  it('is no mailbox that was switched off', async () => {
    await desk.platform.db.updateTable('mailboxes').set({ switched_off_at: new Date() }).execute()
    expect(await find('help@school.example')).toBeNull()
  })
})

describe('a mail to many', () => {
  it('is delivered once to each mailbox and team of ours, with all addresses that named it', async () => {
    const reply = signed('help@school.example')
    const to = ['HELP@school.example', 'x@other.example', 'workshop@school.example', reply]
    expect(await deliveriesTo(desk.platform, to)).toEqual([
      { target: `mailbox:${helpId}`, mailboxId: helpId, recipients: ['help@school.example', reply] },
      { target: `team:${workshopId}`, mailboxId: null, recipients: ['workshop@school.example'] },
    ])
    expect(await deliveriesTo(desk.platform, ['x@other.example'])).toEqual([])
  })
})

describe('the team that a stored mail is for', () => {
  const team = (mailboxId: number | null, ...recipients: string[]) =>
    teamFor(desk.platform.db, desk.platform.seal, { mailboxId, recipients })

  it('is that of its mailbox before anything else', async () => {
    expect(await team(helpId, 'workshop@school.example')).toBe(desk.teamId)
  })

  it('is that of the first address that is one of ours', async () => {
    expect(await team(null, 'x@other.example', 'workshop@school.example', 'help@school.example')).toBe(
      workshopId,
    )
  })

  it('is the first team when no address is known any more: nothing received is lost', async () => {
    expect(await team(null, 'gone@school.example')).toBe(desk.teamId)
    expect(await team(999_999)).toBe(desk.teamId)
  })
})
