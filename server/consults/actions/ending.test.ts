import { beforeAll, describe, expect, test } from 'vitest'
import { type ConsultDesk, createConsultDesk, QUESTION } from '../../../tests/factories/consult-desk.ts'
import { addStaff } from '../../../tests/factories/desk.ts'
import { addTeamOf } from '../../../tests/factories/teams.ts'
import { conversationSchema, storySchema } from '../../cases/contract.ts'
import { consultListSchema } from '../contract.ts'

let desk: ConsultDesk
beforeAll(async () => {
  desk = await createConsultDesk()
})

const answer = (id: number, words = 'Only after a cold start.', by = desk.by.tom) =>
  by.post(`/consults/${id}/answer`, { words })
const decline = (id: number, words = 'I never saw that model.', by = desk.by.tom) =>
  by.post(`/consults/${id}/refusal`, { words })

describe('an answer', () => {
  test('is a note of the case, settles the call and is there to be read for whoever asked', async () => {
    const caseId = await desk.ofMia()
    const { id } = await desk.askTom(caseId)
    expect((await answer(id)).status).toBe(204)
    expect(await desk.reasonFor(desk.by.tom, caseId)).toBeUndefined()
    expect(await desk.reasonFor(desk.by.mia, caseId)).toBe('Tom answered: “Only after a cold start.”')
    const { items } = (await desk.by.mia.get(`/cases/${caseId}/conversation`)).as(conversationSchema)
    expect(items.slice(-2)).toMatchObject([
      { type: 'event', event: 'consults.answered', attributes: { toName: 'Tom', question: QUESTION } },
      { type: 'note', authorName: 'Tom', text: 'Only after a cold start.' },
    ])
    expect((await desk.newsOf(caseId)).map(({ type }) => type)).toEqual(['asked', 'answered'])
    // Whoever asked has seen it once they looked.
    await desk.by.mia.post(`/cases/${caseId}/seen`)
    expect(await desk.reasonFor(desk.by.mia, caseId)).toBe('The customer waits for your answer')
  })

  test('leaves the owner the owner: no hand-off, no new ownership, nothing for the journey', async () => {
    const caseId = await desk.ofMia()
    const counted = async () => {
      const { rows } = await desk.platform.database.pool.query(
        `select (select json_agg(o order by o.id) from ownerships o where case_id = $1) as ownerships,
           (select count(*)::int from hand_offs where case_id = $1) as hand_offs,
           (select owner_id::int from cases where id = $1) as owner`,
        [caseId],
      )
      const { agentHandOffs, groupHandOffs, pingPong } = (await desk.by.mia.get(`/cases/${caseId}/story`)).as(
        storySchema,
      ).counts
      return { ...rows[0], agentHandOffs, groupHandOffs, pingPong }
    }
    const reply = async (by: typeof desk.by.mia, text: string) =>
      expect((await by.post(`/cases/${caseId}/replies`, { text, seenUpTo: 999_999_999 })).status).toBe(201)
    await reply(desk.by.mia, 'I am looking into it.')
    const before = await counted()
    const { id } = await desk.askTom(caseId, { mayWriteToCustomer: true })
    await reply(desk.by.tom, 'I know that meter: press both keys.')
    await answer(id)
    await reply(desk.by.mia, 'Did that help?')
    expect(await counted()).toEqual(before)
    expect(before).toMatchObject({ hand_offs: 0, agentHandOffs: 0, owner: desk.mia.staffId })
  })

  test('does not touch what its writer has begun to write beside it', async () => {
    const caseId = await desk.ofMia()
    const { id } = await desk.askTom(caseId)
    await desk.by.tom.put(`/cases/${caseId}/draft`, {
      mode: 'note',
      content: { text: 'Half a thought' },
      seenUpTo: 0,
    })
    await answer(id)
    expect((await desk.by.tom.get(`/cases/${caseId}/drafts`)).text).toContain('Half a thought')
  })

  test('is told to whoever asked and to the owner of today', async () => {
    const caseId = await desk.ofMia()
    const [made] = (await desk.ask(desk.by.sam, caseId, [{ staffId: desk.tom.staffId }])).as(
      consultListSchema,
    ).items
    await answer(made?.id ?? 0)
    expect(await desk.reasonFor(desk.by.sam, caseId)).toContain('Tom answered')
    expect(await desk.reasonFor(desk.by.mia, caseId)).toContain('Tom answered')
  })
})

describe('a refusal', () => {
  test('says why to whoever asked; they can ask somebody else', async () => {
    const caseId = await desk.ofMia()
    const { id } = await desk.askTom(caseId)
    expect((await decline(id)).status).toBe(204)
    expect(await desk.reasonFor(desk.by.tom, caseId)).toBeUndefined()
    expect(await desk.reasonFor(desk.by.mia, caseId)).toBe(
      'Tom cannot help with this: “I never saw that model.”',
    )
    expect(await desk.consultsOf(desk.by.mia, caseId)).toMatchObject([
      {
        state: 'declined',
        words: 'I never saw that model.',
        endedBy: { name: 'Tom' },
        may: { withdraw: false },
      },
    ])
    expect((await desk.ask(desk.by.mia, caseId, [{ staffId: desk.sam.staffId }])).status).toBe(201)
  })

  test('and an answer need words', async () => {
    const { id } = await desk.askTom(await desk.ofMia())
    expect((await decline(id, ' ')).body).toMatchObject({ fields: [{ path: 'words' }] })
    expect((await answer(id, '\n')).body).toMatchObject({ fields: [{ path: 'words' }] })
  })
})

describe('taking a question back', () => {
  test('is for whoever asked, the owner and a lead, and frees who was asked', async () => {
    const caseId = await desk.ofMia()
    const { id } = await desk.askTom(caseId)
    expect((await desk.by.sam.remove(`/consults/${id}`)).body).toMatchObject({ code: 'consults.not-yours' })
    expect((await desk.by.lena.remove(`/consults/${id}`)).status).toBe(204)
    expect(await desk.reasonFor(desk.by.tom, caseId)).toBeUndefined()
    expect(await desk.reasonFor(desk.by.mia, caseId)).toBe('Your question to Tom ended without an answer')
    expect(await desk.newsOf(caseId)).toMatchObject([
      { type: 'asked' },
      { type: 'withdrawn', attributes: { because: 'withdrawn' } },
    ])
  })

  test('who was asked goes on reading the case, and finds the question as it ended', async () => {
    const caseId = await desk.ofMia()
    const { id } = await desk.askTom(caseId)
    await desk.by.mia.remove(`/consults/${id}`)
    expect(await desk.consultsOf(desk.by.tom, caseId)).toMatchObject([
      { state: 'withdrawn', because: 'withdrawn', endedBy: { name: 'Mia' }, may: { answer: false } },
    ])
  })
})

describe('of two at once', () => {
  test('one wins; the other is told what happened, and what they wrote is not written down', async () => {
    const caseId = await desk.ofMia()
    const { id } = await desk.askTom(caseId)
    const [said, gone] = await Promise.all([answer(id, 'In time?'), desk.by.mia.remove(`/consults/${id}`)])
    expect([said.status, gone.status].sort()).toEqual([204, 409])
    const [only] = await desk.consultsOf(desk.by.mia, caseId)
    const loser = said.status === 409 ? said : gone
    expect(loser.body).toMatchObject({ code: 'consults.over', state: only?.state })
    expect(loser.text).toContain('what you wrote is still here')
    const notes = (await desk.by.mia.get(`/cases/${caseId}/conversation`)).text.includes('In time?')
    expect(notes).toBe(only?.state === 'answered')
    expect(await desk.newsOf(caseId)).toHaveLength(2)
  })

  test.each([
    ['answered', () => answer, 'Tom answered this meanwhile.'],
    ['declined', () => decline, 'Tom said meanwhile that they cannot help.'],
  ] as const)('whoever comes after it was %s is told so', async (_state, first, words) => {
    const { id } = await desk.askTom(await desk.ofMia())
    await first()(id)
    expect((await desk.by.mia.remove(`/consults/${id}`)).text).toContain(words)
  })

  test('a team answers once, whoever of them is first', async () => {
    const { db } = desk.platform
    const una = await addStaff(db, { name: 'Una', role: 'lead', reach: 'team' })
    const { teamId, members } = await addTeamOf(db, una, [await addStaff(db, { name: 'Vic', reach: 'team' })])
    const [atUna, atVic] = [await desk.at(una), await desk.at(members[0] ?? una)]
    const caseId = await desk.ofMia()
    await desk.ask(desk.by.mia, caseId, [{ teamId }])
    const [{ id } = { id: 0 }] = await desk.consultsOf(desk.by.mia, caseId)
    expect((await answer(id, 'Me!', desk.by.tom)).status).toBe(404)
    expect((await answer(id, 'Me!', desk.by.sam)).body).toMatchObject({ code: 'consults.not-asked' })
    const both = await Promise.all([answer(id, 'Una here', atUna), answer(id, 'Vic here', atVic)])
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409])
    expect(await desk.reasonFor(atUna, caseId)).toBeUndefined()
  })
})

describe('who is not asked', () => {
  test('cannot answer or decline, and what they cannot see is not there', async () => {
    const { id } = await desk.askTom(await desk.ofMia())
    expect((await answer(id, 'Me!', desk.by.sam)).body).toMatchObject({ code: 'consults.not-asked' })
    expect((await decline(id, 'No', desk.by.sam)).body).toMatchObject({ code: 'consults.not-asked' })
    expect((await answer(id, 'Me!', desk.by.olga)).status).toBe(404)
    expect((await answer(999_999)).status).toBe(404)
  })
})
