import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { filledMacroSchema, type Macro, macroListSchema, macroSchema } from '../contract.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
let lena: Visitor
let mia: Visitor
let tom: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  lena = await desk.at(desk.lena)
  mia = await desk.at(desk.mia)
  tom = await desk.at(desk.tom)
})
beforeEach(() => desk.platform.db.deleteFrom('macros').execute())

const macro = (details: Record<string, unknown> = {}) => ({
  title: 'Hello',
  body: 'Dear {{customer.name}}',
  ...details,
})
const added = async (details: Record<string, unknown> = {}, by = lena): Promise<Macro> =>
  (await by.post('/macros', macro(details))).as(macroSchema)
const listed = async (by = mia) =>
  (await by.get('/macros')).as(macroListSchema).items.map(({ title }) => title)

describe('a macro over the API', () => {
  test('is tidied when it is kept: small tags, trimmed title, no team unless one is named', async () => {
    expect(await added({ title: '  Hello ', addTags: [' Billing ', 'MOVING'] })).toMatchObject({
      ...{ title: 'Hello', addTags: ['billing', 'moving'], teamId: null, shortcut: '', version: 1 },
    })
  })

  test('stands in the list by its title, whatever the case of its letters', async () => {
    for (const title of ['beta', 'Alpha', 'alpha 2', 'Gamma']) await added({ title })
    expect(await listed()).toEqual(['Alpha', 'alpha 2', 'beta', 'Gamma'])
  })

  test.each([
    ['without a title', { title: '' }, 'title'],
    ['with a title of two lines', { title: 'a\nb' }, 'title'],
    ['with a title of a paragraph', { title: 'x'.repeat(81) }, 'title'],
    ['without words', { body: '' }, 'body'],
    ['with a book for words', { body: 'x'.repeat(50_001) }, 'body'],
    ['with eleven tags', { addTags: Array.from({ length: 11 }, (_, n) => `t${n}`) }, 'addTags'],
    ['with an empty tag', { addTags: [' '] }, 'addTags'],
    ['for a team that is none', { teamId: 999_999 }, 'teamId'],
    ['with a maker of its own choice', { createdBy: 1 }, 'createdBy'],
  ])('is refused %s, and nothing is kept', async (_what, wrong, field) => {
    const answer = await lena.post('/macros', macro(wrong))
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(field)])
    expect(await listed()).toEqual([])
  })

  test('changes by parts: what is not named stays', async () => {
    const { id } = await added({ shortcut: 'hi', addTags: ['a'] })
    const answer = await lena.patch(`/macros/${id}`, { shortcut: '' }, 1)
    expect(answer.as(macroSchema)).toMatchObject({ title: 'Hello', shortcut: '', addTags: ['a'], version: 2 })
  })

  test('that two people change at once keeps one change, and shows it to the other', async () => {
    const { id } = await added()
    const both = await Promise.all(['One', 'Two'].map((title) => lena.patch(`/macros/${id}`, { title }, 1)))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
    const won = both.find(({ status }) => status === 200)?.as(macroSchema)
    expect(both.find(({ status }) => status === 412)?.body).toMatchObject({ current: { title: won?.title } })
    expect(await listed()).toEqual([won?.title])
  })

  test('cannot be left without a title or words by a change', async () => {
    const { id } = await added()
    for (const change of [{ title: '' }, { body: '' }, { version: 9 }, { teamId: 999_999 }])
      expect((await lena.patch(`/macros/${id}`, change, 1)).status).toBe(400)
    expect(await listed()).toEqual(['Hello'])
  })
})

describe('who may do what with macros', () => {
  test('agents use them and write none', async () => {
    const { id } = await added()
    expect(await listed(mia)).toEqual(['Hello'])
    expect((await mia.post('/macros', macro())).status).toBe(403)
    expect((await mia.patch(`/macros/${id}`, { title: 'Mine' }, 1)).status).toBe(403)
    expect((await mia.remove(`/macros/${id}`)).status).toBe(403)
    expect(await listed()).toEqual(['Hello'])
  })

  test('a script writes them only with the right to', async () => {
    const reader = await withToken(desk, desk.lena, ['cases.read', 'cases.write'])
    expect((await reader.post('/macros', macro())).status).toBe(403)
    const writer = await withToken(desk, desk.lena, ['macros.manage'])
    expect((await writer.post('/macros', macro())).status).toBe(201)
    expect((await writer.get('/macros')).status).toBe(403)
  })

  test('those of a team are nothing to a lead of another', async () => {
    const { id } = await added({ title: 'Ours', teamId: desk.teamId })
    expect(await listed(tom)).toEqual([])
    expect((await tom.patch(`/macros/${id}`, { title: 'Theirs' }, 1)).status).toBe(404)
    expect((await tom.remove(`/macros/${id}`)).status).toBe(404)
    expect(await listed()).toEqual(['Ours'])
  })

  test('nobody without a session sees or uses them', async () => {
    const { id } = await added()
    const stranger = await desk.visitor()
    const { caseId } = await desk.mail('Hello')
    expect((await stranger.get('/macros')).status).toBe(401)
    expect((await stranger.post(`/cases/${caseId}/macros/${id}`)).status).toBe(401)
  })
})

describe('a macro on a case', () => {
  const use = async (caseId: number, id: number, by = mia) => by.post(`/cases/${caseId}/macros/${id}`)

  test('speaks in the name of whoever uses it, and changes nothing there', async () => {
    const { id } = await added({
      body: '{{agent.name}}: {{customer.first_name}}, {{case.number}}',
      addTags: ['x'],
    })
    const { caseId } = await desk.mail('Hello')
    const row = () =>
      desk.platform.db.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
    const before = await row()
    expect((await use(caseId, id)).as(filledMacroSchema)).toEqual({
      ...{ text: `Mia: Ana, ${before.number}`, addTags: ['x'] },
    })
    expect(await row()).toEqual(before)
  })

  test('of nobody known leaves the gap to be seen', async () => {
    const { id } = await added()
    const { caseId } = await desk.mail('Hello', { customerId: null })
    expect((await use(caseId, id)).as(filledMacroSchema).text).toBe('Dear {{customer.name}}')
  })

  test('cannot be used where its user does not see the case, by no macro or by no number', async () => {
    const { id } = await added()
    const { caseId } = await desk.mail('Hello')
    expect((await use(caseId, id, tom)).status).toBe(404)
    expect((await use(caseId, 999_999)).body).toMatchObject({ code: 'cases.unknown-macro' })
    expect((await mia.post(`/cases/${caseId}/macros/hello`)).status).toBe(400)
  })
})
