import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { addCase, addCustomer } from '../../../tests/factories/desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { conversationSchema, earlierCasesSchema } from '../contract.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
let mia: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
})

const cursor = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')
/** A customer of Tom's, and cases of theirs that Mia's team, or another one, has. */
const pastOf = async (name: string) => {
  const customerId = await addCustomer(desk.platform.db, name)
  const add = (need: string, teamId = desk.teamId) =>
    addCase(desk.platform.db, { customerId, owner: desk.tom, teamId, need })
  return { customerId, add }
}
const withConversation = async (caseId: number) =>
  (await mia.get(`/cases/${caseId}/conversation`)).as(conversationSchema).earlierCases
const pageAfter = async (caseId: number, after = '') =>
  (await mia.get(`/cases/${caseId}/earlier-cases${after && `?after=${after}`}`)).as(earlierCasesSchema)

describe('what a customer came with before a case', () => {
  test('comes with the conversation, as far as the reader may see it', async () => {
    const { db } = desk.platform
    const { customerId, add } = await pastOf('Ben')
    const visible = await add('Seen')
    const hidden = await add('Not seen', desk.otherTeamId)
    const { caseId } = await desk.mail('Hello', { customerId })
    expect(await withConversation(caseId)).toEqual({
      items: [
        {
          id: visible,
          number: expect.any(Number),
          need: 'Seen',
          state: 'open',
          channel: 'email',
          createdAt: expect.any(String),
          lastActivityAt: expect.any(String),
          messageCount: 0,
        },
      ],
      next: null,
    })
    await db
      .insertInto('case_participants')
      .values({ case_id: hidden, staff_id: desk.mia.staffId, part: 'mentioned' })
      .execute()
    expect((await withConversation(caseId)).items.map(({ id }) => id)).toEqual([hidden, visible])
  })

  test('holds nothing that came later, nothing of others, and nothing that was merged away', async () => {
    const { customerId, add } = await pastOf('Kim')
    const [before, merged] = [await add('Before'), await add('Merged')]
    const { caseId } = await desk.mail('Now', { customerId })
    await add('Later')
    expect((await mia.post(`/cases/${merged}/merge`, { intoCaseId: caseId })).status).toBeLessThan(300)
    expect((await withConversation(caseId)).items.map(({ id }) => id)).toEqual([before])
    expect((await pageAfter(before)).items).toEqual([])
  })

  test('is nothing for a case of somebody we do not know, however many of those there are', async () => {
    const nobody = () =>
      desk.mail('Who am I?', { customerId: null }, { authorName: 'A number that is not shown' })
    const [first, second] = [await nobody(), await nobody()]
    expect(second.caseId).not.toBe(first.caseId)
    expect(await withConversation(second.caseId)).toEqual({ items: [], next: null })
    expect(await pageAfter(second.caseId)).toEqual({ items: [], next: null })
  })

  test('comes only with the newest page of what was said', async () => {
    const { customerId, add } = await pastOf('Mo')
    await add('Before')
    const { caseId } = await desk.mail('Hello', { customerId })
    const newest = cursor([Date.now() * 1000, 9, 1])
    const older = await mia.get(`/cases/${caseId}/conversation?before=${newest}`)
    expect(older.as(conversationSchema).earlierCases).toEqual({ items: [], next: null })
  })

  test('goes on page by page without a gap or a double, also when many came at once', async () => {
    const { customerId, add } = await pastOf('Lon')
    const ids: number[] = []
    for (let count = 0; count < 20; count += 1) ids.push(await add(`Need ${count}`))
    await desk.platform.database.pool.query(
      `update cases set created_at = '2026-01-01 10:00:00.123456+00' where customer_id = $1`,
      [customerId],
    )
    const { caseId } = await desk.mail('Again', { customerId })
    const pages = [await withConversation(caseId)]
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(await pageAfter(caseId, next))
    expect(pages.map(({ items }) => items.length)).toEqual([8, 8, 4])
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(ids.toReversed())
    expect(await pageAfter(caseId)).toEqual(pages[0])
  })

  test('does not exist for who may not see the case, and is refused with a cursor that is none', async () => {
    const theirs = await desk.mail('Theirs', { teamId: desk.otherTeamId })
    expect((await mia.get(`/cases/${theirs.caseId}/earlier-cases`)).status).toBe(404)
    expect((await (await desk.visitor()).get(`/cases/${theirs.caseId}/earlier-cases`)).status).toBe(401)
    const { caseId } = await desk.mail('Hello')
    for (const after of ['x', cursor([]), cursor(['monday']), cursor([1.5])])
      expect((await mia.get(`/cases/${caseId}/earlier-cases?after=${after}`)).status).toBe(400)
  })
})
