import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createStaffedDesk, type StaffedDesk } from '../../../../tests/factories/staffed-desk.ts'
import { leaseMailbox, noteFetch, releaseMailbox } from './mailbox-health.ts'
import { mailboxAddresses, mailboxAt, mailboxById, sendingMailbox } from './mailboxes.ts'

let desk: StaffedDesk
let otherTeamId: number
let made = 0
beforeAll(async () => {
  desk = await createStaffedDesk()
  const other = await desk.ada.post('/teams', { name: 'Workshop', dutyLeadId: desk.lead.staffId })
  otherTeamId = (other.body as { id: number }).id
})
beforeEach(() => desk.platform.db.deleteFrom('mailboxes').execute())

interface Details {
  readonly team?: number
  readonly sends?: boolean
  readonly off?: boolean
  readonly address?: string
}
const smtp = JSON.stringify({ host: 'smtp.school.example', port: 465, security: 'tls', user: 'help' })
const add = async ({ team = desk.teamId, sends = true, off = false, address }: Details = {}) => {
  const { id } = await desk.platform.db
    .insertInto('mailboxes')
    .values({
      ...{ name: 'Box', address: address ?? `box${++made}@school.example`, team_id: team },
      ...{ smtp: sends ? smtp : null, switched_off_at: off ? new Date() : null },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
const lease = (id: number, holder: string) => leaseMailbox(desk.platform.db, id, holder)

describe('the right to fetch a mailbox', () => {
  it('has one process at a time, also when ten ask at once; it renews it as long as it lives', async () => {
    const id = await add()
    const holders = Array.from({ length: 10 }, () => randomUUID())
    const got = await Promise.all(holders.map((holder) => lease(id, holder)))
    expect(got.filter(Boolean)).toHaveLength(1)
    const [winner = '', loser = ''] = [holders[got.indexOf(true)], holders[got.indexOf(false)]]
    expect(await lease(id, winner)).toBe(true)
    expect(await lease(id, loser)).toBe(false)
  })

  it('passes on at once when it is given back, and only by who holds it', async () => {
    const id = await add()
    const [first, second] = [randomUUID(), randomUUID()]
    await lease(id, first)
    await releaseMailbox(desk.platform.db, id, second)
    expect(await lease(id, second)).toBe(false)
    await releaseMailbox(desk.platform.db, id, first)
    expect(await lease(id, second)).toBe(true)
  })

  it('ends with a process that died', async () => {
    const id = await add()
    await lease(id, randomUUID())
    await desk.platform.db
      .updateTable('mailboxes')
      .set({ fetch_leased_until: new Date(Date.now() - 1_000) })
      .execute()
    expect(await lease(id, randomUUID())).toBe(true)
  })

  it('is given to nobody for a mailbox that is switched off or not there', async () => {
    expect(await lease(await add({ off: true }), randomUUID())).toBe(false)
    expect(await lease(999_999, randomUUID())).toBe(false)
  })
})

describe('the mailbox that an answer comes from', () => {
  const from = (receivedBy: number | null, hasRelay = false, teamId = desk.teamId) =>
    sendingMailbox(desk.platform.db, { teamId, receivedBy, hasRelay })

  it('is the one that the customer wrote to, also of another team', async () => {
    await add()
    const theirs = await add({ team: otherTeamId })
    expect((await from(theirs))?.id).toBe(theirs)
  })

  it('is the first of the team when that one can no longer send, and never one of strangers', async () => {
    const first = await add()
    await add()
    const silent = await add({ sends: false })
    const off = await add({ off: true })
    await add({ team: otherTeamId })
    for (const received of [silent, off, null]) expect((await from(received))?.id).toBe(first)
  })

  it('may be one without a server of its own when there is a relay', async () => {
    const silent = await add({ sends: false })
    expect(await from(silent)).toBeUndefined()
    expect((await from(silent, true))?.id).toBe(silent)
    expect(await from(null, true, otherTeamId)).toBeUndefined()
  })
})

describe('an address', () => {
  it('receives at the mailbox in use; whoever was switched off is still ourselves', async () => {
    const { db } = desk.platform
    await add({ address: 'old@school.example', off: true })
    const used = await add({ address: 'new@school.example' })
    expect((await mailboxAt(db, 'new@school.example'))?.id).toBe(used)
    expect(await mailboxAt(db, 'old@school.example')).toBeUndefined()
    expect((await mailboxAddresses(db)).sort()).toEqual(['new@school.example', 'old@school.example'])
  })
})

it('what is wrong with an account stands there until it answers again', async () => {
  const { db } = desk.platform
  const id = await add()
  await noteFetch(db, id, 'There is no server named x.')
  expect(await mailboxById(db, id)).toMatchObject({
    ...{ lastError: 'There is no server named x.', lastErrorAt: expect.any(Date), lastSuccessAt: null },
  })
  await noteFetch(db, id, null)
  expect(await mailboxById(db, id)).toMatchObject({
    ...{ lastError: null, lastErrorAt: null, lastSuccessAt: expect.any(Date) },
  })
})
