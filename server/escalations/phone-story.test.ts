import { beforeAll, describe, expect, test } from 'vitest'
import { createEscalationDesk, type EscalationDesk } from '../../tests/factories/escalation-desk.ts'
import { withToken } from '../../tests/harness/signed-in.ts'
import { caseSchema } from '../cases/contract.ts'
import type { NewGuideline } from './contract.ts'

/** methods.md section 12: legs of each call as department, queue begins, queue, handle; minutes after 09:00. */
const calls = [
  'S 0 4 8, T 12 3 7',
  'S 30 5 6, T 41 2 5',
  'T 52 6 9',
  'S 90 3 7',
  'T 240 5 8',
  'S 300 10 20, T 330 18 70',
].map((call) => call.split(', ').map((leg) => leg.split(' ')))

const day = Date.UTC(2026, 10, 20, 9)
const at = (minute: number) => new Date(day + minute * 60_000).toISOString()
const contactOf = (call: number) => {
  const own = calls[call - 1] ?? []
  return {
    ...{ channel: 'call', externalId: `story-${call}`, startedAt: at(Number(own[0]?.[1])) },
    summary: 'Change one phone on the plan to another model.',
    legs: own.map(([teamName = '', starts, queue, handle], leg) => ({
      ...{ staffName: `Representative ${call}.${leg}`, teamName, startedAt: at(Number(starts)) },
      ...{ queueSeconds: Number(queue) * 60, talkSeconds: Number(handle) * 60 },
      howEnded: call === 6 && leg === 1 ? 'resolved' : 'transferred',
    })),
  }
}

/** The three that a new desk has on. */
const handbook: NewGuideline['condition'][] = [
  { kind: 'hand-offs', atLeast: 2, between: 'teams' },
  { kind: 'ping-pong', between: 'teams' },
  { kind: 'contacts', atLeast: 3 },
]

let desk: EscalationDesk
let caseId: number
/** What had fired after each call, as the telephone system reported it. */
const firedAfter: string[][] = []
beforeAll(async () => {
  desk = await createEscalationDesk()
  for (const condition of handbook) await desk.guideline(condition)
  await desk.platform.database.pool.query('update guidelines set since = $1 where is_on', [at(0)])
  const telephone = await withToken(desk, desk.mia, ['cases.read', 'cases.write'])
  const need = 'Change one phone on the plan to another model'
  const made = { need, teamId: desk.teamId, customerId: desk.customerId, contact: contactOf(1) }
  caseId = (await telephone.post('/cases', made)).as(caseSchema).id
  for (const call of [1, 2, 3, 4, 5, 6]) {
    if (call > 1)
      expect((await telephone.post(`/cases/${caseId}/contacts`, contactOf(call))).status).toBe(201)
    await desk.react()
    firedAfter.push((await desk.escalationsOf(caseId)).map(({ condition }) => condition.kind))
  }
})

describe('the telephone story, with the guidelines of the handbook', () => {
  test('somebody is asked on the second and on the third of its six calls, and never again', () => {
    const both = ['hand-offs', 'ping-pong']
    const all = [...both, 'contacts']
    expect(firedAfter).toEqual([[], both, all, all, all, all])
  })

  test('second hand-off and back and forth after 35 minutes, third contact after 52', async () => {
    const fired = await desk.escalationsOf(caseId)
    const minutes = fired.map(({ condition, happenedAt }) => [
      condition.kind,
      (Date.parse(happenedAt) - day) / 60_000,
    ])
    expect(Object.fromEntries(minutes)).toEqual({ 'hand-offs': 35, 'ping-pong': 35, contacts: 52 })
  })

  test('the lead on duty is asked, and everybody who sees the case reads that nobody has answered', async () => {
    expect((await desk.calledTo(caseId)).map(({ staffId }) => staffId)).toEqual([desk.lena.staffId])
    const seen = await desk.escalationsOf(caseId, await desk.at(desk.mia))
    expect(seen.map(({ asked, answered, may }) => [asked.name, answered, may.answer])).toEqual(
      Array(3).fill(['Lena', null, false]),
    )
  })
})
