import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { closeLater } from '../../../tests/harness/closing.ts'
import { PageVisitor } from '../../../tests/harness/page-visitor.ts'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { defineAnnouncement } from '../contract/announcement.ts'
import { platformErrors } from '../contract/errors.ts'
import { definePermission } from '../contract/permission.ts'
import { idText } from '../contract/schemas.ts'
import type { CustomerActor } from '../identity/actor.ts'
import { sha256 } from '../identity/authenticate.ts'
import { announce } from '../journal/announce.ts'
import { createWeb } from '../web.ts'
import { customerPage, openPage } from './page.ts'

const said = defineAnnouncement('page.said', z.object({ words: z.string() }))
const mine = definePermission('page.mine', 'customer', 'See what is yours.')
const open = definePermission('page.open', 'anyone', 'Look.')
const staffOnly = definePermission('page.staff', ['admin'], 'Rule.')

const show = customerPage({
  method: 'GET',
  path: '/own/:thingId',
  permission: mine,
  params: z.strictObject({ thingId: idText }),
  query: z.strictObject({ tab: z.enum(['a', 'b']).optional() }),
  handle: async ({ actor, params, query }) => ({
    html: `<p>${actor.customerId} ${params.thingId} ${query.tab ?? '-'}</p>`,
  }),
})
const say = customerPage({
  method: 'POST',
  path: '/own/:thingId',
  permission: mine,
  params: z.strictObject({ thingId: idText }),
  form: z.strictObject({ words: z.string().max(100) }),
  handle: async ({ tx, actor, params, form: { words } }) => {
    await announce(tx, said, { actor, objects: [], attributes: { words } })
    if (words === 'refused') throw platformErrors.tooMany()
    if (words === 'broken') throw new Error('secret inside')
    return { goTo: `/own/${params.thingId}` }
  },
})
const enter = openPage({
  method: 'POST',
  path: '/enter',
  permission: open,
  form: z.strictObject({ as: z.string().optional() }),
  handle: async ({ form }) => ({ goTo: '/own/1', session: form.as ?? null }),
})
const gone = openPage({
  method: 'GET',
  path: '/gone',
  permission: open,
  handle: async () => ({ html: '<p>gone</p>', status: 410 }),
})
const rule = openPage({
  method: 'GET',
  path: '/rule',
  permission: staffOnly,
  handle: async () => ({ html: 'ruled' }),
})

const SECRET = 'a-session-of-ana-lima-0000000000'
const ana: CustomerActor = { kind: 'customer', customerId: 5, sessionId: 1 }
let platform: TestPlatform
let visitor: PageVisitor
let visit: () => PageVisitor

beforeAll(async () => {
  platform = await createTestPlatform()
  const web = await createWeb({
    platform,
    routes: [],
    findActor: async () => null,
    recheckActor: async (_db, actor) => actor,
    audience: async () => () => true,
    pages: {
      routes: [show, say, enter, gone, rule],
      findCustomer: async (_db, hash) => (hash.equals(sha256(SECRET)) ? ana : null),
      signIn: '/sign-in',
      showRefusal: async ({ message }) => `<p>${message}</p>`,
      policy: "default-src 'none'",
    },
    listenUrl: platform.database.url,
    deskFolder: null,
  })
  closeLater(web.stop)
  let made = 0
  // From an address of its own each: nobody uses up the visits of another.
  visit = () => new PageVisitor(web.app, 'http://desk.test', `10.0.0.${++made}`)
})
beforeEach(async () => {
  visitor = visit()
  await visitor.post('/enter', { as: SECRET })
})
const words = async () =>
  (await platform.db.selectFrom('journal').select('attributes').where('type', '=', said.type).execute()).map(
    ({ attributes }) => (attributes as { words: string }).words,
  )

describe('a page', () => {
  test('is shown to whom it belongs, runs nothing, and is kept and listed by nobody', async () => {
    const { status, text, headers } = await visitor.open('/own/7?tab=b')
    expect([status, text]).toEqual([200, '5 7 b'])
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'",
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex, nofollow',
    })
  })

  test('may say that something is gone', async () => {
    expect(await visit().open('/gone')).toMatchObject({ status: 410, text: 'gone' })
  })

  test.each(['/own/x', '/own/0', '/own/7?tab=c', '/own/7?other=1'])(
    'that does not fit is refused as a page, not as JSON: %s',
    async (url) => {
      const { status, text, headers } = await visitor.open(url)
      expect([status, text]).toEqual([400, platformErrors.invalid().message])
      expect(headers['content-type']).toBe('text/html; charset=utf-8')
    },
  )

  test('of the desk is shown to no customer and no stranger', async () => {
    for (const who of [visitor, visit()]) {
      const { status, html } = await who.open('/rule')
      expect([401, 403]).toContain(status)
      expect(html).not.toContain('ruled')
    }
  })
})

describe('somebody who is not signed in', () => {
  test('is led to the sign-in and comes back to the page they wanted', async () => {
    const answer = await visit().open('/own/7?tab=a')
    expect([answer.status, answer.goesTo]).toEqual([303, '/sign-in?next=%2Fown%2F7%3Ftab%3Da'])
  })

  test('is led there by a form too, which is not sent again afterwards, and nothing happened', async () => {
    const before = await words()
    const answer = await visit().post('/own/7', { words: 'Hello' })
    expect([answer.status, answer.goesTo]).toEqual([303, '/sign-in?next=%2Fmy'])
    expect(await words()).toEqual(before)
  })

  test('is whoever has a session that opens nothing any more', async () => {
    const former = visit()
    await former.post('/enter', { as: 'a-session-that-ended-000000000000' })
    expect((await former.open('/own/7')).status).toBe(303)
  })
})

describe('a form', () => {
  test('does what it says and leads to a page that is kept nowhere', async () => {
    const answer = await visitor.post('/own/7', { words: 'Thank you & “goodbye”' })
    expect([answer.status, answer.goesTo]).toEqual([303, '/own/7'])
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(await words()).toContain('Thank you & “goodbye”')
  })

  test.each([
    ['refused', 429, platformErrors.tooMany().message],
    ['broken', 500, platformErrors.broken().message],
  ])('that is %s answers %d in words, and leaves nothing behind', async (what, status, text) => {
    const answer = await visitor.post('/own/7', { words: what })
    expect([answer.status, answer.text]).toEqual([status, text])
    expect(answer.html).not.toContain('secret inside')
    expect(await words()).not.toContain(what)
  })

  test.each([
    ['another site', { origin: 'http://evil.test', 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { origin: 'http://other.desk.test', 'sec-fetch-site': 'same-site' }],
    ['a page that hides where it is', { origin: 'null', 'sec-fetch-site': 'none' }],
  ])('that %s sends is not obeyed', async (_who, headers) => {
    const answer = await visitor.post('/own/7', { words: 'forged' }, headers)
    expect(answer.status).toBe(403)
    expect(await words()).not.toContain('forged')
  })

  test.each([{}, { words: 'x'.repeat(101) }, { words: 'x', more: 'y' }])(
    'with fields that do not fit is refused: %j',
    async (fields) => {
      const { status } = await visitor.post('/own/7', fields as Record<string, string>)
      expect(status).toBe(400)
    },
  )

  test('that never ends is refused before it is read', async () => {
    const { status, text } = await visitor.post('/own/7', { words: 'x'.repeat(300 * 1024) })
    expect([status, text]).toEqual([413, platformErrors.tooLarge().message])
  })

  test('of another kind than forms have is refused', async () => {
    const { status } = await visitor.post('/own/7', { words: 'x' }, { 'content-type': 'application/xml' })
    expect(status).toBe(415)
  })
})

describe('the session of a customer', () => {
  test('is a cookie that no script reads and no other site sends, and ends when they leave', async () => {
    const somebody = visit()
    const entered = await somebody.post('/enter', { as: SECRET })
    const cookie = String(entered.headers['set-cookie'])
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect((await somebody.open('/own/7')).status).toBe(200)
    await somebody.post('/enter')
    expect([...somebody.cookies.keys()]).toEqual([])
    expect((await somebody.open('/own/7')).status).toBe(303)
  })

  test('opens nothing of the desk', async () => {
    const { status } = await visitor.open('/api/v1/live')
    expect(status).toBe(401)
  })
})

test('who opens page after page without end is asked to wait, and nobody else', async () => {
  const hurried = visit()
  const answers: { status: number }[] = []
  while (answers.length < 125) answers.push(await hurried.open('/gone'))
  const counts = (status: number) => answers.filter((answer) => answer.status === status).length
  expect([counts(410), counts(429)]).toEqual([120, 5])
  expect((await visit().open('/gone')).status).toBe(410)
})
