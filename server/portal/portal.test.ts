import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../tests/factories/case-desk.ts'
import { customerAt } from '../../tests/factories/customer-page.ts'
import { addCustomer, addPromise } from '../../tests/factories/desk.ts'
import type { PageVisitor } from '../../tests/harness/page-visitor.ts'
import { rooms } from '../rooms.ts'
import { safeNext } from './rules.ts'

let desk: CaseDesk
let ana: PageVisitor
beforeAll(async () => {
  desk = await createCaseDesk(rooms.flatMap((room) => room.routes))
  await desk.platform.db.insertInto('settings').values({ organisation_name: 'Riverside School' }).execute()
  ana = await customerAt(desk, 'ana@example.org')
})

const onceOf = (html: string): string => /name="once" value="([\w-]+)"/.exec(html)?.[1] ?? ''

/** Posts the form with files as a browser does. */
const sendForm = async (visitor: PageVisitor, url: string, fields: Record<string, string>, file?: string) => {
  const edge = 'form-edge-1'
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const about = `content-disposition: form-data; name="files"; filename="${file ?? ''}"`
  parts.push(
    `--${edge}\r\n${about}\r\ncontent-type: text/plain\r\n\r\n${file ? 'a photo' : ''}\r\n--${edge}--\r\n`,
  )
  const answer = await desk.app.inject({
    method: 'POST',
    url,
    cookies: Object.fromEntries(visitor.cookies),
    headers: { 'content-type': `multipart/form-data; boundary=${edge}`, origin: 'http://desk.test' },
    payload: parts.join(''),
  })
  return { status: answer.statusCode, goesTo: answer.headers.location ?? '' }
}

const reply = async (caseId: number, text: string, to = ['ana@example.org']) => {
  const mia = await desk.at(desk.mia)
  const { rows } = await desk.platform.database.pool.query('select max(id) as id from messages')
  const answer = await mia.post(`/cases/${caseId}/replies`, { text, to, seenUpTo: Number(rows[0]?.id) })
  expect(answer.status, answer.text).toBe(201)
  await desk.platform.db
    .updateTable('messages')
    .set({ delivery: 'sent' })
    .where('delivery', '=', 'held')
    .execute()
}

describe('the page of a case', () => {
  test('says first who has it and what happens next, then what was said', async () => {
    const { caseId, caseNumber } = await desk.mail('My phone is silent.')
    const { db } = desk.platform
    await addPromise(db, caseId, desk.mia, { what: 'Call her back', dueAt: new Date('2099-03-05T10:00:00Z') })
    const before = await ana.open(`/my/cases/${caseId}`)
    expect(before.text).toContain('Lena answers for your case until a colleague takes it up')
    expect(before.text).toContain(
      'What we promised you Call her back Mia, by Thursday, March 5 at 10:00 AM UTC',
    )
    await reply(caseId, 'I am on it.')
    const { text, html, headers } = await ana.open(`/my/cases/${caseId}`)
    expect(text).toContain(`Your case ${caseNumber}`)
    expect(text).toMatch(/Mia has your case .* What we promised you .* My phone is silent\. .* I am on it\./)
    expect(html.length).toBeLessThan(50_000)
    expect(html).not.toContain('<script')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['cache-control']).toBe('private, no-store')
  })

  test('shows nothing internal: no note, no mail to others, no held reply, no address', async () => {
    const { caseId } = await desk.mail('Hello', { cc: [{ address: 'boss@example.org', name: 'The Boss' }] })
    const mia = await desk.at(desk.mia)
    await mia.post(`/cases/${caseId}/notes`, { text: 'A secret note.' })
    await reply(caseId, 'For your supplier only.', ['supplier@parts.example'])
    await reply(caseId, 'For all of you.', ['boss@example.org', 'ANA@example.org'])
    const other = await addCustomer(desk.platform.db, 'The Boss', 'boss@example.org')
    await desk.mail('Behind her back.', { caseId, customerId: other }, { authorName: 'The Boss' })
    await mia.post(`/cases/${caseId}/replies`, { text: 'Not yet sent.', seenUpTo: 9_999 })
    const { text, html } = await ana.open(`/my/cases/${caseId}`)
    expect(text).toContain('For all of you.')
    for (const hidden of [
      'secret note',
      'supplier',
      'Behind her back',
      'Not yet sent',
      '@example.org',
      '@desk',
    ])
      expect(html).not.toContain(hidden)
  })

  test('tells of calls that they were, and not what we wrote about them', async () => {
    const { caseId } = await desk.mail('Hello')
    const mia = await desk.at(desk.mia)
    const leg = { staffName: 'Sam', startedAt: '2026-03-02T09:00:00Z', howEnded: 'ended' }
    await mia.post(`/cases/${caseId}/contacts`, {
      ...{ channel: 'call', startedAt: '2026-03-02T09:00:00Z', summary: 'Rather upset.', legs: [leg] },
    })
    const { text } = await ana.open(`/my/cases/${caseId}`)
    expect(text).toContain('You called us and spoke with Sam')
    expect(text).not.toContain('upset')
  })

  test('a case that was merged leads to where it lives on', async () => {
    const [one, other] = [await desk.mail('One'), await desk.mail('Other')]
    await (await desk.at(desk.mia)).post(`/cases/${one.caseId}/merge`, { intoCaseId: other.caseId })
    expect((await ana.open(`/my/cases/${one.caseId}`)).goesTo).toBe(`/my/cases/${other.caseId}`)
    const { text } = await ana.open(`/my/cases/${other.caseId}`)
    expect(text).toMatch(/One .* Other/)
  })
})

describe('writing on the page', () => {
  test('puts words and files on the case for its owner, once however often it is pressed', async () => {
    const { caseId } = await desk.mail('Hello')
    await reply(caseId, 'Which phone?')
    const page = await ana.open(`/my/cases/${caseId}`)
    const form = { words: 'The black one.', once: onceOf(page.html) }
    const both = await Promise.all(
      [1, 2].map(() => sendForm(ana, `/my/cases/${caseId}/messages`, form, 'phone.txt')),
    )
    expect(both.map(({ goesTo }) => goesTo)).toEqual(Array(2).fill(`/my/cases/${caseId}?told=written`))
    const after = await ana.open(`/my/cases/${caseId}?told=written`)
    expect(after.text).toContain('It has arrived, and is on your case.')
    expect(after.text.match(/The black one\./g)).toHaveLength(1)
    const [, file = ''] = /href="(\/my\/cases\/\d+\/files\/\d+)"/.exec(after.html) ?? []
    const opened = await ana.open(file)
    expect([opened.html, opened.headers['content-disposition']]).toEqual([
      'a photo',
      expect.stringContaining('attachment; filename="phone.txt"'),
    ])
    const row = await (await desk.at(desk.mia)).get(`/cases/${caseId}`)
    expect(row.body).toMatchObject({ state: 'open', owner: { name: 'Mia' }, lastWords: 'The black one.' })
  })

  test('nothing written is nothing sent, and a form without its mark is refused', async () => {
    const { caseId } = await desk.mail('Hello')
    const once = onceOf((await ana.open(`/my/cases/${caseId}`)).html)
    expect((await sendForm(ana, `/my/cases/${caseId}/messages`, { words: ' ', once })).goesTo).toBe(
      `/my/cases/${caseId}`,
    )
    expect((await sendForm(ana, `/my/cases/${caseId}/messages`, { words: 'x', once: '' })).status).toBe(400)
    const { items } = (await (await desk.at(desk.mia)).get(`/cases/${caseId}/conversation`)).body as {
      items: []
    }
    expect(items).toHaveLength(1)
  })

  test('asking for a manager is told with the words, and leaves the owner', async () => {
    const { caseId } = await desk.mail('Hello')
    await reply(caseId, 'We are on it.')
    const page = await ana.open(`/my/cases/${caseId}`)
    const after = await ana.send(`/my/cases/${caseId}/manager`, {
      ...{ words: 'This takes too long.', once: onceOf(page.html) },
    })
    expect(after.text).toContain('Somebody who leads the team looks at your case.')
    expect(after.text).toContain('This takes too long.')
    const found = await (await desk.at(desk.lena)).get(`/cases/${caseId}`)
    expect(found.body).toMatchObject({ owner: { id: desk.mia.staffId, name: 'Mia' } })
    const news = await desk.platform.db
      .selectFrom('journal')
      .select(['actor_kind', 'attributes'])
      .where('type', '=', 'portal.manager-asked')
      .executeTakeFirst()
    expect(news).toMatchObject({ actor_kind: 'customer', attributes: { messageId: expect.any(Number) } })
  })
})

describe('the list', () => {
  test('has all own cases, newest first, over several pages', async () => {
    const { db } = desk.platform
    const lea = await addCustomer(db, 'Lea Roth', 'lea@many.example')
    for (let made = 1; made <= 32; made += 1)
      await desk.mail(`Need ${made}`, { customerId: lea, need: `Need ${made}` })
    const visitor = await customerAt(desk, 'lea@many.example')
    const first = await visitor.open('/my')
    expect(first.text.match(/Need \d+/g)?.slice(0, 3)).toEqual(['Need 32', 'Need 31', 'Need 30'])
    const [, next = ''] = /href="(\/my\?after=[\w-]+)"/.exec(first.html) ?? []
    expect((await visitor.open(next)).text.match(/Need \d+/g)).toEqual(['Need 2', 'Need 1'])
  })

  test('has cases of the organisation only where it allows that, to be read and not answered', async () => {
    const { db } = desk.platform
    const { id } = await db
      .insertInto('organisations')
      .values({ name: 'Acme' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const [max, eva] = [
      await addCustomer(db, 'Max', 'max@acme.example'),
      await addCustomer(db, 'Eva', 'eva@acme.example'),
    ]
    await db.updateTable('customers').set({ organisation_id: id }).where('id', 'in', [max, eva]).execute()
    const { caseId } = await desk.mail('Our line is down.', {
      ...{ customerId: max, organisationId: id, need: 'The line of Max' },
    })
    const visitor = await customerAt(desk, 'eva@acme.example')
    expect((await visitor.open('/my')).text).not.toContain('Acme')
    expect((await visitor.open('/my/organisation')).text).not.toContain('The line of Max')
    expect((await visitor.open(`/my/cases/${caseId}`)).status).toBe(404)
    const admin = await desk.at(desk.ada)
    const organisation = await admin.get(`/organisations/${id}`)
    expect(organisation.body).toMatchObject({ sharesCases: false })
    expect((await admin.patch(`/organisations/${id}`, { sharesCases: true }, 1)).body).toMatchObject({
      sharesCases: true,
    })
    expect((await visitor.open('/my')).text).toContain('Cases of Acme')
    expect((await visitor.open('/my/organisation')).text).toContain('The line of Max')
    const page = await visitor.open(`/my/cases/${caseId}`)
    expect(page.text).toContain('Our line is down.')
    expect(page.text).toContain('This is a case of a colleague of yours.')
    expect(page.html).not.toContain('<textarea')
    const form = { words: 'Me too', once: 'x'.repeat(20) }
    expect((await sendForm(visitor, `/my/cases/${caseId}/messages`, form)).status).toBe(404)
    expect((await visitor.post(`/my/cases/${caseId}/manager`, form)).status).toBe(404)
  })

  test('is empty with a word of welcome for somebody new', async () => {
    await addCustomer(desk.platform.db, 'New', 'new@example.org')
    expect((await (await customerAt(desk, 'new@example.org')).open('/my')).text).toContain('No cases yet')
  })
})

test.each([
  ['/my', '/my'],
  ['/my/cases/12', '/my/cases/12'],
  ['//evil.example', '/my'],
  ['/my/cases/12/../../x', '/my'],
  ['https://evil.example/my', '/my'],
  ['/my\\@evil.example', '/my'],
  [undefined, '/my'],
])('after signing in, %j leads to %s', (next, to) => expect(safeNext(next)).toBe(to))
