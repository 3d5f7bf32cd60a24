import { beforeAll, describe, expect, test } from 'vitest'
import type { Page } from '../../server/platform/http/page.ts'
import { rooms } from '../../server/rooms.ts'
import { type CaseDesk, createCaseDesk } from '../factories/case-desk.ts'
import { customerAt } from '../factories/customer-page.ts'
import { addCustomer } from '../factories/desk.ts'
import { PageVisitor } from '../harness/page-visitor.ts'

const pages = rooms.flatMap((room) => room.pages ?? [])
const ofCustomers = pages.filter(({ permission }) => permission.holders === 'customer')
const named = (some: readonly Page[]) =>
  some.map((page): [string, Page] => [`${page.method} ${page.path}`, page])

type Ids = Readonly<Record<string, number | string>>
let desk: CaseDesk
let ana: PageVisitor
let own: Ids
let foreign: Ids
const gone: Ids = { caseId: 900_001, attachmentId: 900_001, solutionId: 900_001, said: 'yes' }

/** A case with a file and an open question. */
const caseOf = async (customerId: number): Promise<Ids> => {
  const { db } = desk.platform
  const { caseId, messageId } = await desk.mail('Hello', { customerId })
  const file = { key: `key-of-a-file-of-${caseId}-xxxx`, name: 'a.txt', media_type: 'text/plain', size: 1 }
  await db
    .insertInto('files')
    .values({ ...file, sha256: Buffer.alloc(32), uploaded_by: 'system:test' })
    .execute()
  await desk.platform.files.put(file.key, Buffer.from('a'))
  const { key, ...about } = file
  const attachment = await db
    .insertInto('attachments')
    .values({ ...about, file_key: key, case_id: caseId, message_id: messageId })
    .returning('id')
    .executeTakeFirstOrThrow()
  const asked = { case_id: caseId, customer_id: customerId, proposed_by: desk.mia.staffId, words: 'Done.' }
  const solution = await db
    .insertInto('solutions')
    .values({ ...asked, message_id: messageId })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('cases')
    .set({ state: 'solution-proposed', customer_waiting_since: null })
    .where('id', '=', caseId)
    .execute()
  return { caseId, attachmentId: attachment.id, solutionId: solution.id, said: 'yes' }
}

beforeAll(async () => {
  desk = await createCaseDesk(rooms.flatMap((room) => room.routes))
  ana = await customerAt(desk, 'ana@example.org')
  own = await caseOf(desk.customerId)
  foreign = await caseOf(await addCustomer(desk.platform.db, 'Bob', 'bob@example.org'))
})

const addressOf = ({ path }: Page, ids: Ids) =>
  path.replace(/:(\w+)/g, (_, name: string) => String(ids[name] ?? 'x'))
const call = (who: PageVisitor, page: Page, ids: Ids) =>
  page.method === 'GET'
    ? who.open(addressOf(page, ids))
    : who.post(addressOf(page, ids), {
        words: 'Hello',
        ...(page.path.endsWith('manager') && { once: 'x'.repeat(20) }),
      })

describe('T01 customers’ pages', () => {
  test('there are pages to look at, and each is for customers or for anyone', () => {
    expect(ofCustomers.length).toBeGreaterThanOrEqual(7)
    expect(
      pages.filter(({ permission: { holders } }) => holders !== 'customer' && holders !== 'anyone'),
    ).toEqual([])
  })

  test.each(named(ofCustomers))('%s sends whoever is not signed in to the door', async (_name, page) => {
    for (const ids of [own, gone]) {
      const { status, goesTo } = await call(new PageVisitor(desk.app), page, ids)
      expect([status, goesTo?.split('?')[0]]).toEqual([303, '/my/sign-in'])
    }
  })

  const withCase = ofCustomers.filter(({ path }) => path.includes(':caseId'))

  test.each(named(withCase))('%s: another customer’s looks as if it were not there', async (_name, page) => {
    const [theirs, none] = [await call(ana, page, foreign), await call(ana, page, gone)]
    expect(none.status).toBe(404)
    expect([theirs.status, theirs.html]).toEqual([none.status, none.html])
    expect(theirs.html).not.toContain('My phone')
  })

  test.each(named(withCase))(
    '%s: what hangs on another case is not reached through an own one',
    async (_name, page) => {
      const { caseId } = own
      if (!/:(attachmentId|solutionId)/.test(page.path)) return
      const [smuggled, none] = [
        await call(ana, page, { ...foreign, caseId: caseId ?? 0 }),
        await call(ana, page, { ...gone, caseId: caseId ?? 0 }),
      ]
      expect([smuggled.status, smuggled.html, smuggled.goesTo]).toEqual([none.status, none.html, none.goesTo])
      const rows = await desk.platform.db.selectFrom('solutions').select('outcome').execute()
      expect(rows.map(({ outcome }) => outcome)).toEqual([null, null])
    },
  )

  test('nothing of all this has changed the other customer’s case', async () => {
    const row = await desk.platform.db
      .selectFrom('cases')
      .select(['state', 'message_count'])
      .where('id', '=', Number(foreign.caseId))
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ state: 'solution-proposed', message_count: 1 })
  })

  test.each(named(pages.filter(({ method }) => method === 'POST')))(
    '%s refuses a form of another site (T14)',
    async (_name, page) => {
      const strange: Record<string, string>[] = [
        { origin: 'https://evil.example' },
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'null' },
      ]
      for (const headers of strange) {
        const answer = await ana.post(
          addressOf(page, { ...own, secret: 'x'.repeat(32) }),
          { words: 'x' },
          headers,
        )
        expect(answer.status).toBe(403)
      }
    },
  )

  test.each(named(ofCustomers.filter(({ method, path }) => method === 'GET' && !path.includes('files'))))(
    '%s opens for its customer, with a policy that lets no script run',
    async (_name, page) => {
      const { status, headers } = await call(ana, page, own)
      expect(status).toBe(200)
      expect(headers['content-security-policy']).not.toContain('script-src')
      expect(headers['content-security-policy']).toContain("default-src 'none'")
    },
  )

  test('T10 links and addresses come only from our own settings, whatever the request names', async () => {
    const { html, goesTo } = await new PageVisitor(desk.app).open('/my', {
      ...{ host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' },
    })
    expect(html + goesTo).not.toContain('evil')
  })
})
