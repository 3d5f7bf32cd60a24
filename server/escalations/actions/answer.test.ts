import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createEscalationDesk, type EscalationDesk } from '../../../tests/factories/escalation-desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { casePageSchema, caseSchema, conversationSchema } from '../../cases/contract.ts'
import { escalationSchema } from '../contract.ts'

let desk: EscalationDesk
let mia: Visitor
let sam: Visitor
let lena: Visitor
beforeAll(async () => {
  desk = await createEscalationDesk()
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
  lena = await desk.at(desk.lena)
})
beforeEach(async () => {
  await desk.platform.database.pool.query('delete from guidelines')
})

const reasonFor = async (visitor: Visitor, caseId: number) =>
  (await visitor.get('/cases?list=needs-me&limit=200'))
    .as(casePageSchema)
    .items.find(({ id }) => id === caseId)?.reason
/** A case that Mia owns, on which a guideline has just asked somebody. */
const asked = async (more: Parameters<EscalationDesk['guideline']>[1] = {}) => {
  await desk.guideline({ kind: 'words', words: ['nobody'] }, more)
  const { caseId } = await desk.mail('Please change my phone')
  await mia.post(`/cases/${caseId}/owner`)
  await desk.mail('Nobody answers.', { caseId })
  await desk.react()
  const [escalation] = await desk.escalationsOf(caseId)
  if (!escalation) throw new Error('nothing fired')
  return { caseId, id: escalation.id }
}
const answer = (visitor: Visitor, id: number, words = 'I called them.', how = 'helped') =>
  visitor.post(`/escalations/${id}/answer`, { answer: how, words })

describe('an answer', () => {
  test('of whoever is asked settles it, tells the owner, and stays in the timeline; the owner stays', async () => {
    const { caseId, id } = await asked()
    expect(await reasonFor(lena, caseId)).toBe('The customer wrote “nobody”. Call them.')
    const given = await answer(lena, id)
    expect(given.status, given.text).toBe(200)
    expect(given.as(escalationSchema)).toMatchObject({
      answered: { by: { name: 'Lena' }, answer: 'helped', words: 'I called them.' },
      may: { answer: false },
    })
    expect([await desk.calledTo(caseId), await reasonFor(lena, caseId)]).toEqual([[], undefined])
    const found = (await mia.get(`/cases/${caseId}`)).as(caseSchema)
    expect(found.owner.name).toBe('Mia')
    const { items } = (await mia.get(`/cases/${caseId}/conversation`)).as(conversationSchema)
    const lines = items.filter((item) => item.type === 'event' && item.event.startsWith('escalations.'))
    expect(lines).toMatchObject([
      { event: 'escalations.asked', attributes: { askedName: 'Lena' } },
      { event: 'escalations.answered', actorName: 'Lena', attributes: { words: 'I called them.' } },
    ])
  })

  test('calls the owner until they have looked', async () => {
    const { caseId, id } = await asked()
    await answer(lena, id)
    await desk.platform.db
      .updateTable('cases')
      .set({ customer_waiting_since: null })
      .where('id', '=', caseId)
      .execute()
    expect(await reasonFor(mia, caseId)).toBe('Help you waited for has come')
    await mia.post(`/cases/${caseId}/seen`)
    expect(await reasonFor(mia, caseId)).toBeUndefined()
  })

  test('does not call an owner who was asked and answered themselves', async () => {
    const { caseId, id } = await asked({ ask: { kind: 'owner' } })
    expect((await answer(mia, id)).status).toBe(200)
    const calls = await desk.platform.db
      .selectFrom('attentions')
      .select('reason')
      .where('case_id', '=', caseId)
      .execute()
    expect(calls).toEqual([])
  })

  test('a look is none: whoever is asked is called until they say something', async () => {
    const { caseId } = await asked()
    await lena.post(`/cases/${caseId}/seen`)
    expect((await desk.calledTo(caseId)).map(({ staffId }) => staffId)).toEqual([desk.lena.staffId])
  })

  test('may come from a lead in place of whoever is asked', async () => {
    const { caseId, id } = await asked({ ask: { kind: 'person', staffId: desk.sam.staffId } })
    const [seen] = await desk.escalationsOf(caseId, lena)
    expect(seen?.may.answer).toBe(true)
    expect((await answer(lena, id)).status).toBe(200)
    expect(await reasonFor(sam, caseId)).toBeUndefined()
  })

  test('of anybody else is refused, and nothing is settled', async () => {
    const { caseId, id } = await asked()
    const [seen] = await desk.escalationsOf(caseId, mia)
    expect(seen?.may.answer).toBe(false)
    for (const visitor of [mia, sam])
      expect((await answer(visitor, id)).body).toMatchObject({ status: 409, code: 'escalations.not-asked' })
    const tom = await desk.at(desk.tom)
    expect((await answer(tom, id)).status).toBe(404)
    expect((await answer(lena, 4711)).status).toBe(404)
    expect(await desk.calledTo(caseId)).toHaveLength(1)
  })

  test('is given once: of two at the same moment one is told that it was answered', async () => {
    const { caseId, id } = await asked()
    const ada = await desk.at(desk.ada)
    const both = await Promise.all([answer(lena, id, 'I did.'), answer(ada, id, 'No, I.')])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'escalations.answered' })
    expect((await desk.eventsOf(caseId)).filter((type) => type === 'escalations.answered')).toHaveLength(1)
  })

  test.each([
    ['without a word', { answer: 'helped', words: '  ' }],
    ['of no kind', { answer: 'shrugged', words: 'x' }],
    ['of ten thousand letters', { answer: 'helped', words: 'x'.repeat(10_000) }],
    ['in the name of another', { answer: 'helped', words: 'x', byId: 3 }],
  ])('%s is refused', async (_what, body) => {
    const { id } = await asked()
    expect((await lena.post(`/escalations/${id}/answer`, body)).status).toBe(400)
  })
})

describe('when several guidelines ask on one case', () => {
  test('the same person answers once for all of them, because they did it once', async () => {
    await desk.guideline({ kind: 'contacts', atLeast: 2 }, { advice: 'Read the story.' })
    const { caseId, id } = await asked()
    expect(await desk.escalationsOf(caseId)).toHaveLength(2)
    expect((await answer(lena, id)).status).toBe(200)
    expect((await desk.escalationsOf(caseId)).map(({ answered }) => answered?.words)).toEqual([
      ...['I called them.', 'I called them.'],
    ])
    expect(await desk.calledTo(caseId)).toEqual([])
    expect(await desk.eventsOf(caseId)).toEqual([
      ...['escalations.asked', 'escalations.asked', 'escalations.answered'],
    ])
  })

  test('somebody else is still asked', async () => {
    await desk.guideline(
      { kind: 'contacts', atLeast: 2 },
      { ask: { kind: 'person', staffId: desk.sam.staffId } },
    )
    const { caseId } = await asked()
    const lenas = (await desk.escalationsOf(caseId)).find(({ asked }) => asked.name === 'Lena')
    expect((await answer(lena, lenas?.id ?? 0)).status).toBe(200)
    expect((await desk.calledTo(caseId)).map(({ staffId }) => staffId)).toEqual([desk.sam.staffId])
  })

  test('on another case nothing is answered by that', async () => {
    const [first, second] = [await asked(), await asked()]
    await answer(lena, first.id)
    expect(await desk.calledTo(second.caseId)).toHaveLength(1)
  })
})
