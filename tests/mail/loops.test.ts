import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

let desk: MailDesk
beforeAll(async () => {
  desk = await createMailDesk()
}, 60_000)
beforeEach(() => {
  desk.sink.mails.length = 0
})

/** Puts every mail of the past some hours further back, as a day would. */
const laterBy = (hours: number) =>
  desk.platform.database.pool.query(
    `update raw_mails set received_at = received_at - interval '${hours} hours'`,
  )
const casesOf = async (need: string) => (await desk.cases()).filter((each) => each.need === need)
const sent = async (count: number) => {
  await expect.poll(() => desk.sink.mails.length, { timeout: 20_000 }).toBe(count)
}
const begin = async (subject: string, from: string): Promise<number> => {
  await desk.deliver({ from, to: desk.address, subject, text: 'My phone is silent.' })
  await desk.settled()
  const caseId = (await casesOf(subject))[0]?.id ?? 0
  await desk.reply(caseId, 'We look into it.')
  await sent(1)
  return caseId
}

/** What a machine on the other side makes of each mail of ours, again and again. */
const answerEach = async (rounds: number, answer: (turn: number) => Parameters<MailDesk['deliver']>[0]) => {
  let answered = 0
  for (let turn = 0; turn < rounds && answered < desk.sink.mails.length; turn += 1) {
    answered = desk.sink.mails.length
    await desk.deliver({ inReplyTo: desk.sink.mails.at(-1)?.mail.messageId ?? '', ...answer(turn) })
    await desk.settled()
  }
}

describe('R18: no loop begins, whoever is on the other side', () => {
  it.each([
    ['a vacation that says so', { 'Auto-Submitted': 'auto-replied' }],
    ['a vacation that hides it', {}],
  ])(
    '%s gets one mail of ours and no second',
    async (what, headers) => {
      const caseId = await begin(what, 'away@customer.example')
      const replyTo = desk.sink.mails[0]?.header('reply-to') ?? ''
      await answerEach(10, (turn) => ({
        ...{
          from: 'away@customer.example',
          to: replyTo,
          subject: `Away ${turn}`,
          headers,
          text: 'I am away.',
        },
      }))
      await laterBy(24)
      await sent(1)
      expect(await desk.messages(caseId)).toHaveLength(3)
    },
    60_000,
  )

  it('another desk that acknowledges every mail, even under a new subject, gets one mail of ours', async () => {
    await begin('Two desks', 'help@otherdesk.example')
    await answerEach(10, (turn) => ({
      ...{ from: 'help@otherdesk.example', to: desk.address, subject: `[Ticket#${turn}] We got your mail` },
      text: 'Thank you, we have received your request.',
    }))
    await sent(1)
  }, 60_000)

  it('a double forward that sends our own mail back to us opens no case', async () => {
    await begin('Forwarded in a ring', 'ring@customer.example')
    const before = (await desk.cases()).length
    const own = desk.sink.mails[0]
    await desk.deliver({
      envelope: { from: 'ring@customer.example', to: [desk.address] },
      raw: own?.raw ?? '',
    })
    await desk.settled()
    expect(await desk.cases()).toHaveLength(before)
    expect((await desk.kept('ignored'))[0]?.reason).toMatch(/our own/)
    await sent(1)
  }, 60_000)

  it('a bounce of our mail, and a bounce of nothing, make no mail of ours', async () => {
    await begin('Bounced', 'gone@customer.example')
    const report = (id: string) => ({
      ...{
        from: 'MAILER-DAEMON@mx.example',
        to: desk.address,
        subject: 'Undelivered Mail Returned to Sender',
      },
      ...{ inReplyTo: id, text: `I could not deliver ${id}: 550 5.1.1 no such user` },
      envelope: { from: '', to: [desk.address] },
    })
    await desk.deliver(report(desk.sink.mails[0]?.mail.messageId ?? ''))
    await desk.deliver(report('<nothing@nowhere.example>'))
    await desk.settled()
    await sent(1)
  }, 60_000)

  it('a machine that writes without end has ten mails taken in an hour; the rest is kept, shown, and can be let in', async () => {
    const from = 'monitor@customer.example'
    const write = async (turn: number) => {
      const headers = { 'Auto-Submitted': 'auto-generated' }
      await desk.deliver({ from, to: desk.address, subject: `Alarm ${turn}`, headers, text: `Disk ${turn}` })
      await desk.settled()
    }
    for (let turn = 0; turn < 12; turn += 1) await write(turn)
    const taken = async () => (await desk.cases()).filter(({ need }) => need.startsWith('Alarm')).length
    expect(await taken()).toBe(10)
    const kept = await desk.kept()
    expect(kept.filter(({ reason }) => /More than 10 automatic mails/.test(reason ?? ''))).toHaveLength(2)
    await desk.admin.post(`/kept-mails/${kept[0]?.id}/retry`)
    await desk.settled()
    expect(await taken()).toBe(11)
    await laterBy(2)
    await write(99)
    expect(await taken()).toBe(12)
    await sent(0)
  }, 120_000)
})

describe('T34: nobody can make the desk write to strangers', () => {
  it('a hundred and twenty forged senders get no mail, and no word of theirs leaves', async () => {
    const forge = (turn: number) =>
      desk.deliver({
        ...{ from: `victim${turn}@forged.example`, to: desk.address, replyTo: `other${turn}@forged.example` },
        ...{ subject: `Buy now ${turn}`, text: 'http://evil.example', cc: `third${turn}@forged.example` },
      })
    for (let turn = 0; turn < 120; turn += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, more) => forge(turn + more)))
      await desk.settled()
    }
    const { rows } = await desk.platform.database.pool.query(
      `select (select count(*)::int from outbox o join messages m on m.id = o.message_id
          join cases c on c.id = m.case_id where c.need like 'Buy now%') as mails,
        (select count(*)::int from cases where need like 'Buy now%') as cases`,
    )
    expect(rows[0]).toEqual({ mails: 0, cases: 120 })
    expect(desk.sink.mails).toEqual([])
  }, 180_000)

  it('a stranger’s address is no recipient here', async () => {
    const relayed = desk.deliver({ from: 'eve@evil.example', to: 'victim@forged.example', text: 'Buy' })
    await expect(relayed).rejects.toThrow(/550/)
  })
})
