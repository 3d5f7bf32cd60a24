import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { draftsSchema, presentSchema } from '../contract.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
let mia: Visitor
let sam: Visitor
let tom: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
  tom = await desk.at(desk.tom)
})

describe('presence', () => {
  const present = async (caseId: number) =>
    (await sam.get(`/cases/${caseId}/presence`))
      .as(presentSchema)
      .items.map(({ name, doing }) => [name, doing])

  test('shows who looks, who writes, and who has left', async () => {
    const { caseId } = await desk.mail('Hello')
    expect((await mia.put('/presence', { caseId, doing: 'looking' })).status).toBe(204)
    await sam.put('/presence', { caseId, doing: 'writing' })
    expect(await present(caseId)).toEqual([
      ['Mia', 'looking'],
      ['Sam', 'writing'],
    ])
    await mia.put('/presence', { caseId, doing: 'writing' })
    await sam.put('/presence', { caseId, doing: 'left' })
    expect(await present(caseId)).toEqual([['Mia', 'writing']])
  })

  test('forgets who was not heard of for a minute', async () => {
    const { caseId } = await desk.mail('Hello')
    await mia.put('/presence', { caseId, doing: 'looking' })
    await desk.platform.database.pool.query(`update presences set seen_at = now() - interval '1 minute'`)
    expect(await present(caseId)).toEqual([])
  })

  test('is told to every open desk, and nothing of it is kept in the journal', async () => {
    const { caseId } = await desk.mail('Hello')
    const client = new pg.Client({ connectionString: desk.platform.database.url })
    await client.connect()
    await client.query('listen regard_presence')
    const heard = new Promise<string>((resolve) => {
      client.on('notification', ({ payload }) => resolve(payload ?? ''))
    })
    await mia.put('/presence', { caseId, doing: 'writing' })
    expect(JSON.parse(await heard)).toEqual({
      staffId: desk.mia.staffId,
      name: 'Mia',
      caseId,
      doing: 'writing',
    })
    await client.end()
  })

  test('at a case of another team is refused as not found', async () => {
    const { caseId } = await desk.mail('Hello')
    expect((await tom.put('/presence', { caseId, doing: 'looking' })).status).toBe(404)
    expect((await tom.get(`/cases/${caseId}/presence`)).status).toBe(404)
    expect((await mia.put('/presence', { caseId, doing: 'dancing' })).status).toBe(400)
  })
})

describe('drafts', () => {
  const drafts = async (visitor: Visitor, caseId: number) =>
    (await visitor.get(`/cases/${caseId}/drafts`)).as(draftsSchema).items
  const content = {
    text: 'Dear Ana',
    html: '<p>Dear Ana</p>',
    to: ['ana@example.org'],
    cc: [],
    attachments: [],
  }

  test('are kept whole, one for a reply and one for a note, for their writer alone', async () => {
    const { caseId, messageId } = await desk.mail('Hello')
    const kept = await mia.put(`/cases/${caseId}/draft`, { mode: 'reply', content, seenUpTo: messageId })
    expect(kept.status).toBe(200)
    await mia.put(`/cases/${caseId}/draft`, { mode: 'note', content: { text: 'Ask Sam' }, seenUpTo: 0 })
    expect(await drafts(mia, caseId)).toEqual([
      { mode: 'note', content: { text: 'Ask Sam' }, seenUpTo: 0, updatedAt: expect.any(String) },
      { mode: 'reply', content, seenUpTo: messageId, updatedAt: expect.any(String) },
    ])
    expect(await drafts(sam, caseId)).toEqual([])
  })

  test('are replaced at each pause and thrown away one by one', async () => {
    const { caseId } = await desk.mail('Hello')
    for (const text of ['D', 'De', 'Dear'])
      await mia.put(`/cases/${caseId}/draft`, { mode: 'reply', content: { text }, seenUpTo: 0 })
    await mia.put(`/cases/${caseId}/draft`, { mode: 'note', content: { text: 'N' }, seenUpTo: 0 })
    expect((await drafts(mia, caseId)).map((draft) => draft.content.text)).toEqual(['N', 'Dear'])
    expect((await mia.remove(`/cases/${caseId}/draft?mode=note`)).status).toBe(204)
    expect((await drafts(mia, caseId)).map(({ mode }) => mode)).toEqual(['reply'])
    expect((await mia.remove(`/cases/${caseId}/draft`)).status).toBe(400)
  })

  test('of a case of another team are refused as not found', async () => {
    const { caseId } = await desk.mail('Hello')
    const draft = { mode: 'reply', content: { text: 'x' }, seenUpTo: 0 }
    expect((await tom.put(`/cases/${caseId}/draft`, draft)).status).toBe(404)
    expect((await tom.get(`/cases/${caseId}/drafts`)).status).toBe(404)
    expect((await tom.remove(`/cases/${caseId}/draft?mode=reply`)).status).toBe(404)
    expect((await mia.put(`/cases/${caseId}/draft`, { ...draft, staffId: 1 })).status).toBe(400)
  })
})
