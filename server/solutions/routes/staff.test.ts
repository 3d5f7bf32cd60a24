import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { addCase } from '../../../tests/factories/desk.ts'
import { everyRoute } from '../../../tests/factories/routes.ts'
import { PageVisitor } from '../../../tests/harness/page-visitor.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { linkSecret } from '../actions/link.ts'
import { type Solution, solutionListSchema, solutionSchema, solutionSettingsSchema } from '../contract.ts'
import { followUpJob } from '../jobs/follow-up.ts'

let desk: CaseDesk
let mia: Visitor
let sam: Visitor
let tom: Visitor
let ada: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(everyRoute)
  await desk.platform.db.insertInto('settings').values({ organisation_name: 'Riverside School' }).execute()
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
  tom = await desk.at(desk.tom)
  ada = await desk.at(desk.ada)
})

const code = ({ body }: { body: unknown }) => (body as { code?: string }).code
const newest = async () =>
  Number((await desk.platform.database.pool.query('select max(id) as id from messages')).rows[0]?.id)
const propose = async (by: Visitor, caseId: number, more: object = {}) =>
  by.post(`/cases/${caseId}/solutions`, { words: 'We changed it.', seenUpTo: await newest(), ...more })
const solutionsOf = async (by: Visitor, caseId: number): Promise<Solution[]> =>
  (await by.get(`/cases/${caseId}/solutions`)).as(solutionListSchema).items
const withdraw = (by: Visitor, caseId: number, id: number) => by.remove(`/cases/${caseId}/solutions/${id}`)
const stateOf = async (caseId: number) =>
  (await desk.platform.db.selectFrom('cases').select('state').where('id', '=', caseId).executeTakeFirst())
    ?.state
const asked = async () => {
  const { caseId } = await desk.mail('My phone is silent.')
  const made = (await propose(mia, caseId)).as(solutionSchema)
  const { link_seed: linkSeed } = await desk.platform.db
    .selectFrom('solutions')
    .select('link_seed')
    .where('id', '=', made.id)
    .executeTakeFirstOrThrow()
  const link = `/solution/${linkSecret(desk.platform.seal, { id: made.id, linkSeed })}`
  return { caseId, made, link }
}
const ana = () => new PageVisitor(desk.app)
const eventsOf = async (caseId: number) => {
  const rows = await desk.platform.db
    .selectFrom('journal')
    .select(['type', 'actor_kind'])
    .where('case_id', '=', caseId)
    .where('type', 'like', 'solutions.%')
    .orderBy('seq')
    .execute()
  return rows.map(({ type, actor_kind }) => `${type} by ${actor_kind}`)
}
const call = async (caseId: number, channel = 'call') => {
  const leg = { staffName: 'Mia', startedAt: new Date().toISOString(), howEnded: 'ended' }
  const logged = await mia.post(`/cases/${caseId}/contacts`, {
    ...{ channel, direction: 'out', startedAt: new Date().toISOString() },
    ...(channel === 'call' && { legs: [leg] }),
  })
  expect(logged.status, logged.text).toBe(201)
  return (logged.body as { contactId: number }).contactId
}
const record = (by: Visitor, caseId: number, contactId: unknown, more: object = {}) =>
  by.post(`/cases/${caseId}/spoken-solutions`, {
    ...{ words: 'We changed it.', contactId, said: 'yes', customerWords: 'Yes!', ...more },
  })

describe('asking whether it is solved', () => {
  test('shows who asked, what and when we ask again, and no part of the link', async () => {
    const { caseId, made, link } = await asked()
    expect(made).toMatchObject({
      ...{ outcome: 'waiting', words: 'We changed it.', proposedBy: { name: 'Mia' }, reminders: 0 },
      ...{ endedAt: null, answeredBy: null, answerWords: '', heardBy: null, silentSince: null },
    })
    const days = (Date.parse(made.nextStepAt ?? '') - Date.parse(made.proposedAt)) / 86_400_000
    expect(Math.round(days)).toBe(3)
    expect(await solutionsOf(sam, caseId)).toEqual([made])
    const { text } = await mia.get(`/cases/${caseId}/solutions`)
    expect(text).not.toContain(link.split('/').at(-1))
    expect(await eventsOf(caseId)).toEqual(['solutions.proposed by staff'])
  })

  test('needs words, and what was read last', async () => {
    const { caseId } = await desk.mail('Hello')
    for (const more of [{ words: '' }, { words: ' \n ' }, { words: 'x'.repeat(20_001) }, { seenUpTo: -1 }])
      expect((await propose(mia, caseId, more)).status).toBe(400)
    expect((await propose(mia, caseId, { outcome: 'confirmed' })).status).toBe(400)
    expect((await mia.post(`/cases/${caseId}/solutions`, { words: 'x' })).status).toBe(400)
    expect([await solutionsOf(mia, caseId), await stateOf(caseId)]).toEqual([[], 'new'])
  })

  test('is held back while the customer has said something nobody read', async () => {
    const { caseId } = await desk.mail('Hello')
    const seenUpTo = await newest()
    await desk.mail('Wait, there is more!', { caseId })
    const answer = await propose(mia, caseId, { seenUpTo })
    expect([answer.status, code(answer)]).toEqual([409, 'cases.thread-moved'])
    expect(await solutionsOf(mia, caseId)).toEqual([])
  })

  test('is for who sees the case and may write', async () => {
    const { caseId } = await desk.mail('Hello')
    expect((await propose(tom, caseId)).status).toBe(404)
    expect((await tom.get(`/cases/${caseId}/solutions`)).status).toBe(404)
    expect((await propose(mia, 999_999)).status).toBe(404)
    expect((await propose(await withToken(desk, desk.mia, ['cases.read']), caseId)).status).toBe(403)
    expect((await propose(await desk.visitor(), caseId)).status).toBe(401)
    expect(await stateOf(caseId)).toBe('new')
  })

  test('says what to do where nobody can be asked, or it lives on elsewhere', async () => {
    const nobodys = await addCase(desk.platform.db, { teamId: desk.teamId, owner: desk.mia })
    expect(code(await propose(mia, nobodys))).toBe('solutions.nobody-to-ask')
    const [one, other] = [await desk.mail('One'), await desk.mail('Other')]
    await mia.post(`/cases/${one.caseId}/merge`, { intoCaseId: other.caseId })
    expect(code(await propose(mia, one.caseId))).toBe('cases.already-merged')
  })

  test('is asked once by two colleagues at once', async () => {
    const { caseId } = await desk.mail('Hello')
    const both = await Promise.all([propose(mia, caseId), propose(sam, caseId)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await solutionsOf(mia, caseId)).toHaveLength(1)
  })

  test('again after a "not yet" keeps both questions, the newest first', async () => {
    const { caseId, made, link } = await asked()
    await ana().post(`${link}/not-yet`, { words: 'It still rings.' })
    const again = (await propose(mia, caseId, { words: 'We changed it twice.' })).as(solutionSchema)
    const all = await solutionsOf(mia, caseId)
    expect(all.map(({ id, outcome }) => [id, outcome])).toEqual([
      [again.id, 'waiting'],
      [made.id, 'not-yet'],
    ])
    expect(all[1]).toMatchObject({ answerWords: 'It still rings.', answeredBy: 'link', nextStepAt: null })
    // The old link neither answers the new question nor shows it.
    const old = await ana().send(`${link}/yes`)
    expect(old.text).toContain('You told us that it is not solved yet')
    expect(old.text).not.toContain('twice')
    expect(await stateOf(caseId)).toBe('solution-proposed')
  })
})

describe('taking the question back', () => {
  test('opens the case, ends the link, and allows to ask anew', async () => {
    const { caseId, made, link } = await asked()
    const back = await withdraw(sam, caseId, made.id)
    expect(back.body).toMatchObject({ outcome: 'withdrawn', nextStepAt: null, endedAt: expect.any(String) })
    expect(await stateOf(caseId)).toBe('open')
    expect((await ana().send(`${link}/yes`)).text).not.toContain('We are glad')
    expect(await stateOf(caseId)).toBe('open')
    expect((await propose(mia, caseId)).status).toBe(201)
  })

  test('finds nothing on another case, for another team, or twice', async () => {
    const [one, other] = [await asked(), await asked()]
    expect((await withdraw(mia, one.caseId, other.made.id)).status).toBe(404)
    expect((await withdraw(tom, one.caseId, one.made.id)).status).toBe(404)
    expect((await withdraw(mia, one.caseId, 999_999)).status).toBe(404)
    expect([await stateOf(one.caseId), await stateOf(other.caseId)]).toEqual(
      Array(2).fill('solution-proposed'),
    )
    const both = await Promise.all([mia, sam].map((by) => withdraw(by, one.caseId, one.made.id)))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await eventsOf(one.caseId)).toEqual([
      ...['solutions.proposed by staff', 'solutions.withdrawn by staff'],
    ])
  })

  test('comes too late once the customer has answered', async () => {
    const { caseId, made, link } = await asked()
    await ana().post(`${link}/yes`)
    expect(code(await withdraw(mia, caseId, made.id))).toBe('solutions.not-waiting')
    expect(await stateOf(caseId)).toBe('solved')
    expect((await solutionsOf(mia, caseId))[0]).toMatchObject({ outcome: 'confirmed', answeredBy: 'link' })
    expect(await eventsOf(caseId)).toEqual([
      ...['solutions.proposed by staff', 'solutions.confirmed by customer'],
    ])
  })
})

describe('an answer by its link', () => {
  test('opened by machines, however often, changes nothing', async () => {
    const { caseId, made, link } = await asked()
    for (const said of ['yes', 'not-yet', 'yes'])
      expect((await ana().open(`${link}/${said}`)).text).toContain('Is it solved?')
    expect(await stateOf(caseId)).toBe('solution-proposed')
    expect(await solutionsOf(mia, caseId)).toEqual([made])
    expect((await ana().open(`${link}/maybe`)).status).toBe(400)
    expect((await ana().post(`${link}/maybe`)).status).toBe(400)
  })

  test('without a word says so for the customer, and calls the owner', async () => {
    const { caseId, link } = await asked()
    await ana().post(`${link}/not-yet`, { words: '   ' })
    const [item] = await solutionsOf(mia, caseId)
    expect(item).toMatchObject({ outcome: 'not-yet', answerWords: 'No, it is not solved yet.' })
    expect((await mia.get('/cases?list=needs-me')).text).toContain('The customer says it is not solved')
  })

  test('posted from elsewhere, or with more than its words, is none', async () => {
    const { caseId, link } = await asked()
    expect((await ana().post(`${link}/not-yet`, { words: 'x', by: 'page' })).status).toBe(400)
    expect((await ana().post(`${link}/not-yet`, { words: 'x'.repeat(20_001) })).status).toBe(400)
    expect(await stateOf(caseId)).toBe('solution-proposed')
  })

  test('says nothing of the case but what its mail said', async () => {
    const { caseId, link } = await asked()
    await mia.post(`/cases/${caseId}/notes`, { text: 'An inner note.' })
    const { html } = await ana().open(`${link}/yes`)
    for (const hidden of ['An inner note', 'My phone is silent', '@', 'Sam'])
      expect(html.replace(/<style>[\s\S]*?<\/style>/, '')).not.toContain(hidden)
  })
})

describe('what was answered in a call', () => {
  test('ends the question that still waited, so that its link counts no more', async () => {
    const { caseId, made, link } = await asked()
    expect((await record(mia, caseId, await call(caseId))).status).toBe(201)
    const all = await solutionsOf(mia, caseId)
    expect(all.map(({ outcome }) => outcome)).toEqual(['confirmed', 'overtaken'])
    expect(all[1]?.id).toBe(made.id)
    await ana().post(`${link}/not-yet`, { words: 'No!' })
    expect((await solutionsOf(mia, caseId)).map(({ outcome }) => outcome)).toEqual(['confirmed', 'overtaken'])
    expect(await stateOf(caseId)).toBe('solved')
  })

  test('a "not yet" opens also a case that was solved, for the owner who is called', async () => {
    const { caseId, link } = await asked()
    await ana().post(`${link}/yes`)
    expect(await stateOf(caseId)).toBe('solved')
    const more = { said: 'not-yet', customerWords: 'It rings again.' }
    expect((await record(mia, caseId, await call(caseId), more)).body).toMatchObject({ outcome: 'not-yet' })
    expect(await stateOf(caseId)).toBe('open')
    const needs = (await mia.get('/cases?list=needs-me')).body as { items: { id: number; reason: string }[] }
    expect(needs.items.find(({ id }) => id === caseId)?.reason).toBe('The customer says it is not solved')
  })

  test('counts in a visit as in a call, once for each', async () => {
    const { caseId } = await desk.mail('Hello')
    const contactId = await call(caseId, 'visit')
    const both = await Promise.all([record(mia, caseId, contactId), record(sam, caseId, contactId)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await solutionsOf(mia, caseId)).toHaveLength(1)
  })

  test('names words of both, a contact and a yes or a "not yet"', async () => {
    const { caseId } = await desk.mail('Hello')
    const contactId = await call(caseId)
    for (const more of [{ words: ' ' }, { customerWords: '' }, { said: 'maybe' }, { heardBy: 1 }])
      expect((await record(mia, caseId, contactId, more)).status).toBe(400)
    for (const wrong of [null, 'x', 0]) expect((await record(mia, caseId, wrong)).status).toBe(400)
    expect((await record(tom, caseId, contactId)).status).toBe(404)
    expect([await solutionsOf(mia, caseId), await stateOf(caseId)]).toEqual([[], 'open'])
  })

  test('on a case of nobody is nobody’s word', async () => {
    const nobodys = await addCase(desk.platform.db, { teamId: desk.teamId, owner: desk.mia })
    expect(code(await record(mia, nobodys, 1))).toBe('solutions.nobody-to-ask')
  })
})

describe('when customers are reminded', () => {
  const settings = async () => (await ada.get('/solution-settings')).as(solutionSettingsSchema)

  test('takes days and nothing else, and needs the version that was seen', async () => {
    const before = await settings()
    for (const change of [
      ...[{ restDays: 0 }, { restDays: 91 }, { restDays: 2.5 }, { reminderDays: [0] }],
      ...[{ reminderDays: [1, 2, 3, 4, 5, 6] }, { reminderDays: ['3'] }, { version: 9 }],
    ])
      expect((await ada.patch('/solution-settings', change, before.version)).status).toBe(400)
    expect((await ada.patch('/solution-settings', { restDays: 5 })).status).toBe(428)
    expect((await mia.patch('/solution-settings', { restDays: 5 }, before.version)).status).toBe(403)
    expect(await settings()).toEqual(before)
  })

  test('never, when there are no reminders: then it only rests, and says so', async () => {
    const { version } = await settings()
    await ada.patch('/solution-settings', { reminderDays: [], restDays: 2 }, version)
    const { caseId, made } = await asked()
    const days = (Date.parse(made.nextStepAt ?? '') - Date.parse(made.proposedAt)) / 86_400_000
    expect(Math.round(days)).toBe(2)
    await desk.platform.database.pool.query(
      `update solutions set proposed_at = proposed_at - interval '2 days', next_step_at = now() where id = $1`,
      [made.id],
    )
    await followUpJob.run({ ...desk.platform, attempt: 1, logger: desk.platform.logger }, {})
    expect(await stateOf(caseId)).toBe('unconfirmed')
    expect((await solutionsOf(mia, caseId))[0]).toMatchObject({
      ...{ outcome: 'silent', reminders: 0, nextStepAt: null, silentSince: expect.any(String) },
    })
    expect(code(await withdraw(mia, caseId, made.id))).toBe('solutions.not-waiting')
    await ada.patch('/solution-settings', { reminderDays: [3, 7], restDays: 10 }, (await settings()).version)
  })

  test('changed later is taken up at the next step of what waits already', async () => {
    const { caseId, made } = await asked()
    await ada.patch('/solution-settings', { reminderDays: [8], restDays: 20 }, (await settings()).version)
    await desk.platform.database.pool.query(
      `update solutions set proposed_at = proposed_at - interval '4 days', next_step_at = now() where id = $1`,
      [made.id],
    )
    await followUpJob.run({ ...desk.platform, attempt: 1, logger: desk.platform.logger }, {})
    const [item] = await solutionsOf(mia, caseId)
    expect(item).toMatchObject({ outcome: 'waiting', reminders: 0 })
    expect(Math.round((Date.parse(item?.nextStepAt ?? '') - Date.now()) / 86_400_000)).toBe(4)
  })
})
