import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addCase, addStaff, addTeam } from '../../../tests/factories/desk.ts'
import { mailOf } from '../../../tests/factories/mail.ts'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { transact } from '../../platform/db/transaction.ts'
import { type StaffActor, systemActor } from '../../platform/identity/actor.ts'
import { bulkSchema } from '../contract.ts'
import { actOnMany } from './act-on-many.ts'
import { receiveContact } from './receive-contact.ts'

let platform: TestPlatform
let lead: StaffActor
let agent: StaffActor
let teamId: number
let held: number
let owned: number
let foreign: number

beforeAll(async () => {
  platform = await createTestPlatform()
  lead = await addStaff(platform.db, { role: 'lead' })
  teamId = await addTeam(platform.db, lead)
  agent = { ...(await addStaff(platform.db, { reach: 'team' })), teamIds: [teamId] }
})
beforeEach(async () => {
  const email = systemActor('email')
  const mail = mailOf('My phone is silent', { teamId, customerId: null })
  held = (await transact(platform.db, email, (tx) => receiveContact(tx, email, mail))).caseId
  owned = await addCase(platform.db, { teamId, owner: lead })
  foreign = await addCase(platform.db, { teamId: await addTeam(platform.db, lead), owner: lead })
})

const act = (caseIds: number[], what: object, actor = agent) =>
  transact(platform.db, actor, (tx) => actOnMany(tx, actor, bulkSchema.parse({ caseIds, act: what })))
const caseRow = (id: number) =>
  platform.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('acting on many cases', () => {
  test('does what can be done and tells the rest', async () => {
    const result = await act([foreign, owned, held, 999_999, held], { kind: 'take' })
    expect(result.done).toEqual([held])
    expect(result.refused).toMatchObject([
      {
        caseId: owned,
        code: 'cases.not-takeable',
        words: expect.stringContaining('taken this case already'),
      },
      { caseId: foreign, code: 'platform.not-found' },
      { caseId: 999_999, code: 'platform.not-found' },
    ])
    expect(await caseRow(held)).toMatchObject({ owner_id: agent.staffId, held_on_duty: false })
    expect(await caseRow(owned)).toMatchObject({ owner_id: lead.staffId, version: 1 })
  })

  test('tags without touching other tags, and only where something changes', async () => {
    await act([owned, held], { kind: 'tag', add: ['Billing', 'moving'] })
    await act([owned, held], { kind: 'tag', add: ['billing'], remove: ['moving'] })
    await act([owned, held], { kind: 'tag', add: ['billing'] })
    expect(await caseRow(owned)).toMatchObject({ tags: ['billing'], version: 3 })
  })

  test('closes with a reason, but not what is closed already', async () => {
    await act([owned], { kind: 'close', reason: 'spam' })
    const result = await act([owned, held], { kind: 'close', reason: 'spam' })
    expect(result).toMatchObject({
      done: [held],
      refused: [{ caseId: owned, code: 'cases.wrong-transition' }],
    })
    expect(await caseRow(held)).toMatchObject({ state: 'closed-without-solution', close_reason: 'spam' })
  })

  test('refuses a token that may not close', async () => {
    const token: StaffActor = { ...agent, scopes: ['cases.read', 'cases.write'] }
    await expect(act([owned], { kind: 'close', reason: 'spam' }, token)).rejects.toMatchObject({
      status: 403,
    })
    expect((await caseRow(owned)).state).toBe('open')
  })

  test('leaves nothing of a case that was refused in the middle', async () => {
    await platform.database.pool.query(`update cases set merged_into_id = $1, state = 'open' where id = $2`, [
      held,
      owned,
    ])
    const result = await act([owned, held], { kind: 'tag', add: ['x'] })
    expect(result).toMatchObject({ done: [held], refused: [{ caseId: owned, code: 'cases.already-merged' }] })
    expect((await caseRow(owned)).tags).toEqual([])
  })

  test('by two people at once never blocks', async () => {
    const results = await Promise.all([
      act([held, owned], { kind: 'tag', add: ['a'] }),
      act([owned, held], { kind: 'tag', add: ['b'] }),
    ])
    expect(results.map(({ done }) => done)).toEqual([
      [held, owned],
      [held, owned],
    ])
    expect([...(await caseRow(held)).tags].sort()).toEqual(['a', 'b'])
  })
})
