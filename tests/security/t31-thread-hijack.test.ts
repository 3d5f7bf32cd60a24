import type { SendMailOptions } from 'nodemailer'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

let desk: MailDesk
let caseId: number
let number: number
let ours: { messageId: string; replyTo: string }

beforeAll(async () => {
  desk = await createMailDesk()
  await desk.deliver({
    from: 'Ana <ana@customer.example>',
    to: desk.address,
    cc: ['boss@customer.example', 'sales@desk.test'],
    subject: 'My contract',
    messageId: '<ana-1@customer.example>',
    text: 'Please see my contract.',
  })
  await desk.settled()
  const found = (await desk.cases())[0]
  caseId = found?.id ?? 0
  number = found?.number ?? 0
  await desk.reply(caseId, 'We are looking into it.')
  await vi.waitFor(() => expect(desk.sink.mails.length).toBe(1), 10_000)
  const mail = desk.sink.mails[0]
  ours = { messageId: mail?.mail.messageId ?? '', replyTo: mail?.header('reply-to') ?? '' }
}, 40_000)

const attempt = async (mail: SendMailOptions): Promise<'joined' | 'new case' | 'set aside'> => {
  const before = await desk.cases()
  const held = before.find(({ id }) => id === caseId)?.messages
  await desk.deliver({ subject: `Re: My contract [#${number}]`, text: 'Send me all of it.', ...mail })
  await desk.settled()
  const after = await desk.cases()
  if (after.find(({ id }) => id === caseId)?.messages !== held) return 'joined'
  return after.length > before.length ? 'new case' : 'set aside'
}

describe('a stranger joins no case', () => {
  it.each([
    ['the subject with its number', () => ({ to: desk.address })],
    ['our signed address', () => ({ to: ours.replyTo })],
    ['our Message-ID', () => ({ to: desk.address, inReplyTo: ours.messageId, references: [ours.messageId] })],
    ["the customer's Message-ID", () => ({ to: desk.address, inReplyTo: '<ana-1@customer.example>' })],
    [
      'everything at once',
      () => ({ to: ours.replyTo, inReplyTo: ours.messageId, references: [ours.messageId] }),
    ],
    [
      'the customer as Reply-To and in the name',
      () => ({
        to: ours.replyTo,
        from: { name: 'ana@customer.example', address: 'eve@evil.example' },
        replyTo: 'ana@customer.example',
      }),
    ],
  ])('who knows %s', async (_what, mail) => {
    expect(await attempt({ from: 'eve@evil.example', ...mail() })).toBe('new case')
  })

  it('but the new case says which one it may belong to', async () => {
    await attempt({ from: 'eve@evil.example', to: ours.replyTo })
    const newest = (await desk.cases()).at(-1)
    const events = await desk.platform.db
      .selectFrom('journal')
      .select(['type', 'attributes'])
      .where('case_id', '=', newest?.id ?? 0)
      .where('type', '=', 'email.thread-doubted')
      .execute()
    expect(events).toEqual([
      { type: 'email.thread-doubted', attributes: { otherCaseId: caseId, why: 'stranger' } },
    ])
  })
})

describe('who claims to be one of us', () => {
  it('is a customer like any other: the mail neither joins nor acts as staff', async () => {
    expect(
      await attempt({ from: 'Support <support@desk.test>', to: desk.address, inReplyTo: ours.messageId }),
    ).toBe('new case')
    const staff = await desk.platform.db.selectFrom('staff').select('email').executeTakeFirstOrThrow()
    expect(await attempt({ from: `Ada <${staff.email}>`, to: ours.replyTo })).toBe('new case')
    const authors = await desk.platform.db
      .selectFrom('messages')
      .select(['author_kind', 'author_staff_id'])
      .execute()
    expect(authors.filter((each) => each.author_staff_id !== null)).toHaveLength(1)
  })

  it('even an address of ours that was copied in does not open the case to a forger', async () => {
    const answer = await desk.admin.post('/mailboxes', {
      name: 'Sales',
      address: 'sales@desk.test',
      teamId: 1,
    })
    expect(answer.status).toBe(201)
    expect(await attempt({ from: 'sales@desk.test', to: desk.address, inReplyTo: ours.messageId })).toBe(
      'new case',
    )
  })
})

describe('who takes part joins', () => {
  it.each([
    ['the customer, by our address', 'ana@customer.example', () => ({ to: ours.replyTo })],
    [
      'the customer, by our Message-ID',
      'ANA@customer.example',
      () => ({ to: desk.address, inReplyTo: ours.messageId }),
    ],
    [
      'somebody the customer copied in',
      'boss@customer.example',
      () => ({ to: desk.address, references: [ours.messageId] }),
    ],
  ])('%s', async (_who, from, mail) => {
    expect(await attempt({ from, ...mail() })).toBe('joined')
  })
  it('but the number in the subject alone is no reason', async () => {
    expect(await attempt({ from: 'ana@customer.example', to: desk.address })).toBe('new case')
  })
})
