import { beforeAll, describe, expect, test } from 'vitest'
import { addStaff } from '../../../tests/factories/desk.ts'
import { createEscalationDesk, type EscalationDesk } from '../../../tests/factories/escalation-desk.ts'
import { switchOffColleague } from '../../people/index.ts'
import { transact } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'

let desk: EscalationDesk
beforeAll(async () => {
  desk = await createEscalationDesk()
})

/** A case on which a guideline asked this person. */
const asking = async (person: StaffActor) => {
  const word = `word${person.staffId}`
  await desk.guideline(
    { kind: 'words', words: [word] },
    { ask: { kind: 'person', staffId: person.staffId }, advice: 'Call them.' },
  )
  const { caseId } = await desk.mail(`I say ${word}.`)
  await desk.react()
  return caseId
}
const leaves = (person: StaffActor) =>
  transact(desk.platform.db, desk.ada, (tx) => switchOffColleague(tx, desk.ada, person.staffId))

describe('somebody who is asked and leaves', () => {
  test('is asked no longer: the lead on duty is, with the same words', async () => {
    const rex = await addStaff(desk.platform.db, { name: 'Rex' })
    const caseId = await asking(rex)
    const [before] = await desk.calledTo(caseId)
    expect(before?.staffId).toBe(rex.staffId)
    await leaves(rex)
    expect(await desk.escalationsOf(caseId)).toMatchObject([{ asked: { name: 'Lena' }, answered: null }])
    expect(await desk.calledTo(caseId)).toEqual([{ staffId: desk.lena.staffId, words: before?.words }])
    expect(await desk.eventsOf(caseId)).toEqual(['escalations.asked', 'escalations.passed-on'])
  })

  test('after they answered stays as whoever answered', async () => {
    const kim = await addStaff(desk.platform.db, { name: 'Kim' })
    const caseId = await asking(kim)
    const [found] = await desk.escalationsOf(caseId)
    const answer = { answer: 'helped', words: 'Done.' }
    expect((await (await desk.at(kim)).post(`/escalations/${found?.id}/answer`, answer)).status).toBe(200)
    await leaves(kim)
    expect(await desk.escalationsOf(caseId)).toMatchObject([
      { asked: { name: 'Kim' }, answered: { by: { name: 'Kim' }, words: 'Done.' } },
    ])
    expect(await desk.calledTo(caseId)).toEqual([])
  })

  test('while they are on duty leaves it to whoever leads the team', async () => {
    const pia = await addStaff(desk.platform.db, { name: 'Pia' })
    const caseId = await asking(pia)
    const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      ...{ team_id: desk.teamId, staff_id: pia.staffId, weekday, from_minute: 0, to_minute: 1440 },
    }))
    await desk.platform.db.insertInto('duty_turns').values(everyDay).execute()
    await leaves(pia)
    expect(await desk.escalationsOf(caseId)).toMatchObject([{ asked: { name: 'Lena' } }])
  })
})
