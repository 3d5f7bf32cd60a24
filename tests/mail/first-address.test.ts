import { beforeEach, describe, expect, it } from 'vitest'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

let desk: MailDesk
beforeEach(async () => {
  desk = await createMailDesk()
  await desk.platform.db.deleteFrom('mailboxes').execute()
})
const write = (to: string) => desk.deliver({ from: 'ann@example.net', to, subject: 'Hello', text: 'Hello' })

describe('a new desk without any address', () => {
  it('takes the first one that is written to from this machine as its own, and no second one', async () => {
    expect(await write('Help@Example.org')).toContain('250')
    await desk.settled()
    expect(await desk.cases()).toHaveLength(1)
    await expect(write('other@example.org')).rejects.toThrow('550')
    const addresses = await desk.platform.db.selectFrom('team_addresses').select('address').execute()
    expect(addresses).toEqual([{ address: 'help@example.org' }])
  })

  it('gives nothing away once a mailbox was added', async () => {
    const team = await desk.platform.db.selectFrom('teams').select('id').executeTakeFirstOrThrow()
    await desk.admin.post('/mailboxes', { name: 'Post', address: 'post@example.org', teamId: team.id })
    await expect(write('help@example.org')).rejects.toThrow('550')
  })
})
