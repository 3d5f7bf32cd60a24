import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createStaffedDesk, type StaffedDesk } from '../../../../tests/factories/staffed-desk.ts'
import { closeLater } from '../../../../tests/harness/closing.ts'
import { freePort } from '../../../../tests/harness/free-port.ts'
import { type MailSink, startMailSink } from '../../../../tests/harness/mail-sink.ts'
import { mailPerson } from './mail-people.ts'

let desk: StaffedDesk
let own: MailSink
let relay: MailSink
beforeAll(async () => {
  desk = await createStaffedDesk()
  own = await startMailSink()
  relay = await startMailSink()
  closeLater(own.close)
  closeLater(relay.close)
})
beforeEach(() => desk.platform.db.deleteFrom('mailboxes').execute())
afterEach(() => {
  for (const sink of [own, relay]) {
    sink.mails.length = 0
    sink.manners = {}
  }
})

const serverAt = (port: number) => JSON.stringify({ host: '127.0.0.1', port, security: 'none', user: '' })
const mailbox = (address: string, smtp: string | null, off = false) =>
  desk.platform.db
    .insertInto('mailboxes')
    .values({ name: 'Box', address, team_id: desk.teamId, smtp, switched_off_at: off ? new Date() : null })
    .execute()
const person = { name: 'Zoë Ek', email: 'zoe@school.example' }
const letter = { subject: 'Choose a new password', text: 'Here:\n\nhttp://desk.test/reset#token=x' }
const mail = (relayPort: number | null, to = person) => {
  const SMTP_RELAY = relayPort === null ? undefined : `smtp://127.0.0.1:${relayPort}`
  return mailPerson({ ...desk.platform, config: { ...desk.platform.config, SMTP_RELAY } }, to, letter)
}

describe('a mail of the desk to one of its people', () => {
  it('leaves by a mailbox with a server of its own before the relay', async () => {
    await mailbox('silent@school.example', null)
    await mailbox('loud@school.example', serverAt(own.port))
    expect(await mail(relay.port)).toBe(true)
    expect(relay.mails).toEqual([])
    expect(own.mails).toMatchObject([
      { from: '', to: ['zoe@school.example'], mail: { from: { address: 'loud@school.example' } } },
    ])
    expect(own.mails[0]?.mail).toMatchObject({
      subject: 'Choose a new password',
      from: { name: 'Riverside School' },
    })
    expect(own.mails[0]?.mail.text).toMatch(/^Hello Zoë Ek,\n\nHere:\n\nhttp:\/\/desk\.test\/reset#token=x/)
  })

  it('leaves by the relay as the first mailbox in use', async () => {
    await mailbox('off@school.example', serverAt(own.port), true)
    await mailbox('silent@school.example', null)
    expect(await mail(relay.port)).toBe(true)
    expect(own.mails).toEqual([])
    expect(relay.mails[0]?.mail.from?.address).toBe('silent@school.example')
  })

  it('leaves by another one than the mailbox that cannot send, as long as there is one', async () => {
    await mailbox('mute@school.example', serverAt(await freePort()))
    const trouble = { send_error: 'It is away.', send_error_at: new Date() }
    await desk.platform.db.updateTable('mailboxes').set(trouble).execute()
    expect(await mail(relay.port)).toBe(true)
    expect(relay.mails).toHaveLength(1)
    await mailbox('well@school.example', serverAt(own.port))
    expect(await mail(relay.port)).toBe(true)
    expect(own.mails).toHaveLength(1)
  })

  it('leaves as the desk itself where there is no mailbox at all: a new desk can invite people', async () => {
    expect(await mail(relay.port)).toBe(true)
    expect(relay.mails[0]?.mail.from?.address).toBe('desk@desk.test')
  })

  it('is asked to be answered by no machine', async () => {
    await mail(relay.port)
    expect(relay.mails[0]?.header('auto-submitted')).toBe('auto-generated')
    expect(relay.mails[0]?.header('x-auto-response-suppress')).toBe('All')
  })

  it('cannot be given another header by a name', async () => {
    await mail(relay.port, { ...person, name: 'Zoë\r\nBcc: evil@evil.example' })
    expect(relay.mails[0]?.to).toEqual(['zoe@school.example'])
    expect(relay.mails[0]?.header('bcc')).toBeUndefined()
  })

  it('says that it did not leave when nothing can send', async () => {
    await mailbox('silent@school.example', null)
    expect(await mail(null)).toBe(false)
  })

  it('that is refused or finds nobody fails, so that its job tries again', async () => {
    relay.manners = { recipient: () => 451 }
    await expect(mail(relay.port)).rejects.toMatchObject({ smtpCode: 451 })
    await expect(mail(await freePort())).rejects.toMatchObject({ smtpCode: null })
    expect(relay.mails).toEqual([])
  })
})
