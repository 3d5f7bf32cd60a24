import { beforeAll, describe, expect, test, vi } from 'vitest'
import { customerAt } from '../factories/customer-page.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import { PageVisitor } from '../harness/page-visitor.ts'

vi.setConfig({ testTimeout: 60_000 })

let desk: MailDesk
let caseId: number
let replyTo = ''
let messageId = ''
let link = ''

const seenUpTo = async () => (await desk.messages(caseId)).at(-1)?.id ?? 0
const stateOfCase = async () => (await desk.cases()).find(({ id }) => id === caseId)?.state
const mailsTo = (address: string) => desk.sink.mails.filter(({ to }) => to.includes(address))

beforeAll(async () => {
  desk = await createMailDesk()
  await desk.deliver({
    ...{ from: 'Ana <ana@customer.example>', to: desk.address, cc: 'eve@evil.example' },
    ...{ subject: 'My contract', text: 'Please see my contract.' },
  })
  await desk.settled()
  caseId = (await desk.cases())[0]?.id ?? 0
  // Eve is a customer of her own as well, so that she can sign in.
  await desk.deliver({ from: 'eve@evil.example', to: desk.address, subject: 'Me too', text: 'Hello' })
  await desk.settled()
  const asked = await desk.admin.post(`/cases/${caseId}/solutions`, {
    words: 'We changed your contract.',
    seenUpTo: await seenUpTo(),
  })
  expect(asked.status, asked.text).toBe(201)
  await vi.waitFor(() => expect(mailsTo('ana@customer.example')).toHaveLength(1), 20_000)
  const [mail] = mailsTo('ana@customer.example')
  replyTo = mail?.header('reply-to') ?? ''
  messageId = mail?.mail.messageId ?? ''
  link = /http:\/\/desk\.test(\/solution\/\S+)\/yes/.exec(mail?.mail.text ?? '')?.[1] ?? ''
}, 90_000)

describe('T32 whoever was copied in', () => {
  test('is not asked: the question went to the customer alone', () => {
    expect(mailsTo('eve@evil.example')).toEqual([])
    expect(link).toMatch(/^\/solution\/[\w-]{32}$/)
  })

  test('has no right on the customer’s page: no history, no answer, no file', async () => {
    const eve = await customerAt(desk, 'eve@evil.example')
    expect((await eve.open('/my')).text).not.toContain('My contract')
    expect((await eve.open(`/my/cases/${caseId}`)).status).toBe(404)
    expect((await eve.post(`/my/cases/${caseId}/solutions/1/yes`)).status).toBe(404)
    expect(await stateOfCase()).toBe('solution-proposed')
  })
})

describe('T32 by mail', () => {
  test('who was copied in once reads what is written to them, and no word that others wrote without them', async () => {
    const from = 'dora@customer.example'
    const deliver = async (mail: Record<string, unknown>) => {
      await desk.deliver({ from, to: desk.address, subject: 'Our lift', ...mail })
      await desk.settled()
    }
    await deliver({
      cc: 'mallory@evil.example',
      text: 'The lift is stuck.',
      messageId: '<dora-1@customer.example>',
    })
    const dorasCase = (await desk.cases()).at(-1)?.id ?? 0
    const latest = () => mailsTo('mallory@evil.example').at(-1)?.mail.text ?? ''
    await desk.reply(dorasCase, 'To both of you.', { to: [from], cc: ['mallory@evil.example'] })
    await vi.waitFor(() => expect(latest()).toContain('To both of you.'), 20_000)
    expect(latest()).toContain('> The lift is stuck.')
    await deliver({ inReplyTo: '<dora-1@customer.example>', text: 'For you alone: the code is 4711.' })
    await desk.reply(dorasCase, 'Thank you, we come.', { to: [from], cc: ['mallory@evil.example'] })
    await vi.waitFor(() => expect(latest()).toContain('Thank you, we come.'), 20_000)
    expect(latest()).not.toContain('4711')
    await deliver({ inReplyTo: '<dora-1@customer.example>', text: 'And now?' })
    await desk.reply(dorasCase, 'Now to you.', { to: [from] })
    await vi.waitFor(() => expect(mailsTo(from).at(-1)?.mail.text).toContain('> And now?'), 20_000)
  })
})

describe('T31 by mail', () => {
  test('a stranger who knows our address and Message-ID neither answers nor overtakes the question', async () => {
    await desk.deliver({
      ...{ from: 'mallory@evil.example', to: replyTo, inReplyTo: messageId, references: [messageId] },
      ...{ subject: 'Re: My contract', text: 'Yes, it is solved.' },
    })
    await desk.settled()
    expect(await stateOfCase()).toBe('solution-proposed')
  })

  test('what comes back with the question in it shows its link to nobody at the desk', async () => {
    await desk.deliver({
      ...{ from: 'ana@customer.example', to: replyTo, subject: 'Out of office' },
      headers: { 'Auto-Submitted': 'auto-replied' },
      text: `I am away.\n\n> Yes, it is solved:\n> http://desk.test${link}/yes`,
      html: `<p>I am away.</p><blockquote><a href="http://desk.test${link}/yes">Yes</a></blockquote>`,
    })
    await desk.settled()
    const secret = link.split('/').at(-1) ?? ''
    const { text } = await desk.admin.get(`/cases/${caseId}/conversation`)
    expect(text).toContain('I am away.')
    const stored = JSON.stringify(await desk.messages(caseId))
    expect(text + stored).not.toContain(secret)
    expect(await stateOfCase()).toBe('solution-proposed')
  })

  test('a scanner that opens every link answers nothing; the customer then does', async () => {
    for (const said of ['yes', 'not-yet']) {
      const { status } = await new PageVisitor(desk.app).open(`${link}/${said}`)
      expect(status).toBe(200)
    }
    expect((await desk.app.inject({ method: 'HEAD', url: `${link}/yes` })).statusCode).toBe(200)
    expect(await stateOfCase()).toBe('solution-proposed')
    await new PageVisitor(desk.app).post(`${link}/yes`)
    expect(await stateOfCase()).toBe('solved')
  })
})
