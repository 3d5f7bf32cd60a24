import { beforeAll, describe, expect, test, vi } from 'vitest'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import { PageVisitor } from '../harness/page-visitor.ts'

// Real mail both ways takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let desk: MailDesk
beforeAll(async () => {
  desk = await createMailDesk()
}, 40_000)

let wrote = 0
/** A case of a customer of its own, with an address of theirs. */
const newCase = async () => {
  wrote += 1
  const from = `ana${wrote}@customer.example`
  await desk.deliver({
    from: `Ana Lima <${from}>`,
    to: desk.address,
    subject: `Need ${wrote}`,
    text: 'Help!',
  })
  await desk.settled()
  const found = (await desk.cases()).at(-1)
  return { caseId: found?.id ?? 0, from }
}

const seenUpTo = async (caseId: number) => (await desk.messages(caseId)).at(-1)?.id ?? 0
const propose = async (caseId: number, words = 'We changed the phone on your plan.') =>
  desk.admin.post(`/cases/${caseId}/solutions`, { words, seenUpTo: await seenUpTo(caseId) })
const stateOf = async (caseId: number) => (await desk.cases()).find(({ id }) => id === caseId)?.state

/** The proposal's mail as it reached the customer, and its links. */
const mailTo = async (address: string, count = 1) => {
  const theirs = () => desk.sink.mails.filter(({ to }) => to.includes(address))
  await vi.waitFor(() => expect(theirs().length).toBe(count), 10_000)
  const mail = theirs().at(-1)?.mail
  const links = [...(mail?.text ?? '').matchAll(/http:\/\/desk\.test\/solution\/\S+/g)].map(([url]) => url)
  return { text: mail?.text ?? '', html: mail?.html ?? '', yes: links[0] ?? '', notYet: links[1] ?? '' }
}

describe('a solution that is proposed by mail', () => {
  test('asks with two links that nobody at the desk can see; a yes solves the case', async () => {
    const { caseId, from } = await newCase()
    const proposed = await propose(caseId)
    expect(proposed.status, proposed.text).toBe(201)
    const { text, html, yes, notYet } = await mailTo(from)
    expect(text).toContain('We changed the phone on your plan.')
    expect(text).toMatch(/Yes, it is solved:\nhttp/)
    expect([yes.endsWith('/yes'), notYet.endsWith('/not-yet')]).toEqual([true, true])
    expect(html).toContain(`<a href="${yes}">Yes, it is solved</a>`)
    const secret = yes.split('/').at(-2) ?? ''
    expect(Buffer.from(secret, 'base64url').length).toBe(24)
    const conversation = await desk.admin.get(`/cases/${caseId}/conversation`)
    expect(conversation.text + proposed.text).not.toContain(secret)

    const ana = new PageVisitor(desk.app)
    const page = await ana.open(yes)
    expect(page.text).toContain('We changed the phone on your plan.')
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(page.html.length).toBeLessThan(50_000)
    expect(await stateOf(caseId)).toBe('solution-proposed')
    const after = await ana.send(yes)
    expect(after.text).toContain('You told us that it is solved')
    expect(await stateOf(caseId)).toBe('solved')
    expect((await ana.send(yes)).text).toContain('You told us that it is solved')
    expect((await ana.send(notYet, { words: 'No!' })).text).toContain('You told us that it is solved')
    expect(await stateOf(caseId)).toBe('solved')
  })

  test('comes back with the customer’s words at a "not yet", to the owner who needs to see it first', async () => {
    const { caseId, from } = await newCase()
    await propose(caseId)
    const { notYet, yes } = await mailTo(from)
    const ana = new PageVisitor(desk.app)
    const after = await ana.send(notYet, { words: 'The old phone still rings.' })
    expect(after.text).toContain('not solved yet. Ada has it on the desk again')
    expect(await stateOf(caseId)).toBe('open')
    expect((await desk.messages(caseId)).at(-1)).toMatchObject({
      ...{ authorKind: 'customer', authorName: 'Ana Lima', text: 'The old phone still rings.' },
    })
    const list = await desk.admin.get('/cases?list=needs-me')
    expect(list.body).toMatchObject({ items: [{ id: caseId, reason: 'The customer says it is not solved' }] })
    expect((await ana.send(yes)).text).toContain('not solved yet')
    expect(await stateOf(caseId)).toBe('open')
    await desk.reply(caseId, 'I look again.')
    const then = await desk.admin.get('/cases?list=needs-me')
    expect(then.text).not.toContain('not solved')
  })

  test('is overtaken by a mail of the customer, and the link says so', async () => {
    const { caseId, from } = await newCase()
    await propose(caseId)
    const { yes } = await mailTo(from)
    const replyTo = desk.sink.mails.at(-1)?.header('reply-to') ?? ''
    await desk.deliver({ from, to: replyTo, subject: 'Re', text: 'One more question.' })
    await desk.settled()
    expect(await stateOf(caseId)).toBe('open')
    const ana = new PageVisitor(desk.app)
    expect((await ana.open(yes)).text).toContain('There is something newer')
    expect((await ana.send(yes)).text).toContain('There is something newer')
    expect(await stateOf(caseId)).toBe('open')
  })

  test('no automatic answer is an answer', async () => {
    const { caseId, from } = await newCase()
    await propose(caseId)
    await mailTo(from)
    const replyTo = desk.sink.mails.at(-1)?.header('reply-to') ?? ''
    await desk.deliver({
      ...{ from, to: replyTo, subject: 'Out of office', text: 'I am away.' },
      headers: { 'Auto-Submitted': 'auto-replied' },
    })
    await desk.settled()
    expect(await stateOf(caseId)).toBe('solution-proposed')
  })

  test('cannot be proposed twice, and can be withdrawn: then its links answer nothing', async () => {
    const { caseId, from } = await newCase()
    const both = await Promise.all([propose(caseId), propose(caseId)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    const { yes } = await mailTo(from)
    const list = await desk.admin.get(`/cases/${caseId}/solutions`)
    const [{ id } = { id: 0 }] = (list.body as { items: { id: number }[] }).items
    expect((await desk.admin.remove(`/cases/${caseId}/solutions/${id}`)).body).toMatchObject({
      outcome: 'withdrawn',
    })
    expect(await stateOf(caseId)).toBe('open')
    expect((await new PageVisitor(desk.app).send(yes)).text).toContain('We took this question back')
    expect(await stateOf(caseId)).toBe('open')
    expect((await desk.admin.remove(`/cases/${caseId}/solutions/${id}`)).status).toBe(409)
  })
})
