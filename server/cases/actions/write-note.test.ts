import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { storeFile } from '../../platform/files/files.ts'
import { casePageSchema, caseSchema, conversationSchema, noteSchema } from '../contract.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
let mia: Visitor
let olga: Visitor
let tom: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
  olga = await desk.at(desk.olga)
  tom = await desk.at(desk.tom)
})

const needsMe = async (visitor: Visitor) =>
  (await visitor.get('/cases?list=needs-me')).as(casePageSchema).items.map(({ id }) => id)

describe('a note', () => {
  test('stands in the conversation and stays among us', async () => {
    const { caseId } = await desk.mail('Please help')
    const answer = await mia.post(`/cases/${caseId}/notes`, { text: 'She called before.' })
    expect(answer.status).toBe(201)
    const note = answer.as(noteSchema)
    expect(note).toMatchObject({
      authorId: desk.mia.staffId,
      authorName: 'Mia',
      version: 1,
      mentionedIds: [],
    })
    const { items } = (await mia.get(`/cases/${caseId}/conversation`)).as(conversationSchema)
    expect(items).toContainEqual(note)
    const found = (await mia.get(`/cases/${caseId}`)).as(caseSchema)
    expect(found).toMatchObject({ lastWords: 'Please help', messageCount: 1, version: 1 })
    expect(found.customerWaitingSince).not.toBeNull()
  })

  test('calls whom it mentions: they see the case from now on, until they have looked after it', async () => {
    const { caseId } = await desk.mail('Please help')
    expect((await olga.get(`/cases/${caseId}`)).status).toBe(404)
    const mentionedIds = [desk.olga.staffId, desk.tom.staffId, desk.mia.staffId]
    const answer = await mia.post(`/cases/${caseId}/notes`, { text: 'Can you two look?', mentionedIds })
    expect(answer.as(noteSchema).mentionedIds).toEqual([...mentionedIds].sort((a, b) => a - b))
    expect(await needsMe(olga)).toEqual([caseId])
    expect(await needsMe(tom)).toEqual([caseId])
    expect(await needsMe(mia)).toEqual([])
    expect((await olga.get(`/cases/${caseId}`)).as(caseSchema).participants).toEqual([
      { id: expect.any(Number), part: 'mentioned', name: 'Olga', address: null },
      { id: expect.any(Number), part: 'mentioned', name: 'Tom', address: null },
    ])
    await olga.post(`/cases/${caseId}/notes`, { text: 'I did.' })
    expect(await needsMe(olga)).toEqual([])
    expect((await tom.post(`/cases/${caseId}/seen`)).status).toBe(204)
    expect(await needsMe(tom)).toEqual([])
    expect((await olga.get(`/cases/${caseId}`)).status).toBe(200)
  })

  test('mentions nobody who is not here, and is then not written at all', async () => {
    const { caseId } = await desk.mail('Please help')
    const answer = await mia.post(`/cases/${caseId}/notes`, { text: 'Hello', mentionedIds: [999_999] })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ path: 'mentionedIds' }] })
    const { items } = (await mia.get(`/cases/${caseId}/conversation`)).as(conversationSchema)
    expect(items.filter(({ type }) => type === 'note')).toEqual([])
  })

  test('carries files, clears its draft, and is cleaned', async () => {
    const { db, files } = desk.platform
    const { caseId } = await desk.mail('Please help')
    const file = { bytes: Buffer.from('plan'), name: 'plan.txt', mediaType: 'text/plain' }
    const { key } = await storeFile(db, files, desk.mia, file)
    await mia.put(`/cases/${caseId}/draft`, { mode: 'note', content: { text: 'Se' }, seenUpTo: 0 })
    const html = '<p onclick="x()">See</p><script>alert(1)</script>'
    const answer = await mia.post(`/cases/${caseId}/notes`, { text: 'See', html, attachments: [key] })
    const note = answer.as(noteSchema)
    expect(note.attachments).toEqual([
      { id: expect.any(Number), name: 'plan.txt', mediaType: 'text/plain', size: 4, contentId: null },
    ])
    const { html: kept } = await db
      .selectFrom('notes')
      .select('html')
      .where('id', '=', note.id)
      .executeTakeFirstOrThrow()
    expect(kept).toBe('<p>See</p>')
    expect((await mia.get(`/cases/${caseId}/drafts`)).body).toEqual({ items: [] })
  })

  test('is rewritten by its author alone, against the version they saw', async () => {
    const { caseId } = await desk.mail('Please help')
    const { id } = (await mia.post(`/cases/${caseId}/notes`, { text: 'She calld' })).as(noteSchema)
    const path = `/cases/${caseId}/notes/${id}`
    expect((await mia.patch(path, { text: 'She called' })).status).toBe(428)
    const answer = await mia.patch(path, { text: 'She called' }, 1)
    expect(answer.as(noteSchema)).toMatchObject({ text: 'She called', version: 2 })
    expect((await mia.patch(path, { text: 'Late' }, 1)).status).toBe(412)
    const lena = await desk.at(desk.lena)
    expect((await lena.patch(path, { text: 'Mine now' }, 2)).status).toBe(403)
    expect((await tom.patch(path, { text: 'Mine now' }, 2)).status).toBe(404)
    const other = await desk.mail('Another')
    expect((await mia.patch(`/cases/${other.caseId}/notes/${id}`, { text: 'Moved' }, 2)).status).toBe(404)
  })

  test('on a case of another team is refused as not found', async () => {
    const { caseId } = await desk.mail('Please help')
    expect((await tom.post(`/cases/${caseId}/notes`, { text: 'Hello' })).status).toBe(404)
    expect((await tom.post(`/cases/${caseId}/seen`)).status).toBe(404)
    expect((await mia.post(`/cases/${caseId}/notes`, { text: '' })).status).toBe(400)
  })
})
