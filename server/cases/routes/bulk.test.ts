import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { bulkResultSchema } from '../contract.ts'
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

const mails = async (count: number) => {
  const ids: number[] = []
  while (ids.length < count) ids.push((await desk.mail('Hello')).caseId)
  return ids
}
const act = (caseIds: number[], what: object, by = mia) => by.post('/cases/bulk', { caseIds, act: what })
const done = async (caseIds: number[], what: object, by = mia) =>
  (await act(caseIds, what, by)).as(bulkResultSchema)
const row = (id: number) =>
  desk.platform.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const journal = async (id: number) =>
  (await desk.platform.db.selectFrom('journal').select('type').where('case_id', '=', id).execute()).map(
    ({ type }) => type,
  )

describe('many cases at once', () => {
  test('taken by two people at the same moment have one owner each, and the other is told', async () => {
    const ids = await mails(5)
    const [mine, theirs] = await Promise.all([
      done(ids, { kind: 'take' }),
      done([...ids].reverse(), { kind: 'take' }, sam),
    ])
    expect([...mine.done, ...theirs.done].sort((a, b) => a - b)).toEqual(ids)
    expect(mine.refused.length + theirs.refused.length).toBe(ids.length)
    for (const id of mine.done) expect((await row(id)).owner_id).toBe(desk.mia.staffId)
    for (const id of theirs.done) expect((await row(id)).owner_id).toBe(desk.sam.staffId)
    for (const { code } of [...mine.refused, ...theirs.refused]) expect(code).toBe('cases.not-takeable')
  })

  test('closed at the same moment are closed once, with one reason and one line in the journal', async () => {
    const [id = 0] = await mails(1)
    const both = await Promise.all([
      done([id], { kind: 'close', reason: 'spam' }),
      done([id], { kind: 'close', reason: 'duplicate' }, sam),
    ])
    expect(both.flatMap((result) => result.done)).toEqual([id])
    const winner = both[0].done.length === 1 ? 'spam' : 'duplicate'
    expect(await row(id)).toMatchObject({ close_reason: winner, customer_waiting_since: null })
    expect((await journal(id)).filter((type) => type === 'cases.closed')).toHaveLength(1)
  })

  test('tagged with what they have, or relieved of what they have not, stay as they are', async () => {
    const [id = 0] = await mails(1)
    await done([id], { kind: 'tag', add: ['a', ' A ', 'b'] })
    const before = await row(id)
    expect(before.tags).toEqual(['a', 'b'])
    expect(await done([id], { kind: 'tag', add: ['b'], remove: ['never'] })).toEqual({
      done: [id],
      refused: [],
    })
    expect(await row(id)).toEqual(before)
  })

  test('beyond the thirtieth tag nothing is changed, and it is said for which case', async () => {
    const [full = 0, empty = 0] = await mails(2)
    const many = Array.from({ length: 30 }, (_, index) => `tag ${index}`)
    await done([full], { kind: 'tag', add: many })
    const { done: changed, refused } = await done([full, empty], { kind: 'tag', add: ['one more'] })
    expect(changed).toEqual([empty])
    expect(refused).toMatchObject([{ caseId: full, code: 'cases.too-many-tags' }])
    expect((await row(full)).tags).toEqual(many)
    const swap = { kind: 'tag', add: ['one more'], remove: ['tag 0'] }
    expect(await done([full], swap)).toMatchObject({ done: [full] })
  })

  test('a tag that is added and removed at once stays', async () => {
    const [id = 0] = await mails(1)
    await done([id], { kind: 'tag', add: ['x'], remove: ['x'] })
    expect((await row(id)).tags).toEqual(['x'])
  })

  test('of another team are told like cases that never were, beside those that were done', async () => {
    const [own = 0] = await mails(1)
    const { caseId: foreign } = await desk.mail('Theirs', { teamId: desk.otherTeamId })
    const { done: changed, refused } = await done([999_999, foreign, own], { kind: 'tag', add: ['mine'] })
    expect(changed).toEqual([own])
    const [first, second] = refused.map(({ caseId, ...words }) => words)
    expect(first).toEqual(second)
    expect((await row(foreign)).tags).toEqual([])
    expect(await done([foreign], { kind: 'tag', add: ['ours'] }, tom)).toMatchObject({ done: [foreign] })
  })
})

describe('acting on many is refused as a whole', () => {
  test.each([
    ['on none', [], { kind: 'take' }],
    ['on more than two hundred', Array.from({ length: 201 }, (_, n) => n + 1), { kind: 'take' }],
    ['on what is no case', [0], { kind: 'take' }],
    ['with an act that is none', [1], { kind: 'solve' }],
    ['closing without a reason', [1], { kind: 'close' }],
    ['closing for a reason of one’s own', [1], { kind: 'close', reason: 'solved' }],
    ['with a tag of a paragraph', [1], { kind: 'tag', add: ['x'.repeat(41)] }],
    ['with an owner of one’s choice', [1], { kind: 'take', ownerId: 1 }],
  ])('%s', async (_what, ids, what) => {
    expect((await act(ids, what)).status).toBe(400)
  })

  test('without a session, and by a script that may only read', async () => {
    const [id = 0] = await mails(1)
    expect((await act([id], { kind: 'take' }, await desk.visitor())).status).toBe(401)
    const reader = await withToken(desk, desk.mia, ['cases.read'])
    expect((await act([id], { kind: 'take' }, reader)).status).toBe(403)
    const writer = await withToken(desk, desk.mia, ['cases.read', 'cases.write'])
    expect((await act([id], { kind: 'close', reason: 'spam' }, writer)).status).toBe(403)
    expect(await row(id)).toMatchObject({ state: 'new', held_on_duty: true })
  })
})
