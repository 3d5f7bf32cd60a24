import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { customerAt } from '../../../tests/factories/customer-page.ts'
import { addCase, addCustomer, addPromise } from '../../../tests/factories/desk.ts'
import { everyRoute } from '../../../tests/factories/routes.ts'
import { PageVisitor } from '../../../tests/harness/page-visitor.ts'
import { storeFile } from '../../platform/files/files.ts'
import { systemActor } from '../../platform/identity/actor.ts'

let desk: CaseDesk
let ana: PageVisitor
beforeAll(async () => {
  desk = await createCaseDesk(everyRoute)
  await desk.platform.db.insertInto('settings').values({ organisation_name: 'Riverside School' }).execute()
  ana = await customerAt(desk, 'ana@example.org')
})

const onceOf = (html: string): string => /name="once" value="([\w-]+)"/.exec(html)?.[1] ?? ''
const cursor = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')
const caseRow = (caseId: number) =>
  desk.platform.db.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
/** The form for words and files, without a file. */
const say = (visitor: PageVisitor, caseId: number, fields: Record<string, string>) => {
  const part = ([name, value]: [string, string]) =>
    `--edge\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  return desk.app.inject({
    method: 'POST',
    url: `/my/cases/${caseId}/messages`,
    cookies: Object.fromEntries(visitor.cookies),
    headers: { 'content-type': 'multipart/form-data; boundary=edge', origin: 'http://desk.test' },
    payload: `${Object.entries(fields).map(part).join('')}--edge--\r\n`,
  })
}
const needsOf = (text: string) => text.match(/Need \d+/g) ?? []
const somebody = async (name: string, email: string) => {
  const customerId = await addCustomer(desk.platform.db, name, email)
  return { customerId, visitor: await customerAt(desk, email) }
}
const organisation = async (name: string, sharesCases: boolean, members: readonly number[]) => {
  const { db } = desk.platform
  const { id } = await db
    .insertInto('organisations')
    .values({ name, shares_cases: sharesCases })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.updateTable('customers').set({ organisation_id: id }).where('id', 'in', members).execute()
  return id
}

describe('the list of cases', () => {
  test('that were all made at the same moment loses none between two pages', async () => {
    const { db } = desk.platform
    const { customerId, visitor } = await somebody('Imported', 'imported@many.example')
    for (let number = 1; number <= 35; number += 1)
      await addCase(db, { teamId: desk.teamId, owner: desk.mia, customerId, need: `Need ${number}` })
    await desk.platform.database.pool.query(
      `update cases set created_at = '2026-01-01 10:00:00.123456+00' where customer_id = $1`,
      [customerId],
    )
    const first = await visitor.open('/my')
    const [, next = ''] = /href="(\/my\?after=[\w-]+)"/.exec(first.html) ?? []
    const second = await visitor.open(next)
    const all = [...needsOf(first.text), ...needsOf(second.text)]
    expect(all).toHaveLength(35)
    expect(new Set(all).size).toBe(35)
    expect(second.html).not.toContain('/my?after=')
  })

  test.each([
    ['no cursor', 'nonsense'],
    ['one of another length', cursor([1, 2, 3])],
    ['one of another kind', cursor(['monday'])],
    ['one between two cases', cursor([1.5])],
    ['nothing', cursor([null])],
  ])('asked for with %s says so in a page', async (_what, after) => {
    for (const place of ['/my', '/my/organisation']) {
      const page = await ana.open(`${place}?after=${after}`)
      expect([400, 404]).toContain(page.status)
      expect(page.text).toContain('We could not find that')
    }
  })

  test('after a case that is not theirs still shows only theirs', async () => {
    const { customerId, visitor } = await somebody('Ben', 'ben@list.example')
    await desk.mail('Mine', { customerId, need: 'Need of Ben' })
    const { caseId } = await desk.mail('Of Ana', { need: 'Need of Ana' })
    const { text } = await visitor.open(`/my?after=${cursor([caseId])}`)
    expect(text).toContain('Need of Ben')
    expect(text).not.toContain('Need of Ana')
  })

  test('leaves out what was merged away', async () => {
    const { customerId, visitor } = await somebody('Mo', 'mo@merge.example')
    const [one, other] = [
      await desk.mail('One', { customerId, need: 'The one' }),
      await desk.mail('Other', { customerId, need: 'The other' }),
    ]
    await (await desk.at(desk.mia)).post(`/cases/${one.caseId}/merge`, { intoCaseId: other.caseId })
    const { text } = await visitor.open('/my')
    expect(text).toContain('The other')
    expect(text).not.toContain('The one')
  })
})

describe('cases that an organisation shares', () => {
  test('are closed again when it stops, and to who leaves it', async () => {
    const { db } = desk.platform
    const [kim, lou] = [await somebody('Kim', 'kim@co.example'), await somebody('Lou', 'lou@co.example')]
    const organisationId = await organisation('Co', true, [kim.customerId, lou.customerId])
    const { caseId } = await desk.mail('Shared', { customerId: kim.customerId, organisationId })
    expect((await lou.visitor.open(`/my/cases/${caseId}`)).status).toBe(200)
    const share = (shares: boolean) =>
      db.updateTable('organisations').set({ shares_cases: shares }).where('id', '=', organisationId).execute()
    await share(false)
    expect((await lou.visitor.open(`/my/cases/${caseId}`)).status).toBe(404)
    expect((await kim.visitor.open(`/my/cases/${caseId}`)).status).toBe(200)
    await share(true)
    await db
      .updateTable('customers')
      .set({ organisation_id: null })
      .where('id', '=', lou.customerId)
      .execute()
    expect((await lou.visitor.open(`/my/cases/${caseId}`)).status).toBe(404)
    expect((await lou.visitor.open('/my/organisation')).text).not.toContain('Kim')
  })

  test('are not answered by a colleague, also not whether they are solved', async () => {
    const [kim, lou] = [await somebody('Kim', 'kim@two.example'), await somebody('Lou', 'lou@two.example')]
    const organisationId = await organisation('Two', true, [kim.customerId, lou.customerId])
    const { caseId } = await desk.mail('Help', { customerId: kim.customerId, organisationId })
    const mia = await desk.at(desk.mia)
    const { rows } = await desk.platform.database.pool.query('select max(id) as id from messages')
    const asked = await mia.post(`/cases/${caseId}/solutions`, {
      ...{ words: 'It is fixed now.', seenUpTo: Number(rows[0]?.id) },
    })
    expect(asked.status, asked.text).toBe(201)
    const { id } = asked.body as { id: number }
    const page = await lou.visitor.open(`/my/cases/${caseId}`)
    expect(page.html).not.toContain('<textarea')
    expect(page.text).not.toContain('Yes, it is solved')
    await lou.visitor.post(`/my/cases/${caseId}/solutions/${id}/yes`)
    expect((await caseRow(caseId)).state).toBe('solution-proposed')
    const yes = await kim.visitor.send(`/my/cases/${caseId}/solutions/${id}/yes`)
    expect(yes.text).toContain('Thank you for your answer.')
    expect((await caseRow(caseId)).state).toBe('solved')
  })
})

describe('the page of a case', () => {
  test('is nobody else’s, and tells nobody that it exists', async () => {
    const { caseId } = await desk.mail('A secret of Ana', { need: 'A secret of Ana' })
    const { visitor } = await somebody('Eve', 'eve@elsewhere.example')
    const [hers, none] = [await visitor.open(`/my/cases/${caseId}`), await visitor.open('/my/cases/999999')]
    expect([hers.status, hers.html]).toEqual([404, none.html])
    const form = { words: 'Hello', once: 'x'.repeat(20) }
    expect((await say(visitor, caseId, form)).statusCode).toBe(404)
    expect((await visitor.post(`/my/cases/${caseId}/manager`, form)).status).toBe(404)
    expect((await visitor.post(`/my/cases/${caseId}/solutions/1/yes`)).status).toBe(404)
    expect((await ana.open(`/my/cases/${caseId}`)).text).not.toContain('Hello')
  })

  test('asks whoever is not signed in to do so, and remembers where they wanted to go', async () => {
    const { caseId } = await desk.mail('Hello')
    const stranger = new PageVisitor(desk.app)
    const answer = await stranger.open(`/my/cases/${caseId}`)
    expect([answer.status, answer.goesTo]).toEqual([
      303,
      `/my/sign-in?next=${encodeURIComponent(`/my/cases/${caseId}`)}`,
    ])
    const page = await stranger.open(answer.goesTo ?? '')
    expect(page.html).toContain(`name="next" value="/my/cases/${caseId}"`)
    expect((await stranger.post(`/my/cases/${caseId}/manager`)).goesTo).toBe('/my/sign-in?next=%2Fmy')
  })

  test('shows a long conversation part by part, oldest first in each', { timeout: 60_000 }, async () => {
    const { customerId, visitor } = await somebody('Lon', 'lon@long.example')
    const begun = Date.parse('2026-03-01T08:00:00Z')
    const sentAt = (minute: number) => new Date(begun + minute * 60_000)
    const { caseId } = await desk.mail('Need 1', { customerId, sentAt: sentAt(1) })
    for (let minute = 2; minute <= 64; minute += 1)
      await desk.mail(`Need ${minute}`, { caseId, customerId, sentAt: sentAt(minute) })
    const newest = await visitor.open(`/my/cases/${caseId}`)
    const [, before = ''] = /href="(\/my\/cases\/\d+\?before=[\w-]+)"/.exec(newest.html) ?? []
    const earlier = await visitor.open(before)
    const said = (text: string) => needsOf(text.slice(text.indexOf('What we said')))
    const range = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => `Need ${from + index}`)
    expect(said(newest.text)).toEqual(range(5, 64))
    expect(said(earlier.text)).toEqual(range(1, 4))
    expect(earlier.text).toContain('Back to the newest')
    expect(earlier.text).not.toContain('What was said before')
    for (const broken of ['x', cursor(['monday', 1]), cursor([null, null]), cursor(['2026-01-01', 'x'])])
      expect([400, 404]).toContain((await visitor.open(`/my/cases/${caseId}?before=${broken}`)).status)
  })

  test('says times as its reader lives them', async () => {
    const { customerId, visitor } = await somebody('Yui', 'yui@tokyo.example')
    const { db } = desk.platform
    await db.updateTable('customers').set({ time_zone: 'Asia/Tokyo' }).where('id', '=', customerId).execute()
    const { caseId } = await desk.mail('Hello', { customerId })
    await addPromise(db, caseId, desk.mia, { what: 'Come by', dueAt: new Date('2099-03-05T23:30:00Z') })
    await addPromise(db, caseId, desk.mia, { what: 'Write', dueAt: new Date('2020-01-02T03:04:00Z') })
    const { text } = await visitor.open(`/my/cases/${caseId}`)
    expect(text).toContain('Come by Mia, by Friday, March 6 at 8:30 AM GMT+9')
    expect(text).toContain('Write This was due Thursday, January 2 at 12:04 PM GMT+9. We are late; Mia knows')
  })

  test('shows what is promised until it is kept, and a promise of another case never', async () => {
    const [mine, other] = [await desk.mail('Hello'), await desk.mail('Something else')]
    const mia = await desk.at(desk.mia)
    const dueAt = new Date(Date.now() + 3_600_000).toISOString()
    const promised = await mia.post(`/cases/${mine.caseId}/promises`, { what: 'Call you by noon', dueAt })
    await mia.post(`/cases/${other.caseId}/promises`, { what: 'Send the form', dueAt })
    const page = async () => (await ana.open(`/my/cases/${mine.caseId}`)).text
    expect(await page()).toMatch(/What we promised you Call you by noon Mia, by \w+, /)
    expect(await page()).not.toContain('Send the form')
    const { id, version } = promised.body as { id: number; version: number }
    const kept = await mia.post(`/promises/${id}/keeping`, {}, { version })
    expect(kept.status, kept.text).toBeLessThan(300)
    expect(await page()).not.toContain('What we promised you')
  })

  test('tells only what our own forms say', async () => {
    const { caseId } = await desk.mail('Hello')
    expect((await ana.open(`/my/cases/${caseId}?told=manager`)).text).toContain('We heard you.')
    expect((await ana.open(`/my/cases/${caseId}?told=You+won`)).status).toBe(400)
  })
})

describe('what a customer writes', () => {
  test('from a page opened before a merge lands where the case lives on', async () => {
    const [one, other] = [await desk.mail('One'), await desk.mail('Other')]
    const once = onceOf((await ana.open(`/my/cases/${one.caseId}`)).html)
    await (await desk.at(desk.mia)).post(`/cases/${one.caseId}/merge`, { intoCaseId: other.caseId })
    expect((await say(ana, one.caseId, { words: 'Late words.', once })).statusCode).toBe(303)
    expect((await ana.open(`/my/cases/${other.caseId}`)).text).toContain('Late words.')
  })

  test('opens a closed case again for the same owner, who is waited for', async () => {
    const { caseId } = await desk.mail('Hello')
    const mia = await desk.at(desk.mia)
    await mia.post(`/cases/${caseId}/owner`)
    await mia.post(`/cases/${caseId}/closure`, { reason: 'duplicate' })
    expect((await ana.open(`/my/cases/${caseId}`)).text).toContain('It is closed. Write below')
    const once = onceOf((await ana.open(`/my/cases/${caseId}`)).html)
    await say(ana, caseId, { words: 'It is back.', once })
    const row = await caseRow(caseId)
    expect(row).toMatchObject({ state: 'open', owner_id: desk.mia.staffId })
    expect(row.customer_waiting_since).not.toBeNull()
  })

  test('is kept as it was typed, and shown as text', async () => {
    const { caseId } = await desk.mail('Hello')
    const once = onceOf((await ana.open(`/my/cases/${caseId}`)).html)
    await say(ana, caseId, { words: '<b>5 < 6</b>\n& more 👋', once })
    const { html } = await ana.open(`/my/cases/${caseId}`)
    expect(html).toContain('&lt;b&gt;5 &lt; 6&lt;/b&gt;\n&amp; more 👋')
    expect(html).not.toContain('<b>5')
  })

  test.each([
    ['too much', { words: 'x'.repeat(20_001), once: 'y'.repeat(20) }],
    ['no mark', { words: 'Hello' }],
    ['a mark of another form', { words: 'Hello', once: '../../etc/passwd-and-more' }],
    ['more than we asked', { words: 'Hello', once: 'y'.repeat(20), caseId: '1' }],
  ])('with %s is refused in a page, and nothing is kept', async (_what, fields) => {
    const { caseId } = await desk.mail('Hello')
    const answer = await say(ana, caseId, fields as Record<string, string>)
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toContain('text/html')
    expect((await caseRow(caseId)).message_count).toBe(1)
  })

  test('to a manager may be nothing, and is asked once however often it is pressed', async () => {
    const { caseId } = await desk.mail('Hello')
    const form = { words: '  ', once: 'manager-once-0001' }
    const both = await Promise.all([1, 2, 3].map(() => ana.post(`/my/cases/${caseId}/manager`, form)))
    expect(both.map(({ goesTo }) => goesTo)).toEqual(Array(3).fill(`/my/cases/${caseId}?told=manager`))
    const { text } = await ana.open(`/my/cases/${caseId}`)
    expect(text.match(/I would like a manager to look at my case/g)).toHaveLength(1)
    const told = await desk.platform.db
      .selectFrom('journal')
      .select('attributes')
      .where('case_id', '=', caseId)
      .where('type', '=', 'portal.manager-asked')
      .execute()
    expect(new Set(told.map(({ attributes }) => JSON.stringify(attributes))).size).toBe(1)
  })

  test('from another site counts for nothing', async () => {
    const { caseId } = await desk.mail('Hello')
    const form = { words: 'Forged', once: 'x'.repeat(20) }
    const forged = await ana.post(`/my/cases/${caseId}/manager`, form, {
      ...{ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    })
    expect(forged.status).toBe(403)
    expect((await caseRow(caseId)).message_count).toBe(1)
  })
})

describe('a file', () => {
  const withFile = async (customerId: number, name: string) => {
    const { db, files } = desk.platform
    const mediaType = 'text/plain'
    const actor = systemActor('email')
    const { key, size } = await storeFile(db, files, actor, {
      ...{ bytes: Buffer.from(`the words of ${name}`), name, mediaType },
    })
    const { caseId } = await desk.mail('With a file', {
      ...{ customerId, attachments: [{ fileKey: key, name, mediaType, size, contentId: null }] },
    })
    const { id } = await db
      .selectFrom('attachments')
      .innerJoin('messages', 'messages.id', 'attachments.message_id')
      .select('attachments.id')
      .where('messages.case_id', '=', caseId)
      .executeTakeFirstOrThrow()
    return { caseId, id }
  }

  test('is opened by its customer, from its own case only', async () => {
    const { caseId, id } = await withFile(desk.customerId, 'mine.txt')
    const another = await desk.mail('Another')
    const opened = await ana.open(`/my/cases/${caseId}/files/${id}`)
    expect([opened.status, opened.html]).toEqual([200, 'the words of mine.txt'])
    expect((await ana.open(`/my/cases/${another.caseId}/files/${id}`)).status).toBe(404)
    expect((await ana.open(`/my/cases/${caseId}/files/999999`)).status).toBe(404)
  })

  test('of somebody else is not found, also under one’s own case', async () => {
    const { customerId, visitor } = await somebody('Fay', 'fay@files.example')
    const theirs = await withFile(customerId, 'theirs.txt')
    const mine = await desk.mail('Mine')
    expect((await visitor.open(`/my/cases/${theirs.caseId}/files/${theirs.id}`)).status).toBe(200)
    for (const caseId of [theirs.caseId, mine.caseId])
      expect((await ana.open(`/my/cases/${caseId}/files/${theirs.id}`)).status).toBe(404)
  })

  test('of a message that was not for them, or has not left yet, is not found', async () => {
    const { caseId, id } = await withFile(desk.customerId, 'held.txt')
    const { db } = desk.platform
    for (const change of [{ delivery: 'held' }, { delivery: 'taken-back' }, { for_customer_id: null }]) {
      await db.updateTable('messages').set(change).where('case_id', '=', caseId).execute()
      expect((await ana.open(`/my/cases/${caseId}/files/${id}`)).status).toBe(404)
      const { html } = await ana.open(`/my/cases/${caseId}`)
      expect(html).not.toContain('held.txt')
    }
  })
})
