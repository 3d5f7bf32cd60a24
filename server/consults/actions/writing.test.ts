import { beforeAll, describe, expect, test } from 'vitest'
import { type ConsultDesk, createConsultDesk } from '../../../tests/factories/consult-desk.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { caseSchema } from '../../cases/contract.ts'

let desk: ConsultDesk
beforeAll(async () => {
  desk = await createConsultDesk()
})

const reply = (by: Visitor, caseId: number) =>
  by.post(`/cases/${caseId}/replies`, { text: 'Hello', seenUpTo: 999_999_999 })
const mayOf = async (by: Visitor, caseId: number) => (await by.get(`/cases/${caseId}`)).as(caseSchema).may
const may = async (by: Visitor, caseId: number) =>
  Object.entries(await mayOf(by, caseId)).flatMap(([act, allowed]) => (allowed ? [act] : []))

describe('who was asked for notes only', () => {
  test('reads, writes notes, and is refused everything that reaches the customer or changes the case', async () => {
    const caseId = await desk.ofMia()
    await desk.askTom(caseId)
    const before = await may(desk.by.mia, caseId)
    expect(await may(desk.by.tom, caseId)).toEqual(['note'])
    expect((await desk.by.tom.post(`/cases/${caseId}/notes`, { text: 'Look at page 4' })).status).toBe(201)
    const tries = [
      reply(desk.by.tom, caseId),
      desk.by.tom.post(`/cases/${caseId}/solutions`, { words: 'Done', seenUpTo: 999_999_999 }),
      desk.by.tom.post(`/cases/${caseId}/promises`, {
        what: 'A call',
        dueAt: new Date(Date.now() + 3_600_000).toISOString(),
      }),
      desk.by.tom.post(`/cases/${caseId}/closure`, { reason: 'spam', words: '' }),
      desk.by.tom.post(`/cases/${caseId}/take-over`, { reason: 'I lead' }),
      desk.ask(desk.by.tom, caseId, [{ staffId: desk.sam.staffId }]),
    ]
    for (const answer of await Promise.all(tries)) {
      expect(answer.status, answer.text).toBe(403)
      expect(answer.body).toMatchObject({ code: 'cases.notes-only' })
    }
    expect(await may(desk.by.mia, caseId)).toEqual(before)
    const { messageCount, state } = (await desk.by.mia.get(`/cases/${caseId}`)).as(caseSchema)
    expect({ messageCount, state }).toEqual({ messageCount: 1, state: 'open' })
  })

  test('loses nothing that they may do anyway', async () => {
    const caseId = await desk.ofMia()
    await desk.ask(desk.by.mia, caseId, [{ staffId: desk.sam.staffId }, { staffId: desk.ada.staffId }])
    expect((await reply(desk.by.sam, caseId)).status).toBe(201)
    expect((await reply(desk.by.ada, caseId)).status).toBe(201)
    const other = await desk.ofMia()
    await desk.by.mia.post(`/cases/${other}/notes`, { text: 'See this', mentionedIds: [desk.tom.staffId] })
    const { id } = await desk.askTom(other, { mayWriteToCustomer: true })
    await desk.by.mia.remove(`/consults/${id}`)
    expect((await mayOf(desk.by.tom, other)).reply).toBe(true)
  })

  test('accepts a case that is offered to them all the same, and an offer that ends takes no sight away', async () => {
    const caseId = await desk.ofMia()
    const brief = { need: 'x', done: 'x', promised: 'x', nextStep: 'x', feeling: 'x' }
    const offer = async () => {
      const body = { toTeamId: desk.otherTeamId, brief }
      const made = await desk.by.mia.post(`/cases/${caseId}/hand-offs`, body)
      return (made.body as { id: number }).id
    }
    const first = await offer()
    await desk.askTom(caseId)
    await desk.by.mia.remove(`/hand-offs/${first}`)
    expect(await desk.consultsOf(desk.by.tom, caseId)).toMatchObject([{ may: { answer: true } }])
    expect((await desk.by.tom.post(`/hand-offs/${await offer()}/acceptance`, {})).status).toBe(200)
    expect((await reply(desk.by.tom, caseId)).status).toBe(201)
  })
})

describe('who may write to the customer', () => {
  test.each([
    ['answered', (id: number) => desk.by.tom.post(`/consults/${id}/answer`, { words: 'I told her.' })],
    ['declined', (id: number) => desk.by.tom.post(`/consults/${id}/refusal`, { words: 'No.' })],
    ['taken back', (id: number) => desk.by.mia.remove(`/consults/${id}`)],
  ])('does so until the question is %s', async (_how, end) => {
    const caseId = await desk.ofMia()
    const { id } = await desk.askTom(caseId, { mayWriteToCustomer: true })
    expect((await mayOf(desk.by.tom, caseId)).reply).toBe(true)
    const sent = await reply(desk.by.tom, caseId)
    expect(sent.status).toBe(201)
    expect((await end(id)).status).toBe(204)
    expect((await reply(desk.by.tom, caseId)).body).toMatchObject({ code: 'cases.notes-only' })
    expect((await mayOf(desk.by.tom, caseId)).note).toBe(true)
    // Words that have not left yet are still theirs to take back.
    const { messageId } = sent.body as { messageId: number }
    expect((await desk.by.tom.remove(`/cases/${caseId}/messages/${messageId}/sending`)).status).toBe(204)
  })

  test('is let write by a later question, and only by that', async () => {
    const caseId = await desk.ofMia()
    const first = await desk.askTom(caseId)
    await desk.by.tom.post(`/consults/${first.id}/answer`, { words: 'No idea.' })
    const second = await desk.askTom(caseId, { mayWriteToCustomer: true })
    expect((await reply(desk.by.tom, caseId)).status).toBe(201)
    await desk.by.tom.post(`/consults/${second.id}/answer`, { words: 'Now.' })
    expect((await reply(desk.by.tom, caseId)).status).toBe(403)
  })

  test('is a whole team, until its question has ended', async () => {
    const caseId = await desk.ofMia()
    await desk.ask(desk.by.mia, caseId, [{ teamId: desk.otherTeamId }], { mayWriteToCustomer: true })
    const [{ id } = { id: 0 }] = await desk.consultsOf(desk.by.mia, caseId)
    expect((await reply(desk.by.tom, caseId)).status).toBe(201)
    await desk.by.mia.remove(`/consults/${id}`)
    expect((await reply(desk.by.tom, caseId)).status).toBe(403)
    expect((await desk.by.tom.get(`/cases/${caseId}`)).status).toBe(200)
  })

  test('is never somebody whose token may not write at all', async () => {
    const caseId = await desk.ofMia()
    await desk.askTom(caseId, { mayWriteToCustomer: true })
    const script = await withToken(desk, desk.tom, ['cases.read', 'consults.write'])
    expect(await may(script, caseId)).toEqual([])
    expect((await reply(script, caseId)).status).toBe(403)
  })
})
