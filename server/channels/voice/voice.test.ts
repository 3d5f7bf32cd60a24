import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { everyRoute } from '../../../tests/factories/routes.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { casePageSchema, caseSchema, conversationSchema, storySchema } from '../../cases/contract.ts'
import { reportedCallsSchema } from './contract.ts'

const MINUTE = 60
const NUMBER = '+49 30 1234567'
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString()

let desk: CaseDesk
let telephone: Visitor
let ada: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(everyRoute)
  telephone = await withToken(desk, desk.ada, ['calls.report'])
  ada = await desk.at(desk.ada)
})

type Told = Record<string, unknown>
const report = async (...events: Told[]) => {
  const answer = await telephone.post('/call-events', { events })
  expect(answer.status).toBe(200)
  return answer.as(reportedCallsSchema).items
}

let made = 0
/** What a telephone system says of one call. */
const speaking =
  (callId: string) =>
  (minute: number, type: string, told: Told = {}) => ({
    ...{ eventId: `${callId}-${++made}`, callId, at: at(minute), type },
    ...told,
  })

/** A call that one person answered and that ended as told. */
const served = (
  callId: string,
  minute: number,
  reason: string,
  number = NUMBER,
  agent = 'Representative',
) => {
  const say = speaking(callId)
  return [
    say(minute, 'queued', { team: 'S', customerNumber: number }),
    say(minute + 1, 'answered', { agent }),
    say(minute + 5, 'ended', { reason }),
  ]
}

const conversation = async (caseId: number | null | undefined) =>
  (await ada.get(`/cases/${caseId}/conversation`)).as(conversationSchema).items
const callsOf = async (caseId: number | null | undefined) =>
  (await conversation(caseId)).filter((item) => item.type === 'contact')

describe('the telephone story, told by the telephone system', () => {
  const legs = [
    ...[
      [1, 'S', 0, 4, 8, 0, 'transferred'],
      [1, 'T', 12, 3, 7, 0, 'sent-elsewhere'],
    ],
    ...[
      [2, 'S', 30, 5, 6, 0, 'transferred'],
      [2, 'T', 41, 2, 5, 0, 'disconnected'],
    ],
    ...[
      [3, 'T', 52, 6, 9, 0, 'sent-elsewhere'],
      [4, 'S', 90, 3, 7, 0, 'sent-elsewhere'],
    ],
    ...[
      [5, 'T', 240, 5, 8, 0, 'sent-elsewhere'],
      [6, 'S', 300, 10, 20, 0, 'transferred'],
    ],
    [6, 'T', 330, 18, 70, 30, 'resolved'],
  ] as const
  const events = legs.flatMap(([call, team, starts, queue, handle, hold, end], index) => {
    const say = speaking(`story-${call}`)
    const agent = `Representative ${index + 1}`
    const answered = starts + queue
    const over = answered + handle
    return [
      ...(legs[index - 1]?.[0] === call ? [] : [say(starts, 'queued', { team, customerNumber: NUMBER })]),
      say(answered, 'answered', { agent, team }),
      ...(hold
        ? [say(answered + 10, 'held', { agent }), say(answered + 10 + hold, 'resumed', { agent })]
        : []),
      end === 'transferred'
        ? say(over, 'transferred', { agent, toTeam: legs[index + 1]?.[1] })
        : say(over, 'ended', { reason: end }),
      say(over + 2, 'wrapped-up', { agent }),
    ]
  })

  test('is one case with six calls, and its story counts what section 12 of the methods counts', async () => {
    for (const event of events) await report(event)
    const [told] = await report(events.at(-1) ?? {})
    const calls = await callsOf(told?.caseId)
    expect(calls.map((call) => call.legs.at(-1)?.howEnded)).toEqual([
      ...['sent-elsewhere', 'disconnected', 'sent-elsewhere', 'sent-elsewhere', 'sent-elsewhere', 'resolved'],
    ])
    for (const { id } of calls.flatMap((call) => call.legs).slice(1))
      await ada.post(`/cases/${told?.caseId}/repeats`, { legId: id })
    const { counts } = (await ada.get(`/cases/${told?.caseId}/story`)).as(storySchema)
    expect(counts).toMatchObject({
      ...{ contacts: 6, legs: 9, people: 9, teams: 2, path: [...'STSTSTST'] },
      ...{ agentHandOffs: 8, groupHandOffs: 7, pingPong: 6, returns: 6 },
      ...{ contactsWithTransfer: 3, disconnections: 1, reconnects: 1, repeats: 8 },
      ...{ queueSeconds: 56 * MINUTE, longestQueueSeconds: 18 * MINUTE, holdSeconds: 30 * MINUTE },
    })
  })

  test('told again and in any order it changes nothing', async () => {
    const cases = async () => (await ada.get('/cases?list=all')).as(casePageSchema).items.length
    const before = await cases()
    await report(...events.toReversed())
    expect(await cases()).toBe(before)
  })
})

test('a call that is going on is on no case yet; one event that comes twice counts once', async () => {
  const [queued, answered, ended] = served('going-on', 400, 'resolved', '+49 30 2222')
  expect(await report(queued ?? {}, answered ?? {})).toEqual([
    { callId: 'going-on', caseId: null, contactId: null },
  ])
  const [first] = await report(ended ?? {})
  expect(await report(ended ?? {}, queued ?? {})).toEqual([first])
  expect(await callsOf(first?.caseId)).toHaveLength(1)
})

test('whoever was cut off from the customer is called to ring them up', async () => {
  const email = `mia-${desk.mia.staffId}@calls.example`
  await desk.platform.db.updateTable('staff').set({ email }).where('id', '=', desk.mia.staffId).execute()
  const [cut] = await report(...served('cut-off', 500, 'disconnected', '+49 30 3333', email))
  const [call] = await callsOf(cut?.caseId)
  expect(call?.legs).toMatchObject([{ staffName: 'Mia' }])
  const mia = await desk.at(desk.mia)
  const needsMe = async () => (await mia.get('/cases?list=needs-me')).as(casePageSchema).items
  expect((await needsMe()).find(({ id }) => id === cut?.caseId)?.reason).toBe(
    'The line broke: please call the customer back',
  )
  const [solved] = await report(...served('rung-up', 510, 'resolved', '+49 30 3333', email))
  expect(solved?.caseId).toBe(cut?.caseId)
  expect((await needsMe()).some(({ id }) => id === cut?.caseId)).toBe(false)
})

test('what is told after the end corrects the call', async () => {
  const [told] = await report(...served('late', 600, 'ended', '+49 30 4444'))
  const say = speaking('late')
  await report(say(602, 'held'), say(603, 'resumed'), say(607, 'wrapped-up', { agent: 'Representative' }))
  expect((await callsOf(told?.caseId))[0]?.legs).toMatchObject([
    { talkSeconds: 3 * MINUTE, holdSeconds: MINUTE, afterCallSeconds: 2 * MINUTE },
  ])
})

test('a caller without a number opens a case of nobody, and a team that we have gets the call', async () => {
  const say = speaking('hidden')
  const team = await ada.get('/teams')
  const [mine] = (team.body as { items: { id: number; name: string }[] }).items.filter(
    ({ id }) => id === desk.otherTeamId,
  )
  const [told] = await report(
    say(700, 'queued', { team: mine?.name.toUpperCase(), customerNumber: 'anonymous' }),
    say(702, 'ended'),
  )
  const found = (await ada.get(`/cases/${told?.caseId}`)).as(caseSchema)
  expect(found).toMatchObject({ customer: null, team: { id: desk.otherTeamId } })
  expect((await callsOf(told?.caseId))[0]?.legs).toMatchObject([
    { staffName: 'Nobody', howEnded: 'abandoned', queueSeconds: 2 * MINUTE },
  ])
})

test('two systems may count their calls alike', async () => {
  const events = served('1', 800, 'resolved', '+49 30 5555')
  const [one] = await report(...events)
  const other = await telephone.post('/call-events', {
    system: 'other',
    events: events.map((event) => ({ ...event, customerNumber: undefined })),
  })
  expect(other.as(reportedCallsSchema).items[0]?.contactId).not.toBe(one?.contactId)
})

test('nobody but an administrator or their token reports calls, and what is not understood is named', async () => {
  expect((await (await desk.at(desk.mia)).post('/call-events', { events: [] })).status).toBe(403)
  const wrong = await telephone.post('/call-events', {
    events: [{ eventId: '1', callId: '1', at: at(0), type: 'exploded' }],
  })
  expect(wrong.status).toBe(400)
})
