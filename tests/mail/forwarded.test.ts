import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { mailSideSchema } from '../../server/channels/email/contract.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import { ADMIN } from '../harness/web.ts'

let desk: MailDesk
beforeAll(async () => {
  desk = await createMailDesk()
}, 40_000)

const forward = (of: string, words = 'It crackles.') =>
  `Please take her\n\n---------- Forwarded message ---------\nFrom: ${of}\nDate: Mon, 2 Nov 2026\nSubject: My line\nTo: ben@desk.test\n\n${words}\n`
const send = async (mail: Parameters<MailDesk['deliver']>[0]) => {
  await desk.deliver({ from: ADMIN.email, to: desk.address, subject: 'Fwd: My line', ...mail })
  await desk.settled()
  const found = (await desk.cases()).at(-1)
  const { rows } = await desk.platform.database.pool.query(
    'select address from customers c join cases on cases.customer_id = c.id left join lateral (select value as address from addresses a where a.customer_id = c.id order by id limit 1) a on true where cases.id = $1',
    [found?.id],
  )
  return { id: found?.id ?? 0, need: found?.need, customer: rows[0]?.address }
}
const sideOf = async (caseId: number) =>
  (await desk.admin.get(`/cases/${caseId}/mail-sides`)).as(z.object({ items: z.array(mailSideSchema) }))
    .items[0]

describe('a mail that a colleague passes on to the desk', () => {
  it('opens a case of whoever wrote it first, in their words, and says who passed it on', async () => {
    const found = await send({ text: forward('Ana Berg <ana@shop.example>') })
    expect(found).toMatchObject({ need: 'My line', customer: 'ana@shop.example' })
    const [message] = await desk.messages(found.id)
    expect(message).toMatchObject({ authorKind: 'customer', authorName: 'Ana Berg', text: 'It crackles.' })
    expect(message?.quoted).toContain('Please take her')
    expect(await sideOf(found.id)).toMatchObject({ from: 'ana@shop.example', forwardedBy: ADMIN.email })
    await desk.reply(found.id, 'We are on it.')
    await expect.poll(() => desk.sink.mails.at(-1)?.to, { timeout: 20_000 }).toEqual(['ana@shop.example'])
  }, 60_000)

  it('joins no case, whatever it answers: nothing but a colleague’s word says who wrote it', async () => {
    const first = await send({ from: 'cas@shop.example', subject: 'Phone', text: 'Broken' })
    await desk.reply(first.id, 'Since when?')
    await expect.poll(() => desk.sink.mails.at(-1)?.to, { timeout: 20_000 }).toEqual(['cas@shop.example'])
    const ours = desk.sink.mails.at(-1)?.mail.messageId
    const second = await send({ text: forward('Cas <cas@shop.example>'), inReplyTo: `${ours}` })
    expect(second.id).not.toBe(first.id)
    const doubt = await desk.admin.get(`/cases/${second.id}/doubt`)
    expect(doubt.body).toMatchObject({ belongsTo: { id: first.id } })
  }, 60_000)

  it('is read as their own where it names one of us, and a customer’s forward stays the customer’s', async () => {
    const ofUs = await send({ text: forward(`Support <${desk.address}>`) })
    expect(ofUs.customer).toBe(ADMIN.email)
    const ofCustomer = await send({ from: 'dee@shop.example', text: forward('Eva <eva@shop.example>') })
    expect(ofCustomer.customer).toBe('dee@shop.example')
    expect((await sideOf(ofCustomer.id))?.forwardedBy).toBeNull()
  }, 60_000)
})
