import { afterAll, beforeAll, expect, test } from 'vitest'
import { regroupingSchema } from '../server/cases/contract.ts'
import { connect } from '../server/platform/db/pool.ts'
import { startWorker } from '../server/platform/jobs/worker.ts'
import { registerReactions } from '../server/platform/journal/reactions.ts'
import { rooms } from '../server/rooms.ts'
import { createEscalationDesk, type EscalationDesk } from './factories/escalation-desk.ts'
import { scaleOf } from './harness/scale.ts'
import type { Visitor } from './harness/visitor.ts'

const ROUNDS = scaleOf('ROUNDS', 5)

let desk: EscalationDesk
let mia: Visitor
const stops: (() => Promise<unknown>)[] = []
/** Two real workers that run what every room does about a merge, while people go on. */
beforeAll(async () => {
  desk = await createEscalationDesk()
  mia = await desk.at(desk.mia)
  await desk.platform.database.pool.query('update guidelines set is_on = true')
  const reactions = rooms.flatMap((room) => room.reactions)
  registerReactions(reactions)
  const jobs = [...rooms.flatMap((room) => room.jobs), ...reactions.map(({ job }) => job)]
  for (let worker = 0; worker < 2; worker += 1) {
    const connection = connect(desk.platform.database.url, 4, 'worker')
    const stop = await startWorker(desk.platform, connection.pool, jobs)
    stops.push(stop, () => connection.close())
  }
}, 60_000)
afterAll(async () => {
  for (const stop of stops) await stop()
  registerReactions([])
})

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
