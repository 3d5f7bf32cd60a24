import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
let tom: Visitor
let ours: { caseId: number; contactId: number; messageId: number }
let theirs: number
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  tom = await desk.at(desk.tom)
  ours = await desk.mail('Ours')
  theirs = (await desk.mail('Theirs', { teamId: desk.otherTeamId })).caseId
})

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Call = readonly [Method, path: string, body?: () => unknown]

const startedAt = '2026-11-20T08:00:00.000Z'
/** One well-formed call for each address of a case: only whose case it is can be wrong with it. */
const calls: readonly Call[] = [
  ['GET', '/cases/:caseId'],
  ['PATCH', '/cases/:caseId', () => ({ need: 'Mine now' })],
  ['POST', '/cases/:caseId/owner', () => ({})],
  ['POST', '/cases/:caseId/closure', () => ({ reason: 'spam' })],
  ['DELETE', '/cases/:caseId/closure'],
  ['POST', '/cases/:caseId/seen', () => ({})],
  ['GET', '/cases/:caseId/conversation'],
  ['GET', '/cases/:caseId/earlier-cases'],
  ['POST', '/cases/:caseId/contacts', () => ({ channel: 'call', startedAt })],
  ['POST', '/cases/:caseId/notes', () => ({ text: 'A note' })],
  ['PATCH', '/cases/:caseId/notes/:noteId', () => ({ text: 'Another' })],
  ['GET', '/cases/:caseId/attachments/:attachmentId'],
  ['GET', '/cases/:caseId/messages/:messageId/html'],
  ['POST', '/cases/:caseId/macros/:macroId', () => ({})],
  ['POST', '/cases/:caseId/merge', () => ({ intoCaseId: theirs })],
  ['POST', '/cases/:caseId/split', () => ({ contactIds: [ours.contactId], need: 'Mine' })],
  ['POST', '/cases/:caseId/move', () => ({ contactIds: [ours.contactId], toCaseId: theirs })],
  ['GET', '/cases/:caseId/regroupings'],
  ['GET', '/cases/:caseId/drafts'],
  ['PUT', '/cases/:caseId/draft', () => ({ mode: 'note', content: { text: 'x' }, seenUpTo: 0 })],
  ['DELETE', '/cases/:caseId/draft?mode=note'],
  ['GET', '/cases/:caseId/presence'],
  ['GET', '/cases/:caseId/story'],
  ['POST', '/cases/:caseId/story/reading', () => ({})],
  ['POST', '/cases/:caseId/facts', () => ({ text: 'Her phone is blue' })],
  ['PATCH', '/cases/:caseId/facts/:factId', () => ({ text: 'Her phone is red' })],
  ['DELETE', '/cases/:caseId/facts/:factId'],
  ['PUT', '/cases/:caseId/brief/:line', () => ({ text: 'A new battery' })],
  ['POST', '/cases/:caseId/repeats', () => ({ messageId: ours.messageId })],
  ['DELETE', '/cases/:caseId/repeats/:repeatId'],
]

const named = (some: readonly Call[]) => some.map((call) => [`${call[0]} ${call[1]}`, call] as const)
const addressed = (path: string, caseId: number | string) =>
  path
    .replace(':caseId', String(caseId))
    .replace(':messageId', String(ours.messageId))
    .replace(':line', 'tried')
    .replace(/:\w+/, '1')
const make = (visitor: Visitor, [method, path, body]: Call, caseId: number | string) =>
  visitor.call(method, addressed(path, caseId), body && { body: body() })

/** The whole of our case as the database has it. */
const stored = async () => {
  const { rows } = await desk.platform.database.pool.query(
    `select to_jsonb(cases) as row,
       (select count(*) from contacts where case_id = cases.id) as contacts,
       (select count(*) from notes where case_id = cases.id) as notes,
       (select count(*) from drafts where case_id = cases.id) as drafts,
       (select count(*) from case_participants where case_id = cases.id) as people
     from cases where id = $1`,
    [ours.caseId],
  )
  return rows[0]
}

test('every address of a case is tried here', () => {
  const known = calls.map(([method, path]) => `${method} ${path.split('?')[0]}`)
  const served = routes
    .filter(({ path }) => path.includes(':caseId'))
    .map(({ method, path }) => `${method} ${path}`)
  expect(known.sort()).toEqual(served.sort())
})

describe('a case of another team', () => {
  test.each(named(calls))('%s does not exist for them, and stays as it is', async (_address, call) => {
    const before = await stored()
    const answer = await make(tom, call, ours.caseId)
    expect(answer.status).toBe(404)
    expect(answer.text).not.toContain('Ours')
    expect(await stored()).toEqual(before)
  })

  test.each(named(calls))('%s is answered like a case that was never there', async (_address, call) => {
    const [foreign, missing] = [await make(tom, call, ours.caseId), await make(tom, call, 999_999)]
    expect(missing.status).toBe(foreign.status)
    expect((missing.body as { code: string }).code).toBe((foreign.body as { code: string }).code)
  })
})

describe('without a session', () => {
  test.each(named(calls))('%s is refused before anything is looked up', async (_address, call) => {
    expect((await make(await desk.visitor(), call, ours.caseId)).status).toBe(401)
  })
})

describe('a token that may only read', () => {
  const writes = calls.filter(([method, path]) => method !== 'GET' && !/\/(seen|reading)$/.test(path))
  const reads = calls.filter(([method, path]) => method === 'GET' && !/attachment|html/.test(path))

  test.each(named(writes))('%s changes nothing', async (_address, call) => {
    const reader = await withToken(desk, desk.mia, ['cases.read'])
    const before = await stored()
    expect((await make(reader, call, ours.caseId)).status).toBe(403)
    expect(await stored()).toEqual(before)
  })

  test.each(named(reads))('%s is answered', async (_address, call) => {
    const reader = await withToken(desk, desk.mia, ['cases.read'])
    expect((await make(reader, call, ours.caseId)).status).toBe(200)
  })
})

test('a token that may write but not close closes nothing, and re-opens', async () => {
  const { caseId } = await desk.mail('Please help')
  const script = await withToken(desk, desk.mia, ['cases.read', 'cases.write'])
  expect((await script.post(`/cases/${caseId}/closure`, { reason: 'spam' })).status).toBe(403)
  const mia = await desk.at(desk.mia)
  expect((await mia.post(`/cases/${caseId}/closure`, { reason: 'spam' })).status).toBe(200)
  expect((await script.remove(`/cases/${caseId}/closure`)).status).toBe(200)
})

describe('an id that is none', () => {
  test.each(['0', '-1', '1.5', '1e3', 'abc', '00001', '%00', '9999999999999999', "1'--"])(
    '%s is a wrong request, never an error of ours',
    async (id) => {
      for (const call of calls) {
        const { status } = await make(tom, call, id)
        expect([400, 404], `${call[0]} ${call[1]}`).toContain(status)
      }
    },
  )
})

test('a regrouping of cases that somebody may not see cannot be taken back by them', async () => {
  const other = await desk.mail('More of ours')
  const mia = await desk.at(desk.mia)
  const merged = await mia.post(`/cases/${other.caseId}/merge`, { intoCaseId: ours.caseId })
  const { id } = merged.body as { id: number }
  expect((await tom.remove(`/regroupings/${id}`)).status).toBe(404)
  expect((await (await desk.visitor()).remove(`/regroupings/${id}`)).status).toBe(401)
  const reader = await withToken(desk, desk.mia, ['cases.read'])
  expect((await reader.remove(`/regroupings/${id}`)).status).toBe(403)
  expect((await mia.remove(`/regroupings/${id}`)).status).toBe(200)
})
