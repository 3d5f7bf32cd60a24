import { afterAll, beforeAll, expect, test } from 'vitest'
import { regroupingSchema } from '../server/cases/contract.ts'
import { createEscalationDesk, type EscalationDesk } from './factories/escalation-desk.ts'
import { startWorkers } from './factories/workers.ts'
import { scaleOf } from './harness/scale.ts'
import type { Visitor } from './harness/visitor.ts'

const ROUNDS = scaleOf('ROUNDS', 5)

let desk: EscalationDesk
let mia: Visitor
let stop = async (): Promise<void> => undefined
/** Two real workers that run what every room does about a merge, while people go on. */
beforeAll(async () => {
  desk = await createEscalationDesk()
  mia = await desk.at(desk.mia)
  await desk.platform.database.pool.query('update guidelines set is_on = true')
  stop = await startWorkers(desk.platform, 2)
}, 60_000)
afterAll(() => stop())

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
test('cases that become one and two again while every room hears of it refuse nobody', {
  timeout: 60_000,
}, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const into = await desk.mail('My refund is pending')
    await mia.post(`/cases/${into.caseId}/owner`)
    const from = await desk.mail('Still nothing')
    await mia.post(`/cases/${from.caseId}/notes`, { text: 'Third time this week' })
    await pause(round * 70)
    const merged = await mia.post(`/cases/${from.caseId}/merge`, { intoCaseId: into.caseId })
    expect(merged.status).toBe(201)
    await pause((round * 53) % 200)
    const { id } = merged.as(regroupingSchema)
    expect((await mia.remove(`/regroupings/${id}`)).status).toBe(200)
  }
})
