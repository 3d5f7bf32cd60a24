import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import {
  audienceOf,
  caseForActor,
  partakes,
  unsafeFindCaseByMessage,
  unsafeFindCaseByNumber,
} from '../index.ts'

let desk: CaseDesk
let ours: number
let theirs: number
let everybody: StaffActor[]
beforeAll(async () => {
  desk = await createCaseDesk([])
  everybody = [desk.lena, desk.mia, desk.sam, desk.olga, desk.tom, desk.ada]
  ours = (await desk.mail('Ours')).caseId
  theirs = (await desk.mail('Theirs', { teamId: desk.otherTeamId })).caseId
})

const sees = async (actor: StaffActor, caseId: number): Promise<boolean> =>
  caseForActor(desk.platform.db, actor, caseId).then(
    () => true,
    () => false,
  )
const hears = async (actor: StaffActor, caseId: number): Promise<boolean> => {
  const audience = await audienceOf(desk.platform.db, [
    { caseId: ours },
    { caseId: theirs },
    { caseId: null },
  ])
  return audience(actor, caseId)
}
const who = async (test: (actor: StaffActor, caseId: number) => Promise<boolean>, caseId: number) => {
  const answers = await Promise.all(everybody.map((actor) => test(actor, caseId)))
  return everybody.filter((_, index) => answers[index]).map(({ staffId }) => staffId)
}

describe('who sees a case', () => {
  test('its team and whoever sees everything, and they alone hear of it', async () => {
    const team = [desk.lena, desk.mia, desk.sam, desk.ada].map(({ staffId }) => staffId)
    expect(await who(sees, ours)).toEqual(team)
    expect(await who(hears, ours)).toEqual(team)
    const others = [desk.tom, desk.ada].map(({ staffId }) => staffId)
    expect(await who(sees, theirs)).toEqual(others)
    expect(await who(hears, theirs)).toEqual(others)
  })

  test('its owner and who takes part, wherever they are', async () => {
    const { caseId } = await desk.mail('Ours too')
    const { db } = desk.platform
    await db
      .insertInto('case_participants')
      .values({ case_id: caseId, staff_id: desk.tom.staffId, part: 'consulted' })
      .execute()
    await db.updateTable('cases').set({ owner_id: desk.olga.staffId }).where('id', '=', caseId).execute()
    expect(await who(sees, caseId)).toEqual(everybody.map(({ staffId }) => staffId))
    const audience = await audienceOf(db, [{ caseId }])
    expect(everybody.every((actor) => audience(actor, caseId))).toBe(true)
  })

  test('a team that was asked in, but not whoever sees only what is theirs', async () => {
    const { caseId } = await desk.mail('Elsewhere', { teamId: desk.otherTeamId })
    const { db } = desk.platform
    await db
      .insertInto('case_participants')
      .values({ case_id: caseId, team_id: desk.teamId, part: 'consulted', notes_only: true })
      .execute()
    const asked = [desk.lena, desk.mia, desk.sam, desk.tom, desk.ada].map(({ staffId }) => staffId)
    expect(await who(sees, caseId)).toEqual(asked)
    const audience = await audienceOf(db, [{ caseId }])
    const hearing = everybody.filter((actor) => audience(actor, caseId)).map(({ staffId }) => staffId)
    expect(hearing).toEqual(asked)
  })

  test('news of no case is for everybody, news of an unknown one for nobody', async () => {
    const audience = await audienceOf(desk.platform.db, [{ caseId: null }, { caseId: 999_999 }])
    expect(everybody.every((actor) => audience(actor, null))).toBe(true)
    expect(everybody.some((actor) => audience(actor, 999_999))).toBe(false)
  })
})

describe('placing what a channel received', () => {
  test('a message is found in the case in which it lives now', async () => {
    const { db } = desk.platform
    const [one, two] = [await desk.mail('One'), await desk.mail('Two')]
    expect(await unsafeFindCaseByMessage(db, one.messageId)).toEqual({
      caseId: one.caseId,
      contactId: one.contactId,
    })
    await db.updateTable('cases').set({ merged_into_id: two.caseId }).where('id', '=', one.caseId).execute()
    expect((await unsafeFindCaseByMessage(db, one.messageId))?.caseId).toBe(two.caseId)
    expect(await unsafeFindCaseByNumber(db, one.caseNumber)).toBe(two.caseId)
    expect(await unsafeFindCaseByNumber(db, two.caseNumber)).toBe(two.caseId)
  })

  test('nothing is found of what does not exist', async () => {
    const { db } = desk.platform
    expect(await unsafeFindCaseByMessage(db, 999_999)).toBeNull()
    expect(await unsafeFindCaseByNumber(db, 1)).toBeNull()
    expect(await partakes(db, 999_999, 'ana@example.org')).toBe(false)
  })
})
