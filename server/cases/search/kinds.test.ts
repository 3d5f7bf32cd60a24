import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { regroupingBy } from '../../../tests/factories/regrouping.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { caseSchema, noteSchema, regroupingSchema, type SearchHit, searchPageSchema } from '../contract.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
let mia: Visitor
let tom: Visitor
let rare: string
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
  tom = await desk.at(desk.tom)
})

let made = 0
/** A word that nothing else of this desk has, nor anything like it. */
beforeEach(() => {
  made += 1
  rare = `${String.fromCharCode(96 + made).repeat(3)}quint${String.fromCharCode(96 + made).repeat(4)}`
})

const find = async (q: string, visitor = mia): Promise<SearchHit[]> =>
  (await visitor.get(`/search?q=${encodeURIComponent(q)}`)).as(searchPageSchema).items
const kinds = async (q: string, visitor = mia) =>
  (await find(q, visitor)).map(({ kind, caseId }) => [kind, caseId])
const marked = (word: string) => `\ue000${word}\ue001`

describe('search finds at once what was just written', () => {
  test('in a mail, as its words stand there', async () => {
    const { caseId } = await desk.mail(`The ${rare} tone is gone`)
    expect(await find(rare)).toMatchObject([
      { kind: 'message', caseId, excerpt: `The ${marked(rare)} tone is gone`, state: 'new' },
    ])
  })

  test('in the need of a case, and no longer what the need was before', async () => {
    const { caseId } = await desk.mail('Hello')
    const before = `${rare}before`
    await mia.patch(`/cases/${caseId}`, { need: `About ${before}` }, 1)
    expect(await kinds(before)).toEqual([['case', caseId]])
    const answer = await mia.patch(`/cases/${caseId}`, { need: `About ${rare}` }, 2)
    expect(answer.as(caseSchema).need).toBe(`About ${rare}`)
    expect(await kinds(`"${before}"`)).toEqual([])
    expect(await kinds(rare)).toEqual([['case', caseId]])
  })

  test('in a note, and after it was rewritten only its newer words', async () => {
    const { caseId } = await desk.mail('Hello')
    const note = (await mia.post(`/cases/${caseId}/notes`, { text: `${rare}one` })).as(noteSchema)
    expect(await kinds(`"${rare}one"`)).toEqual([['note', caseId]])
    await mia.patch(`/cases/${caseId}/notes/${note.id}`, { text: `${rare}two` }, 1)
    expect(await kinds(`"${rare}one"`)).toEqual([])
    expect(await kinds(`"${rare}two"`)).toEqual([['note', caseId]])
  })

  test('in the summary of a call', async () => {
    const { caseId } = await desk.mail('Hello')
    const call = { channel: 'call', startedAt: new Date().toISOString(), summary: `She said ${rare}` }
    await mia.post(`/cases/${caseId}/contacts`, call)
    expect(await kinds(rare)).toEqual([['message', caseId]])
  })

  test('a case once, however often the word stands in it', async () => {
    const { caseId } = await desk.mail(`${rare} ${rare}`)
    await desk.mail(`Again ${rare}`, { caseId })
    await mia.post(`/cases/${caseId}/notes`, { text: rare })
    expect((await find(rare)).map((hit) => hit.caseId)).toEqual([caseId])
  })
})

describe('search shows nobody what they may not see', () => {
  test('neither by words nor by number nor by a note in which they are not mentioned', async () => {
    const { caseId, caseNumber } = await desk.mail(`Only for us: ${rare}`)
    expect(await kinds(rare, tom)).toEqual([])
    expect(await kinds(`#${caseNumber}`, tom)).toEqual([])
    await mia.post(`/cases/${caseId}/notes`, { text: 'Look', mentionedIds: [desk.tom.staffId] })
    expect(await kinds(rare, tom)).toEqual([['message', caseId]])
    expect(await kinds(`#${caseNumber}`, tom)).toEqual([['case', caseId]])
  })

  test('without a session, or with nothing asked', async () => {
    expect((await (await desk.visitor()).get('/search?q=phone')).status).toBe(401)
    for (const query of ['', '?q=', '?q=%20', '?q=x&more=1', `?q=${'x'.repeat(201)}`])
      expect((await mia.get(`/search${query}`)).status).toBe(400)
  })
})

test('a split need is found on its own case, and back home when it is undone', async () => {
  const { caseId } = await desk.mail('Hello')
  const more = await desk.mail(`And the ${rare}`, { caseId })
  const by = regroupingBy(mia)
  const split = (await by.split(caseId, [more.contactId], `Need ${rare}`)).as(regroupingSchema)
  expect((await find(rare)).map((hit) => hit.caseId)).toEqual([split.toCaseId])
  await by.undo(split.id)
  expect((await find(rare)).map((hit) => hit.caseId)).toEqual([caseId])
})
