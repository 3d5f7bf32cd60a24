import { beforeAll, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { type Tx, transact } from '../../platform/db/transaction.ts'
import { caseSchema } from '../contract.ts'
import { routes } from '../routes.ts'
import { setClockDue, setPromiseDue } from './next-due.ts'

let desk: CaseDesk
beforeAll(async () => {
  desk = await createCaseDesk(routes)
})

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour))

test('a case shows what is due first: a promise or a clock, and nothing when neither runs', async () => {
  const { caseId } = await desk.mail('When will it be done?')
  const due = async (change: (tx: Tx) => Promise<void>) => {
    await transact(desk.platform.db, desk.ada, change)
    const found = (await (await desk.at(desk.mia)).get(`/cases/${caseId}`)).as(caseSchema)
    return [found.nextDueAt, found.nextDueKind]
  }
  expect(await due(async () => {})).toEqual([null, null])
  const clock = { at: at(12), kind: 'next-response' } as const
  expect(await due((tx) => setClockDue(tx, caseId, clock))).toEqual([at(12).toISOString(), 'next-response'])
  expect(await due((tx) => setPromiseDue(tx, caseId, at(14)))).toEqual([
    at(12).toISOString(),
    'next-response',
  ])
  expect(await due((tx) => setPromiseDue(tx, caseId, at(10)))).toEqual([at(10).toISOString(), 'promise'])
  expect(await due((tx) => setClockDue(tx, caseId, null))).toEqual([at(10).toISOString(), 'promise'])
  expect(await due((tx) => setPromiseDue(tx, caseId, null))).toEqual([null, null])
})
