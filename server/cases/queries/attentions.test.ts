import { beforeAll, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { transact } from '../../platform/db/transaction.ts'
import type { AttentionReason } from '../contract.ts'
import { routes } from '../routes.ts'
import { callAttention, clearAttention, settleAttention } from './attentions.ts'

let desk: CaseDesk
beforeAll(async () => {
  desk = await createCaseDesk(routes)
})

const call = async (reasons: readonly AttentionReason[]) => {
  const { caseId } = await desk.mail('Somebody is needed')
  const [mia, sam] = [desk.mia.staffId, desk.sam.staffId]
  await transact(desk.platform.db, desk.ada, async (tx) => {
    for (const reason of reasons) await callAttention(tx, caseId, [mia, sam, mia], reason)
  })
  return { caseId, mia, sam }
}
const standing = async (caseId: number) => {
  const rows = await desk.platform.db
    .selectFrom('attentions')
    .select(['staff_id', 'reason'])
    .where('case_id', '=', caseId)
    .orderBy('staff_id')
    .orderBy('reason')
    .execute()
  return rows.map(({ staff_id, reason }) => `${staff_id} ${reason}`)
}

test('a look settles what only wanted to be seen; what wants an answer stays until it has one', async () => {
  const { caseId, mia, sam } = await call(['mention', 'hand-off', 'promise'])
  await transact(desk.platform.db, desk.ada, (tx) => clearAttention(tx, caseId, mia))
  const ofSam = [`${sam} hand-off`, `${sam} mention`, `${sam} promise`]
  expect(await standing(caseId)).toEqual([`${mia} hand-off`, `${mia} promise`, ...ofSam].sort())
})

test('an answer settles its own reason, for the people it concerns or for everybody', async () => {
  const { caseId, mia, sam } = await call(['consult', 'promise'])
  await transact(desk.platform.db, desk.ada, (tx) => settleAttention(tx, caseId, 'consult', [mia]))
  expect(await standing(caseId)).toEqual([`${mia} promise`, `${sam} consult`, `${sam} promise`].sort())
  await transact(desk.platform.db, desk.ada, (tx) => settleAttention(tx, caseId, 'promise'))
  expect(await standing(caseId)).toEqual([`${sam} consult`])
  await transact(desk.platform.db, desk.ada, (tx) => settleAttention(tx, caseId, 'consult', []))
  expect(await standing(caseId)).toEqual([`${sam} consult`])
})
