import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { customerAt } from '../../tests/factories/customer-page.ts'
import { createEscalationDesk, type EscalationDesk } from '../../tests/factories/escalation-desk.ts'
import { startWorkers } from '../../tests/factories/workers.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { casePageSchema } from '../cases/contract.ts'
import { transact } from '../platform/db/transaction.ts'
import { systemActor } from '../platform/identity/actor.ts'
import { judge } from './actions/judge.ts'

let desk: EscalationDesk
let mia: Visitor
let lena: Visitor
let stop = async (): Promise<void> => undefined
/** Two real workers, as a desk with two machines has them. */
beforeAll(async () => {
  desk = await createEscalationDesk()
  mia = await desk.at(desk.mia)
  lena = await desk.at(desk.lena)
  stop = await startWorkers(desk.platform, 2)
}, 60_000)
afterAll(() => stop())
beforeEach(async () => {
  await desk.platform.database.pool.query('delete from guidelines')
})

const reasonFor = async (visitor: Visitor, caseId: number) =>
  (await visitor.get('/cases?list=needs-me&limit=200'))
    .as(casePageSchema)
    .items.find(({ id }) => id === caseId)?.reason
/** Milliseconds until Lena finds the case in her list because of a guideline. */
const untilCalled = async (caseId: number, words: RegExp): Promise<number> => {
  const before = performance.now()
  await vi.waitFor(async () => expect(await reasonFor(lena, caseId)).toMatch(words), {
    timeout: 15_000,
    interval: 50,
  })
  return performance.now() - before
}
const ownedByMia = async () => {
  const { caseId } = await desk.mail('Please change my phone')
  await mia.post(`/cases/${caseId}/owner`)
  return caseId
}

describe('within five seconds of what happened, Lena finds it in her list', () => {
  test('words of the customer', async () => {
    await desk.guideline({ kind: 'words', words: ['nobody'] })
    const caseId = await ownedByMia()
    await desk.mail('Nobody answers.', { caseId })
    expect(await untilCalled(caseId, /^The customer wrote “nobody”/)).toBeLessThan(5_000)
  })

  test('a hand-off', async () => {
    await desk.guideline({ kind: 'hand-offs', atLeast: 1, between: 'teams' })
    const caseId = await ownedByMia()
    await desk.handOver(caseId, desk.mia, desk.tom, desk.otherTeamId)
    const tom = await desk.at(desk.tom)
    const before = performance.now()
    await vi.waitFor(
      async () => expect(await reasonFor(tom, caseId)).toMatch(/^First hand-off between teams/),
      15_000,
    )
    expect(performance.now() - before).toBeLessThan(5_000)
  })

  test('a broken promise, from the second at which it was due', async () => {
    await desk.guideline({ kind: 'promise-broken' })
    const caseId = await ownedByMia()
    const dueAt = new Date(Date.now() + 1_500)
    const made = await mia.post(`/cases/${caseId}/promises`, {
      ...{ what: 'A call', dueAt: dueAt.toISOString() },
    })
    expect(made.status, made.text).toBe(201)
    await untilCalled(caseId, /^A promise was broken/)
    expect(Date.now() - +dueAt).toBeLessThan(5_000)
  })

  test('waiting for too long, from the second at which it was', async () => {
    await desk.guideline({ kind: 'waiting', minutes: 1 })
    const sentAt = new Date(Date.now() - 58_000)
    const { caseId } = await desk.mail('Hello?', { sentAt })
    expect(await reasonFor(lena, caseId)).not.toMatch(/waits for over/)
    await untilCalled(caseId, /^The customer waits for over 1 min/)
    const late = Date.now() - (+sentAt + 60_000)
    expect(late).toBeGreaterThanOrEqual(0)
    expect(late).toBeLessThan(5_000)
  })
})

describe('exactly once', () => {
  test('however many things happen at the same time', async () => {
    await desk.guideline({ kind: 'contacts', atLeast: 2 })
    await desk.guideline({ kind: 'words', words: ['nobody'] })
    const caseId = await ownedByMia()
    await Promise.all(Array.from({ length: 12 }, () => desk.mail('Nobody answers.', { caseId })))
    await vi.waitFor(async () => expect(await desk.escalationsOf(caseId)).toHaveLength(2), 30_000)
    await vi.waitFor(async () => {
      const { rows } = await desk.platform.database.pool.query(
        "select count(*)::int as left from graphile_worker.jobs where task_identifier ~ '^(journal.react$|on:)'",
      )
      expect(rows).toEqual([{ left: 0 }])
    }, 30_000)
    expect(await desk.escalationsOf(caseId)).toHaveLength(2)
    expect(await desk.eventsOf(caseId)).toEqual(['escalations.asked', 'escalations.asked'])
  }, 80_000)

  test('also without the lock of the case: the database refuses a second one', async () => {
    const guideline = await desk.guideline({ kind: 'words', words: ['never said'] })
    const caseId = await ownedByMia()
    const insert = () =>
      desk.platform.database.pool.query(
        `insert into escalations (case_id, guideline_id, condition, advice, happened_at, asked_id)
         values ($1, $2, '{"kind": "words"}', 'x', now(), $3)`,
        [caseId, guideline.id, desk.lena.staffId],
      )
    await insert()
    await expect(insert()).rejects.toThrow('escalations_case_id_guideline_id_key')
  })

  test('a judgement that failed half-way leaves nothing, and is made again', async () => {
    await desk.guideline({ kind: 'dissatisfied' })
    const caseId = await ownedByMia()
    const now = new Date()
    const judged = (then: () => void) =>
      transact(desk.platform.db, systemActor('test'), async (tx) => {
        await judge(tx, caseId, { kinds: ['dissatisfied'], at: now, messageId: null }, now)
        then()
      })
    await expect(
      judged(() => {
        throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    expect([await desk.escalationsOf(caseId), await desk.calledTo(caseId)]).toEqual([[], []])
    await judged(() => {})
    expect(await desk.escalationsOf(caseId)).toHaveLength(1)
  })
})

describe('a customer who asks for a manager on their page', () => {
  const ask = async (caseId: number, once: string) => {
    const ana = await customerAt(desk, 'ana@example.org')
    const answer = await ana.post(`/my/cases/${caseId}/manager`, { words: 'This takes too long.', once })
    expect(answer.goesTo).toBe(`/my/cases/${caseId}?told=manager`)
  }
  const asked = async (caseId: number, times: number) => {
    await vi.waitFor(async () => expect(await desk.escalationsOf(caseId)).toHaveLength(times), 15_000)
    return desk.escalationsOf(caseId)
  }
  const answer = async (id: number) =>
    expect(
      (await lena.post(`/escalations/${id}/answer`, { answer: 'took-on', words: 'I call her.' })).status,
    ).toBe(200)

  test('reaches the lead on duty without any guideline, and it can be answered', async () => {
    const caseId = await ownedByMia()
    await ask(caseId, 'manager-without-0001')
    const [found] = await asked(caseId, 1)
    expect(found).toMatchObject({ asked: { name: 'Lena' }, condition: { kind: 'manager-asked' }, advice: '' })
    expect(await reasonFor(lena, caseId)).toBe('The customer asks for a manager')
    await answer(found?.id ?? 0)
    expect(await desk.calledTo(caseId)).toEqual([])
  })

  test('reaches whom the guideline says, once for what is one ask', async () => {
    const more = { ask: { kind: 'person', staffId: desk.sam.staffId }, advice: 'Call today.' } as const
    await desk.guideline({ kind: 'manager-asked' }, more)
    const caseId = await ownedByMia()
    await ask(caseId, 'manager-guided-00001')
    await ask(caseId, 'manager-guided-00001')
    await ask(caseId, 'manager-guided-00002')
    const [found] = await asked(caseId, 1)
    expect(found).toMatchObject({ asked: { name: 'Sam' }, advice: 'Call today.' })
    expect(await desk.calledTo(caseId)).toEqual([
      { staffId: desk.sam.staffId, words: 'The customer asks for a manager. Call today.' },
    ])
  })

  test('and asks again after an answer reaches the lead again, though the guideline fired', async () => {
    await desk.guideline({ kind: 'manager-asked' })
    const caseId = await ownedByMia()
    await ask(caseId, 'manager-again-000001')
    const [first] = await asked(caseId, 1)
    await answer(first?.id ?? 0)
    await ask(caseId, 'manager-again-000001')
    await ask(caseId, 'manager-again-000002')
    const [, second] = await asked(caseId, 2)
    expect(second).toMatchObject({ asked: { name: 'Lena' }, answered: null })
  })
})
