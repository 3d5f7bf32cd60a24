import { beforeAll, describe, expect, test } from 'vitest'
import { type ConsultDesk, createConsultDesk, QUESTION } from '../../../tests/factories/consult-desk.ts'
import { addStaff } from '../../../tests/factories/desk.ts'
import { addTeamOf } from '../../../tests/factories/teams.ts'
import { casePageSchema, caseSchema } from '../../cases/contract.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { consultListSchema } from '../contract.ts'
import { askForHelp } from '../index.ts'

let desk: ConsultDesk
beforeAll(async () => {
  desk = await createConsultDesk()
})

const inAnHour = () => new Date(Date.now() + 3_600_000)
const goAway = (staffId: number, standInId: number) =>
  desk.platform.db
    .insertInto('absences')
    .values({
      ...{ staff_id: staffId, stand_in_id: standInId, told_by: staffId, hand_over: false },
      ...{ starts_at: new Date(0), ends_at: inAnHour() },
    })
    .execute()

describe('asking a colleague who cannot see the case', () => {
  test('lets them see it at once, calls them with the question, and leaves the owner the owner', async () => {
    const caseId = await desk.ofMia()
    expect((await desk.by.tom.get(`/cases/${caseId}`)).status).toBe(404)
    const made = await desk.ask(desk.by.mia, caseId, [{ staffId: desk.tom.staffId }])
    expect(made.status).toBe(201)
    expect(made.as(consultListSchema).items).toMatchObject([
      {
        ...{ askedBy: { name: 'Mia' }, to: { name: 'Tom' }, team: null, question: QUESTION },
        ...{ state: 'asked', mayWriteToCustomer: false, words: null, endedAt: null },
        may: { answer: false, withdraw: true },
      },
    ])
    expect(await desk.reasonFor(desk.by.tom, caseId)).toBe(`Mia asks you: “${QUESTION}”`)
    const listed = (await desk.by.tom.get('/cases?list=needs-me')).as(casePageSchema).items
    expect(listed.find(({ id }) => id === caseId)?.calledFor).toContain(QUESTION)
    const seen = (await desk.by.tom.get(`/cases/${caseId}`)).as(caseSchema)
    expect(seen.owner.name).toBe('Mia')
    expect(seen.participants).toMatchObject([{ name: 'Tom', part: 'consulted' }])
    expect(await desk.consultsOf(desk.by.tom, caseId)).toMatchObject([
      { may: { answer: true, withdraw: true } },
    ])
  })

  test('a look does not answer it', async () => {
    const caseId = await desk.ofMia()
    await desk.askTom(caseId)
    await desk.by.tom.post(`/cases/${caseId}/seen`)
    expect(await desk.reasonFor(desk.by.tom, caseId)).toContain(QUESTION)
  })

  test('also when they only see what is theirs', async () => {
    const caseId = await desk.ofMia()
    await desk.ask(desk.by.mia, caseId, [{ staffId: desk.olga.staffId }])
    expect((await desk.by.olga.get(`/cases/${caseId}`)).status).toBe(200)
    expect(await desk.reasonFor(desk.by.olga, caseId)).toContain(QUESTION)
  })

  test('is announced, and a long question is cut where only its beginning is shown', async () => {
    const caseId = await desk.ofMia()
    await desk.askTom(caseId, { question: `${'word '.repeat(100)}end`, mayWriteToCustomer: true })
    const reason = await desk.reasonFor(desk.by.tom, caseId)
    expect(reason).toMatch(/^Mia asks you: “word .*word…”$/)
    expect(reason?.length).toBeLessThan(270)
    expect(await desk.newsOf(caseId)).toMatchObject([
      {
        type: 'asked',
        attributes: { fromName: 'Mia', toName: 'Tom', teamName: null, mayWriteToCustomer: true },
      },
    ])
  })
})

describe('several questions', () => {
  test('stand side by side, each with its own state', async () => {
    const caseId = await desk.ofMia()
    await desk.ask(desk.by.mia, caseId, [{ staffId: desk.tom.staffId }, { staffId: desk.sam.staffId }])
    const [sams, toms] = await desk.consultsOf(desk.by.mia, caseId)
    await desk.by.sam.post(`/consults/${sams?.id}/answer`, { words: 'It does.' })
    expect(await desk.consultsOf(desk.by.mia, caseId)).toMatchObject([
      { id: sams?.id, state: 'answered', words: 'It does.' },
      { id: toms?.id, state: 'asked', words: null },
    ])
  })

  test('when one of them cannot be asked nobody is', async () => {
    const caseId = await desk.ofMia()
    const both = [{ staffId: desk.tom.staffId }, { staffId: desk.mia.staffId }]
    expect((await desk.ask(desk.by.mia, caseId, both)).status).toBe(409)
    expect(await desk.consultsOf(desk.by.mia, caseId)).toEqual([])
    expect((await desk.by.tom.get(`/cases/${caseId}`)).status).toBe(404)
  })

  test('the same person is not asked twice at once, but again after the answer', async () => {
    const caseId = await desk.ofMia()
    const { id } = await desk.askTom(caseId)
    const again = await desk.ask(desk.by.sam, caseId, [{ staffId: desk.tom.staffId }])
    expect(again.body).toMatchObject({ code: 'consults.asked-already', consultId: id })
    expect(again.text).toContain('Tom is asked already')
    const team = await desk.ask(desk.by.mia, caseId, [{ teamId: desk.otherTeamId }])
    expect(team.body).toMatchObject({ code: 'consults.asked-already' })
    await desk.by.tom.post(`/consults/${id}/answer`, { words: 'No.' })
    expect((await desk.ask(desk.by.sam, caseId, [{ staffId: desk.tom.staffId }])).status).toBe(201)
  })

  test('two who ask the same person at once ask once', async () => {
    const caseId = await desk.ofMia()
    const whom = [{ staffId: desk.tom.staffId }]
    const both = await Promise.all([desk.ask(desk.by.mia, caseId, whom), desk.ask(desk.by.sam, caseId, whom)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await desk.consultsOf(desk.by.mia, caseId)).toHaveLength(1)
  })
})

describe('a team', () => {
  test('is asked through its duty person, and everybody there sees the case', async () => {
    const { db } = desk.platform
    const lead = await addStaff(db, { name: 'Una', role: 'lead', reach: 'team' })
    const member = await addStaff(db, { name: 'Vic', reach: 'team' })
    const narrow = await addStaff(db, { name: 'Wim', reach: 'own' })
    const { teamId, members } = await addTeamOf(db, lead, [member, narrow])
    const [vic, wim] = await Promise.all(members.map((one) => desk.at(one)))
    const una = await desk.at(lead)
    if (!vic || !wim) throw new Error('the team has two members')
    const caseId = await desk.ofMia()
    await desk.ask(desk.by.mia, caseId, [{ teamId }])
    expect(await desk.reasonFor(una, caseId)).toContain(QUESTION)
    expect(await desk.reasonFor(vic, caseId)).toBeUndefined()
    expect(await desk.consultsOf(vic, caseId)).toMatchObject([
      { to: { name: 'Una' }, team: { id: teamId }, may: { answer: true, withdraw: false } },
    ])
    // Whoever sees only what is theirs in their own team sees no more of another one.
    expect((await wim.get(`/cases/${caseId}`)).status).toBe(404)
    const found = (await vic.get('/cases?list=all&limit=200')).body as { items: { id: number }[] }
    expect(found.items.map(({ id }) => id)).toEqual([caseId])
  })

  test('where nobody is on duty, or only oneself, is not asked', async () => {
    const caseId = await desk.ofMia()
    const own = await desk.ask(desk.by.lena, caseId, [{ teamId: desk.teamId }])
    expect(own.body).toMatchObject({ code: 'consults.to-self' })
    expect(own.text).toContain('You are on duty for')
    const { db } = desk.platform
    const lead = await addStaff(db, { name: 'Xia', role: 'lead' })
    const { teamId } = await addTeamOf(db, lead)
    await goAway(lead.staffId, lead.staffId === desk.ada.staffId ? desk.sam.staffId : desk.ada.staffId)
    await goAway(desk.ada.staffId, lead.staffId)
    const nobody = await desk.ask(desk.by.mia, caseId, [{ teamId }])
    expect(nobody.body).toMatchObject({ code: 'consults.nobody-on-duty' })
    expect(nobody.text).toContain('Nobody is on duty in Team')
    await db.deleteFrom('absences').execute()
  })
})

describe('nobody is asked', () => {
  const refused = async (to: object, more: object = {}, by = desk.by.mia) =>
    (await desk.ask(by, await desk.ofMia(), [to], more)).body

  test('who is oneself, unknown, gone or has not joined', async () => {
    expect(await refused({ staffId: desk.mia.staffId })).toMatchObject({ code: 'consults.to-self' })
    expect(await refused({ staffId: 999_999 })).toMatchObject({ code: 'platform.not-found' })
    expect(await refused({ teamId: 999_999 })).toMatchObject({ code: 'platform.not-found' })
    const gone = await addStaff(desk.platform.db, { name: 'Gus' })
    await desk.platform.db
      .updateTable('staff')
      .set({ switched_off_at: new Date() })
      .where('id', '=', gone.staffId)
      .execute()
    expect(await refused({ staffId: gone.staffId })).toMatchObject({
      code: 'consults.not-here',
      detail: expect.stringContaining('Gus cannot be asked'),
    })
  })

  test('who is away: their stand-in is named', async () => {
    const away = await addStaff(desk.platform.db, { name: 'Nora' })
    await goAway(away.staffId, desk.sam.staffId)
    expect(await refused({ staffId: away.staffId })).toMatchObject({
      code: 'consults.away',
      standIn: { id: desk.sam.staffId, name: 'Sam' },
      detail: expect.stringContaining('Sam stands in for them: ask Sam.'),
    })
  })

  test('without a question, or without anybody named', async () => {
    const whom = { staffId: desk.tom.staffId }
    expect(await refused(whom, { question: ' \n ' })).toMatchObject({ fields: [{ path: 'question' }] })
    expect((await desk.ask(desk.by.mia, await desk.ofMia(), [])).status).toBe(400)
  })

  test('about a case one cannot see, or that has ended', async () => {
    const caseId = await desk.ofMia()
    const whom = [{ staffId: desk.sam.staffId }]
    expect((await desk.ask(desk.by.tom, caseId, whom)).status).toBe(404)
    expect((await desk.by.tom.get(`/cases/${caseId}/consults`)).status).toBe(404)
    await desk.by.mia.post(`/cases/${caseId}/closure`, { reason: 'spam', words: '' })
    expect((await desk.ask(desk.by.mia, caseId, whom)).body).toMatchObject({ code: 'consults.finished' })
  })
})

describe('Regard itself', () => {
  const system = systemActor('escalations')
  const asked = (caseId: number, to: { staffId: number } | { teamId: number }) =>
    transact(desk.platform.db, system, (tx) =>
      askForHelp(tx, system, {
        caseId,
        to,
        question: 'The third contact: what helps?',
        mayWriteToCustomer: true,
      }),
    )

  test('asks by the same rules, and any lead or the owner can take it back', async () => {
    const caseId = await desk.ofMia()
    const { consultId } = await asked(caseId, { teamId: desk.otherTeamId })
    expect(await desk.reasonFor(desk.by.tom, caseId)).toBe(
      'Your help is asked for: “The third contact: what helps?”',
    )
    expect(await desk.consultsOf(desk.by.mia, caseId)).toMatchObject([
      { id: consultId, askedBy: null, mayWriteToCustomer: true, may: { answer: false, withdraw: true } },
    ])
    await expect(asked(caseId, { staffId: desk.tom.staffId })).rejects.toMatchObject({
      code: 'consults.asked-already',
    })
    expect((await desk.by.mia.remove(`/consults/${consultId}`)).status).toBe(204)
  })

  test('may ask the owner, whose answer need not be told to themselves', async () => {
    const caseId = await desk.ofMia()
    const { consultId } = await asked(caseId, { staffId: desk.mia.staffId })
    expect((await desk.by.mia.post(`/consults/${consultId}/answer`, { words: 'Done.' })).status).toBe(204)
    expect(await desk.reasonFor(desk.by.mia, caseId)).toBe('The customer waits for your answer')
  })
})
