import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addStaff } from '../../../tests/factories/desk.ts'
import { createEscalationDesk, type EscalationDesk } from '../../../tests/factories/escalation-desk.ts'
import { regroupingBy } from '../../../tests/factories/regrouping.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { casePageSchema, caseSchema } from '../../cases/contract.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { promiseAnnouncements } from '../../promises/contract.ts'
import { solutionAnnouncements } from '../../solutions/contract.ts'

let desk: EscalationDesk
let mia: Visitor
let lena: Visitor
beforeAll(async () => {
  desk = await createEscalationDesk()
  mia = await desk.at(desk.mia)
  lena = await desk.at(desk.lena)
})
beforeEach(async () => {
  await desk.platform.database.pool.query('delete from guidelines')
  await desk.react()
})

const fired = async (caseId: number) => {
  await desk.react()
  return (await desk.escalationsOf(caseId)).map(({ condition }) => condition.kind)
}
/** A case of the team that Mia owns. */
const ownedByMia = async (): Promise<number> => {
  const { caseId } = await desk.mail('Please change my phone')
  await mia.post(`/cases/${caseId}/owner`)
  return caseId
}
const calls = (caseId: number, dept: string, howEnded = 'transferred') =>
  mia.post(`/cases/${caseId}/contacts`, {
    ...{ channel: 'call', summary: 'The phone again.', startedAt: new Date().toISOString() },
    legs: [
      { staffName: `Somebody of ${dept}`, teamName: dept, startedAt: new Date().toISOString(), howEnded },
    ],
  })
const tell = (type: 'broken' | 'notYet', caseId: number) =>
  transact(desk.platform.db, systemActor('test'), (tx) => {
    const objects = [{ type: 'case', id: caseId }]
    return type === 'broken'
      ? announce(tx, promiseAnnouncements.broken, {
          ...{ actor: systemActor('test'), caseId, objects },
          attributes: {
            ...{ promiseId: 1, what: 'A call', dueAt: new Date().toISOString(), timeZone: 'UTC' },
            ...{ keeperId: desk.mia.staffId, keeperName: 'Mia' },
          },
        })
      : announce(tx, solutionAnnouncements.notYet, {
          ...{ actor: systemActor('test'), caseId, objects },
          attributes: { solutionId: 1, by: 'page', heardBy: null },
        })
  })

describe('hand-offs', () => {
  test('after the second between teams the lead on duty is asked, once, with the words of the guideline', async () => {
    await desk.guideline({ kind: 'hand-offs', atLeast: 2, between: 'teams' }, { advice: 'Talk in one call.' })
    const caseId = await ownedByMia()
    await desk.handOver(caseId, desk.mia, desk.tom, desk.otherTeamId)
    expect(await fired(caseId)).toEqual([])
    await desk.handOver(caseId, desk.tom, desk.sam, desk.teamId)
    expect(await fired(caseId)).toEqual(['hand-offs'])
    expect(await desk.escalationsOf(caseId)).toMatchObject([
      { asked: { name: 'Lena' }, advice: 'Talk in one call.', answered: null },
    ])
    expect(await desk.calledTo(caseId)).toEqual([
      { staffId: desk.lena.staffId, words: 'Second hand-off between teams. Talk in one call.' },
    ])
    const needs = (await lena.get('/cases?list=needs-me')).as(casePageSchema).items
    expect(needs.find(({ id }) => id === caseId)?.reason).toBe(
      'Second hand-off between teams. Talk in one call.',
    )
    expect((await mia.get(`/cases/${caseId}`)).as(caseSchema).owner.name).toBe('Sam')
    await desk.handOver(caseId, desk.sam, desk.tom, desk.otherTeamId)
    expect(await fired(caseId)).toEqual(['hand-offs'])
    expect(await desk.eventsOf(caseId)).toEqual(['escalations.asked'])
  })

  test('between people of one team are none between teams', async () => {
    await desk.guideline({ kind: 'hand-offs', atLeast: 1, between: 'teams' })
    await desk.guideline({ kind: 'hand-offs', atLeast: 1, between: 'people' })
    const caseId = await ownedByMia()
    await desk.handOver(caseId, desk.mia, desk.sam)
    await desk.react()
    expect((await desk.escalationsOf(caseId)).map(({ condition }) => condition)).toEqual([
      { kind: 'hand-offs', atLeast: 1, between: 'people' },
    ])
  })

  test('of calls count as well: sent from one department to the next', async () => {
    await desk.guideline({ kind: 'hand-offs', atLeast: 2, between: 'teams' })
    await desk.guideline({ kind: 'ping-pong', between: 'teams' })
    const caseId = await ownedByMia()
    for (const dept of ['S', 'S', 'T']) await calls(caseId, dept)
    expect(await fired(caseId)).toEqual([])
    await calls(caseId, 'S')
    expect(await fired(caseId)).toEqual(['hand-offs', 'ping-pong'])
  })

  test('that was never accepted is none', async () => {
    await desk.guideline({ kind: 'hand-offs', atLeast: 1, between: 'people' })
    const caseId = await ownedByMia()
    const brief = { need: 'x', done: 'x', promised: 'x', nextStep: 'x', feeling: 'x' }
    await mia.post(`/cases/${caseId}/hand-offs`, { brief, toStaffId: desk.sam.staffId })
    expect(await fired(caseId)).toEqual([])
  })
})

describe('contacts', () => {
  test('the third for the same need fires; a bounce is none', async () => {
    await desk.guideline({ kind: 'contacts', atLeast: 3 })
    const caseId = await ownedByMia()
    await desk.mail('And?', { caseId })
    await desk.mail('Undelivered', { caseId }, { kind: 'bounce' })
    expect(await fired(caseId)).toEqual([])
    await desk.mail('Nobody answers.', { caseId })
    expect(await fired(caseId)).toEqual(['contacts'])
  })

  test('of two cases that turn out to be one need add up, and what fired on one is not asked again', async () => {
    await desk.guideline({ kind: 'contacts', atLeast: 3 })
    await desk.guideline({ kind: 'words', words: ['nobody'] })
    const [a, b] = [await ownedByMia(), await ownedByMia()]
    await desk.mail('Nobody called.', { caseId: a })
    expect([await fired(a), await fired(b)]).toEqual([['words'], []])
    const at = regroupingBy(mia)
    const merged = await at.merge(a, b)
    expect(await fired(b)).toEqual(['words', 'contacts'])
    await desk.mail('Still nobody.', { caseId: b })
    expect(await fired(b)).toEqual(['words', 'contacts'])
    expect((await desk.calledTo(b)).map(({ staffId }) => staffId)).toEqual([desk.lena.staffId])
    await at.undo((merged.body as { id: number }).id)
    expect([await fired(a), await fired(b)]).toEqual([['words'], ['contacts']])
  })
})

describe('the customer', () => {
  test('used one of the words: whole, in any case, with or without accents', async () => {
    await desk.guideline({ kind: 'words', words: ['réclamation', 'my lawyer'] })
    const { caseId } = await desk.mail('Lawyers are expensive. My law is clear.')
    expect(await fired(caseId)).toEqual([])
    await desk.mail('I spoke with MY  Lawyer.', { caseId })
    expect(await fired(caseId)).toEqual(['words'])
    expect(await desk.escalationsOf(caseId)).toMatchObject([{ said: 'my lawyer' }])
    const other = await desk.mail('Une reclamation!')
    expect(await fired(other.caseId)).toEqual(['words'])
  })

  test('only quotes us, or we wrote it, or a machine did: nothing fires', async () => {
    await desk.guideline({ kind: 'words', words: ['lawyer'] })
    const { caseId } = await desk.mail('Thanks.', {}, { quoted: '> Ask your lawyer.' })
    await desk.mail('Your lawyer is out of office.', { caseId }, { kind: 'automatic' })
    await mia.post(`/cases/${caseId}/notes`, { text: 'They have a lawyer.' })
    const newest = await desk.platform.db
      .selectFrom('messages')
      .select(({ fn }) => fn.max('id').as('id'))
      .executeTakeFirstOrThrow()
    const text = 'No lawyer is needed.'
    const replied = await mia.post(`/cases/${caseId}/replies`, { text, seenUpTo: newest.id })
    expect(replied.status, replied.text).toBe(201)
    expect(await fired(caseId)).toEqual([])
  })

  test('says that it is not solved', async () => {
    await desk.guideline({ kind: 'dissatisfied' }, { ask: { kind: 'owner' } })
    const caseId = await ownedByMia()
    await tell('notYet', caseId)
    expect(await fired(caseId)).toEqual(['dissatisfied'])
    expect((await desk.calledTo(caseId)).map(({ staffId }) => staffId)).toEqual([desk.mia.staffId])
  })

  test('was promised something that was broken', async () => {
    await desk.guideline({ kind: 'promise-broken' })
    const caseId = await ownedByMia()
    await tell('broken', caseId)
    await tell('broken', caseId)
    expect(await fired(caseId)).toEqual(['promise-broken'])
  })
})

describe('a guideline', () => {
  test('of another team, or that is off, does not fire', async () => {
    await desk.guideline({ kind: 'words', words: ['nobody'] }, { teamId: desk.otherTeamId })
    await desk.guideline({ kind: 'words', words: ['nobody'] }, { isOn: false })
    const { caseId } = await desk.mail('Nobody answers.')
    expect(await fired(caseId)).toEqual([])
  })

  test('that is switched off while it is about to fire stays silent', async () => {
    const made = await desk.guideline({ kind: 'words', words: ['nobody'] })
    const { caseId } = await desk.mail('Nobody answers.')
    const ada = await desk.at(desk.ada)
    expect((await ada.patch(`/guidelines/${made.id}`, { isOn: false }, made.version)).status).toBe(200)
    expect(await fired(caseId)).toEqual([])
  })

  test('that is removed leaves what fired as it was', async () => {
    const made = await desk.guideline({ kind: 'words', words: ['nobody'] }, { advice: 'Call at once.' })
    const { caseId } = await desk.mail('Nobody answers.')
    expect(await fired(caseId)).toEqual(['words'])
    const ada = await desk.at(desk.ada)
    expect((await ada.remove(`/guidelines/${made.id}`)).status).toBe(204)
    expect(await desk.escalationsOf(caseId)).toMatchObject([
      { condition: { kind: 'words', words: ['nobody'] }, advice: 'Call at once.', answered: null },
    ])
  })

  test('counts from when it was written: what was true before fires at the next time, as of then', async () => {
    const caseId = await ownedByMia()
    await desk.mail('And?', { caseId, sentAt: new Date(Date.now() - 3_600_000) })
    await desk.react()
    const before = Date.now()
    await desk.guideline({ kind: 'contacts', atLeast: 2 })
    expect(await fired(caseId)).toEqual([])
    await desk.mail('And now?', { caseId })
    expect(await fired(caseId)).toEqual(['contacts'])
    const [found] = await desk.escalationsOf(caseId)
    expect(Date.parse(found?.happenedAt ?? '')).toBeGreaterThanOrEqual(before)
  })
})

describe('who is asked', () => {
  const wrote = async (more: Parameters<EscalationDesk['guideline']>[1]) => {
    await desk.guideline({ kind: 'words', words: ['nobody'] }, more)
    const caseId = await ownedByMia()
    await desk.mail('Nobody answers.', { caseId })
    await desk.react()
    return caseId
  }
  const askedOn = async (caseId: number) => (await desk.escalationsOf(caseId)).map(({ asked }) => asked.name)
  const away = async (who: number, standInId: number) => {
    const [starts_at, ends_at] = [new Date(Date.now() - 1000), new Date(Date.now() + 3_600_000)]
    const absence = { staff_id: who, stand_in_id: standInId, starts_at, ends_at, hand_over: false }
    await desk.platform.db
      .insertInto('absences')
      .values({ ...absence, told_by: who })
      .execute()
  }
  const back = () => desk.platform.db.deleteFrom('absences').execute()

  test('somebody outside the team sees the case from then on, and nobody else of theirs does', async () => {
    const tom = await desk.at(desk.tom)
    const caseId = await wrote({ ask: { kind: 'team', teamId: desk.otherTeamId } })
    expect(await askedOn(caseId)).toEqual(['Tom'])
    expect((await tom.get(`/cases/${caseId}`)).status).toBe(200)
    const needs = (await tom.get('/cases?list=needs-me')).as(casePageSchema).items
    expect(needs.map(({ id }) => id)).toContain(caseId)
    const stranger = await desk.at(await addStaff(desk.platform.db, { name: 'Uri', reach: 'team' }))
    expect((await stranger.get(`/cases/${caseId}/escalations`)).status).toBe(404)
  })

  test('somebody of the team is not let in a second time', async () => {
    const caseId = await wrote({ ask: { kind: 'person', staffId: desk.sam.staffId } })
    expect(await askedOn(caseId)).toEqual(['Sam'])
    expect((await mia.get(`/cases/${caseId}`)).as(caseSchema).participants).toEqual([])
  })

  test('whoever stands in for them while they are away', async () => {
    await away(desk.sam.staffId, desk.olga.staffId)
    const caseId = await wrote({ ask: { kind: 'person', staffId: desk.sam.staffId } })
    expect(await askedOn(caseId)).toEqual(['Olga'])
    expect((await (await desk.at(desk.olga)).get(`/cases/${caseId}`)).status).toBe(200)
    await back()
  })

  test('the lead on duty where everybody is away, or has left: never nobody', async () => {
    await away(desk.sam.staffId, desk.olga.staffId)
    await away(desk.olga.staffId, desk.sam.staffId)
    expect(await askedOn(await wrote({ ask: { kind: 'person', staffId: desk.sam.staffId } }))).toEqual([
      'Lena',
    ])
    await away(desk.lena.staffId, desk.sam.staffId)
    expect(await askedOn(await wrote({ ask: { kind: 'lead' } }))).toContain('Lena')
    await back()
    const gone = await addStaff(desk.platform.db, { name: 'Gone' })
    const named = await desk.guideline(
      { kind: 'words', words: ['never'] },
      { ask: { kind: 'person', staffId: gone.staffId } },
    )
    await desk.platform.database.pool.query('update staff set switched_off_at = now() where id = $1', [
      gone.staffId,
    ])
    const { caseId } = await desk.mail('Never again.')
    await desk.react()
    expect(await askedOn(caseId)).toEqual(['Lena'])
    expect(await desk.guidelines()).toContainEqual(
      expect.objectContaining({ id: named.id, askName: 'Gone', askLeft: true }),
    )
  })
})
