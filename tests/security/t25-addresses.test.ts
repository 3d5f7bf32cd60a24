import { beforeAll, describe, expect, it } from 'vitest'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

let desk: MailDesk
let caseId: number
beforeAll(async () => {
  desk = await createMailDesk()
  const first = {
    from: 'ana@customer.example',
    to: desk.address,
    subject: 'Mine',
    messageId: '<ana@customer.example>',
  }
  await desk.deliver({ ...first, text: 'First words' })
  await desk.settled()
  caseId = (await desk.cases())[0]?.id ?? 0
}, 60_000)

let turn = 0
/** Delivers a mail with this From line that answers Ana's case. */
const write = async (from: string) => {
  const envelope = { from: 'envelope@sender.example', to: [desk.address] }
  const raw = `From: ${from}\r\nSubject: Re: Mine\r\nIn-Reply-To: <ana@customer.example>\r\n\r\nwords ${++turn}\r\n`
  await desk.deliver({ envelope, raw })
  await desk.settled()
  const { rows } = await desk.platform.database.pool.query<Record<string, string>>(
    `select r.state, r.reason, r.case_id as "caseId", h.from_address as "from",
        (select string_agg(value, ',') from addresses a where a.customer_id = m.author_customer_id) as known
      from raw_mails r left join messages m on m.id = r.message_id left join mail_headers h on h.message_id = m.id
      order by r.id desc limit 1`,
  )
  return { ...rows[0], joined: Number(rows[0]?.caseId) === caseId }
}

const EVE = 'eve@evil.example'
const ANA = 'ana@customer.example'

describe('T25: one address, the same for the rule, the record and the answer', () => {
  it.each([
    ['another address as the name', `"${ANA}" <${EVE}>`, EVE],
    ['another address as a coded name', `=?utf-8?q?ana=40customer.example?= <${EVE}>`, EVE],
    ['another address in a comment', `${EVE} (${ANA})`, EVE],
    ['another address before it', `${ANA} <${EVE}>`, EVE],
    ['a name with marks in it', `"ana\\"@customer.example, \\"" <${EVE}>`, EVE],
    ['a percent sign for the @', 'ana%customer.example@evil.example', 'ana%customer.example@evil.example'],
    ['a look-alike letter before the @', 'аna@customer.example', 'аna@customer.example'],
    ['a look-alike letter in the domain', 'ana@cuѕtomer.example', 'ana@xn--cutomer-kog.example'],
    ['its coded form', 'ana@xn--cutomer-kog.example', 'ana@xn--cutomer-kog.example'],
  ])('%s is that sender and nobody else', async (_what, from, address) => {
    expect(await write(from)).toMatchObject({ state: 'placed', joined: false, known: address })
  })

  it.each([
    ['capitals', 'Ana@CUSTOMER.Example'],
    ['quotation marks that mean nothing', '"ana"@customer.example'],
    ['a comment', 'ana(comment)@customer.example'],
    ['a group of one', `Team: ${ANA};`],
    ['a name with a comma', `"Lima, Ana" <${ANA}>`],
  ])('%s change nobody', async (_what, from) => {
    expect(await write(from)).toMatchObject({ joined: true, from: ANA, known: ANA })
  })

  it.each([
    ['a route to it', `<@evil.example,@b.example:${ANA}>`],
    ['an address as the local part', `"${ANA}"@evil.example`],
    ['two signs @', `${ANA}@evil.example`],
    ['an address folded in its middle', 'ana@\r\n customer.example'],
    ['a letter nobody sees', 'ana@customer.example\u200b'],
    ['an empty part in the domain', 'ana@customer..example'],
    ['a dot at its end', `${ANA}.`],
    ['blanks within quotation marks', '"ana smith"@customer.example'],
    ['a coded form of nothing', 'ana@xn--cutomer-xef.example'],
    ['two senders', `${ANA}, ${EVE}`],
    ['a group of two', `Team: ${ANA}, ${EVE};`],
    ['a semicolon between two', `${EVE};${ANA}`],
    ['two From lines', `${EVE}\r\nFrom: ${ANA}`],
    ['nobody', 'Nobody:;'],
  ])('%s is nobody’s to decide: kept aside, with the reason', async (_what, from) => {
    expect(await write(from)).toMatchObject({
      ...{
        state: 'quarantined',
        joined: false,
        reason: expect.stringMatching(/no sender|several senders|nobody can write to/),
      },
    })
  })
}, 120_000)
