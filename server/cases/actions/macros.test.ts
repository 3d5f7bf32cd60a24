import { beforeAll, describe, expect, test } from 'vitest'
import { addCase, addCustomer, addStaff, addTeam } from '../../../tests/factories/desk.ts'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { type Tx, transact } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { newMacroSchema } from '../contract.ts'
import { listMacros } from '../queries/macros.ts'
import { addMacro } from './add-macro.ts'
import { changeMacro } from './change-macro.ts'
import { retireMacro } from './retire-macro.ts'
import { useMacro } from './use-macro.ts'

let platform: TestPlatform
let lead: StaffActor
let agent: StaffActor
let teamId: number
let otherTeamId: number
let caseId: number

beforeAll(async () => {
  platform = await createTestPlatform()
  lead = await addStaff(platform.db, { name: 'Lena Lead', role: 'lead' })
  teamId = await addTeam(platform.db, lead)
  otherTeamId = await addTeam(platform.db, lead)
  agent = { ...(await addStaff(platform.db, { name: 'Ida Berg', reach: 'team' })), teamIds: [teamId] }
  const customerId = await addCustomer(platform.db, 'Lopez, Maria')
  caseId = await addCase(platform.db, { teamId, owner: lead, customerId, need: 'See {{agent.name}}' })
})

const run = <R>(work: (tx: Tx) => Promise<R>) => transact(platform.db, lead, work)
const add = (macro: { title: string; body: string; teamId?: number; addTags?: string[] }) =>
  run((tx) => addMacro(tx, lead, newMacroSchema.parse(macro)))
const titles = async (actor: StaffActor) =>
  (await listMacros(platform.db, actor)).items.map(({ title }) => title)

describe('macros', () => {
  test('fill with what the case knows, without reading it again', async () => {
    const { id } = await add({
      title: 'Greeting',
      body: 'Dear {{customer.first_name}}, {{case.need}} ({{organisation.name}}, {{x}})',
      addTags: ['Greeted'],
    })
    expect(await useMacro(platform.db, agent, caseId, id)).toEqual({
      text: 'Dear Maria, See {{agent.name}} ({{organisation.name}}, {{x}})',
      addTags: ['greeted'],
    })
  })

  test('of another team are neither seen nor used', async () => {
    await add({ title: 'Ours', body: 'x', teamId })
    const { id } = await add({ title: 'Theirs', body: 'x', teamId: otherTeamId })
    expect(await titles(agent)).toEqual(['Greeting', 'Ours'])
    expect(await titles(lead)).toEqual(['Greeting', 'Ours', 'Theirs'])
    await expect(useMacro(platform.db, agent, caseId, id)).rejects.toMatchObject({ status: 404 })
  })

  test('cannot be used on a case that one may not see', async () => {
    const { id } = await add({ title: 'Peek', body: '{{case.need}}' })
    const stranger: StaffActor = { ...agent, teamIds: [otherTeamId] }
    await expect(useMacro(platform.db, stranger, caseId, id)).rejects.toMatchObject({
      code: 'platform.not-found',
    })
  })

  test('change only in their newest version, and only what was said', async () => {
    const macro = await add({ title: 'Bye', body: 'Goodbye', addTags: ['done'] })
    const change = (version: number | null) =>
      run((tx) => changeMacro(tx, lead, macro.id, version, { body: 'See you' }))
    await expect(change(null)).rejects.toMatchObject({ status: 428 })
    expect(await change(1)).toMatchObject({ title: 'Bye', body: 'See you', addTags: ['done'], version: 2 })
    await expect(change(1)).rejects.toMatchObject({ status: 412, extra: { current: { body: 'See you' } } })
  })

  test('need a team that exists', async () => {
    await expect(add({ title: 'Lost', body: 'x', teamId: 999_999 })).rejects.toMatchObject({ status: 400 })
  })

  test('that were retired are gone for everybody', async () => {
    const { id } = await add({ title: 'Old', body: 'x' })
    await run((tx) => retireMacro(tx, lead, id))
    expect(await titles(lead)).not.toContain('Old')
    await expect(useMacro(platform.db, agent, caseId, id)).rejects.toMatchObject({ status: 404 })
    await expect(run((tx) => retireMacro(tx, lead, id))).rejects.toMatchObject({ status: 404 })
  })

  test('are announced when they change', async () => {
    const { rows } = await platform.database.pool.query(
      "select count(*) as n from journal where type = 'cases.macro-changed'",
    )
    expect(Number(rows[0].n)).toBeGreaterThan(5)
  })
})
