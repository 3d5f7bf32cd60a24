import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { regroupingSchema } from '../contract.ts'
import { routes } from '../routes.ts'
import { unsafeLockCase } from './unsafe-lock.ts'

let desk: CaseDesk
let mia: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
})
const lockedFor = (caseId: number) =>
  transact(desk.platform.db, systemActor('test'), async (tx) => (await unsafeLockCase(tx, caseId)).id)
const merge = async (caseId: number, intoCaseId: number) =>
  (await mia.post(`/cases/${caseId}/merge`, { intoCaseId })).as(regroupingSchema).id
const newCase = async () => (await desk.mail('Hello')).caseId

describe('locking a case, whoever asks', () => {
  test('finds it where it lives on after merges, and at home again when they are taken back', async () => {
    const [first, second, third] = [await newCase(), await newCase(), await newCase()]
    expect(await lockedFor(first)).toBe(first)
    await merge(first, second)
    const last = await merge(second, third)
    expect(await lockedFor(first)).toBe(third)
    expect((await mia.remove(`/regroupings/${last}`)).status).toBe(200)
    expect(await lockedFor(first)).toBe(second)
  })

  test('waits for who holds it, and follows it when they merged it meanwhile', async () => {
    const [from, into] = [await newCase(), await newCase()]
    const { pool } = desk.platform.database
    const holder = await pool.connect()
    await holder.query('begin')
    await holder.query('select from cases where id = $1 for no key update', [from])
    const waiting = lockedFor(from)
    await holder.query('update cases set merged_into_id = $2 where id = $1', [from, into])
    await holder.query('commit')
    holder.release()
    expect(await waiting).toBe(into)
  })

  test('fails for a case that does not exist', async () => {
    await expect(lockedFor(987_654)).rejects.toThrow('there is no case 987654')
  })
})
