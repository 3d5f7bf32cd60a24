import { beforeAll, describe, expect, it, vi } from 'vitest'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

let desk: MailDesk
beforeAll(async () => {
  desk = await createMailDesk()
})

const sent = async (count: number) => {
  await vi.waitFor(() => expect(desk.sink.mails.length).toBe(count), 8_000)
  const mail = desk.sink.mails[count - 1]
  if (!mail) throw new Error('nothing was sent')
  return mail
}

describe('a customer writes, a person answers, the customer answers back', () => {
  it('is one case in which everybody reads everything, and headers that mail programs thread by', async () => {
    await desk.deliver({
      from: 'Ana Lima <ana@customer.example>',
      to: desk.address,
      cc: 'Boss <boss@customer.example>',
      subject: 'Change one phone on my plan',
      messageId: '<first@customer.example>',
      text: 'Please change the phone of my son.\n\n-- \nAna Lima',
    })
    await desk.settled()
    const [first] = await desk.cases()
    expect(first).toMatchObject({ need: 'Change one phone on my plan', messages: 1, state: 'new' })
    if (!first) throw new Error('no case')

    const answer = await desk.reply(first.id, 'Done. It works from today.', {
      html: '<p>Done. It works from <b>today</b>.<script>alert(1)</script></p>',
    })
    expect(answer.delivery).toBe('held')
    const out = await sent(1)
    expect(out.to).toEqual(['ana@customer.example'])
    expect(out.from).toBe(desk.address)
    expect(out.mail.subject).toBe('Re: Change one phone on my plan')
    expect(out.header('in-reply-to')).toBe('<first@customer.example>')
    expect(out.header('references')).toContain('<first@customer.example>')
    expect(out.mail.from).toEqual({ name: 'Ada at School', address: desk.address })
    expect(out.header('reply-to')).toMatch(new RegExp(`^support\\+c${first.number}-[0-9a-z]+@desk\\.test$`))
    expect(out.mail.text).toContain('Done. It works from today.')
    expect(out.mail.text).toContain('> Please change the phone of my son.')
    expect(out.mail.html).toContain('<b>today</b>')
    expect(out.raw).not.toContain('alert(1)')
    expect(out.header('auto-submitted')).toBeUndefined()

    await desk.deliver({
      from: 'Ana Lima <ana@customer.example>',
      to: out.header('reply-to') ?? '',
      subject: 'AW: something else entirely',
      inReplyTo: out.mail.messageId ?? '',
      references: [out.header('references') ?? '', out.mail.messageId ?? ''],
      text: `Thank you!\n\nOn Sunday, 1 Nov 2026, Ada wrote:\n> Done. It works from today.`,
    })
    await desk.settled()
    const cases = await desk.cases()
    expect(cases).toHaveLength(1)
    expect(cases[0]).toMatchObject({ messages: 3, state: 'open' })
    const messages = await desk.messages(first.id)
    expect(messages.map((message) => [message.authorKind, message.text])).toEqual([
      ['customer', 'Please change the phone of my son.'],
      ['staff', 'Done. It works from today.'],
      ['customer', 'Thank you!'],
    ])
    expect(messages[0]?.signature).toContain('Ana Lima')
    expect(messages[1]?.delivery).toBe('sent')
    expect(messages[2]?.quoted).toContain('Done. It works from today.')
  })
})
