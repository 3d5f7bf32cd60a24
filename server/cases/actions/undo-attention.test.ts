import { expect, test } from 'vitest'
import { createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { regroupingBy } from '../../../tests/factories/regrouping.ts'
import { regroupingSchema } from '../contract.ts'
import { routes } from '../routes.ts'

test('whoever was called to a merged case is called to it again when the merge is taken back', async () => {
  const desk = await createCaseDesk(routes)
  const mia = await desk.at(desk.mia)
  const by = regroupingBy(mia)
  const gone = await desk.mail('My phone is silent')
  const into = await desk.mail('Still no sound')
  const { pool } = desk.platform.database
  await pool.query('delete from attentions')
  await pool.query(`insert into attentions (staff_id, case_id, reason) values ($1, $2, 'mention')`, [
    desk.mia.staffId,
    gone.caseId,
  ])
  const calledTo = async () => (await pool.query<{ case_id: string }>('select case_id from attentions')).rows
  const { id } = (await by.merge(gone.caseId, into.caseId)).as(regroupingSchema)
  expect(await calledTo()).toEqual([{ case_id: String(into.caseId) }])
  expect((await mia.remove(`/regroupings/${id}`)).status).toBeLessThan(300)
  expect(await calledTo()).toEqual([{ case_id: String(gone.caseId) }])
})
