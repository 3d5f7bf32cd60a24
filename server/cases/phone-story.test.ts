import { beforeAll, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../tests/factories/case-desk.ts'
import { withToken } from '../../tests/harness/signed-in.ts'
import { caseSchema, conversationSchema, storySchema } from './contract.ts'
import { routes } from './routes.ts'

/**
 * The story this desk exists for: one phone on a plan, six calls, nine representatives, two departments. Entered
 * by the API as a telephone system would, then counted from contacts and legs. Minutes after 09:00.
 */
const story = `
  leg  call  dept  queue-starts  queue  handle  hold  end
  1    1     S     0             4      8       0     transferred
  2    1     T     12            3      7       0     sent-elsewhere
  3    2     S     30            5      6       0     transferred
  4    2     T     41            2      5       0     disconnected
  5    3     T     52            6      9       0     sent-elsewhere
  6    4     S     90            3      7       0     sent-elsewhere
  7    5     T     240           5      8       0     sent-elsewhere
  8    6     S     300           10     20      0     transferred
  9    6     T     330           18     70      30    resolved`

const legs = story
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [leg, call, dept = '', starts, queue, handle, hold, end = ''] = line.trim().split(/\s+/)
    const numbers = { leg, call, starts, queue, handle, hold }
    const counted = Object.fromEntries(Object.entries(numbers).map(([name, text]) => [name, Number(text)]))
    return { dept, end, ...(counted as Record<keyof typeof numbers, number>) }
  })

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString()
const MINUTE = 60

const contactOf = (call: number) => {
  const own = legs.filter((leg) => leg.call === call)
  const [first, last] = [own[0], own.at(-1)]
  if (!first || !last) throw new Error(`the story has no call ${call}`)
  return {
    channel: 'call',
    externalId: `story-${call}`,
    startedAt: at(first.starts),
    endedAt: at(last.starts + last.queue + last.handle),
    summary: 'Change one phone on the plan to another model.',
    legs: own.map(({ leg, dept, starts, queue, handle, hold, end }) => ({
      staffName: `Representative ${leg}`,
      teamName: dept,
      startedAt: at(starts),
      queueSeconds: queue * MINUTE,
      talkSeconds: (handle - hold) * MINUTE,
      holdSeconds: hold * MINUTE,
      afterCallSeconds: 2 * MINUTE,
      howEnded: end,
    })),
  }
}

let desk: CaseDesk
let caseId: number
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  const telephone = await withToken(desk, desk.mia, ['cases.read', 'cases.write'])
  const need = 'Change one phone on the plan to another model'
  const made = { need, teamId: desk.teamId, customerId: desk.customerId, contact: contactOf(1) }
  caseId = (await telephone.post('/cases', made)).as(caseSchema).id
  for (const call of [2, 3, 4, 5, 6]) {
    const answer = await telephone.post(`/cases/${caseId}/contacts`, contactOf(call))
    expect(answer.status).toBe(201)
  }
})

const first = async (sql: string): Promise<Record<string, unknown>> => {
  const { rows } = await desk.platform.database.pool.query(sql, [caseId])
  return Object.fromEntries(Object.entries(rows[0]).map(([name, value]) => [name, Number(value)]))
}

test('contacts, legs and people', async () => {
  expect(
    await first(`select count(distinct contacts.id) as contacts, count(*) as legs,
      count(distinct staff_name) as agents, count(distinct staff_name) - 1 as agent_hand_offs,
      count(distinct team_name) as groups,
      count(*) filter (where how_ended = 'disconnected') as disconnected,
      count(distinct contacts.id) filter (where how_ended = 'transferred') as contacts_with_a_transfer
      from contacts join legs on legs.contact_id = contacts.id where case_id = $1`),
  ).toEqual({
    contacts: 6,
    legs: 9,
    agents: 9,
    agent_hand_offs: 8,
    groups: 2,
    disconnected: 1,
    contacts_with_a_transfer: 3,
  })
})

test('minutes of waiting and of work', async () => {
  expect(
    await first(`select sum(queue_seconds) / 60 as queue, max(queue_seconds) / 60 as longest_queue,
      sum(queue_seconds) / count(*) as asa_seconds, sum(hold_seconds) / 60 as hold,
      sum(talk_seconds + hold_seconds) / 60 as handle,
      sum(talk_seconds + hold_seconds + after_call_seconds) / 60 as labour
      from contacts join legs on legs.contact_id = contacts.id where case_id = $1`),
  ).toEqual({ queue: 56, longest_queue: 18, asa_seconds: 373, hold: 30, handle: 140, labour: 158 })
})

test("the customer's time: active, between calls, and from first try to the end", async () => {
  expect(
    await first(`select sum(extract(epoch from ended_at - started_at)) / 60 as active,
      extract(epoch from max(ended_at) - min(started_at)) / 60 as elapsed,
      max(extract(epoch from started_at - before)) / 60 as longest_gap
      from (select *, lag(ended_at) over (order by started_at) as before from contacts where case_id = $1) as calls`),
  ).toEqual({ active: 196, elapsed: 418, longest_gap: 140 })
})

test('changes of department, and how often back to the one before the last', async () => {
  expect(
    await first(`with served as (
        select team_name, row_number() over (order by legs.started_at) as place
        from contacts join legs on legs.contact_id = contacts.id where case_id = $1),
      changes as (
        select team_name, place from (select *, lag(team_name) over (order by place) as before from served) as s
        where before is distinct from team_name),
      paths as (select team_name, lag(team_name, 2) over (order by place) as two_before from changes)
    select count(*) - 1 as group_hand_offs, count(*) filter (where two_before = team_name) as ping_pong from paths`),
  ).toEqual({ group_hand_offs: 7, ping_pong: 6 })
})

test('five times the customer was left waiting; the last call helped, and only the customer will say solved', async () => {
  const visitor = await desk.at(desk.mia)
  const found = (await visitor.get(`/cases/${caseId}`)).as(caseSchema)
  expect(found).toMatchObject({ state: 'open', customerWaitingSince: null, owner: { id: desk.lena.staffId } })
  const { items } = (await visitor.get(`/cases/${caseId}/conversation`)).as(conversationSchema)
  const calls = items.filter((item) => item.type === 'contact')
  expect(calls.map(({ legs }) => legs.at(-1)?.howEnded)).toEqual([
    'sent-elsewhere',
    'disconnected',
    'sent-elsewhere',
    'sent-elsewhere',
    'sent-elsewhere',
    'resolved',
  ])
})

/** Section 12 of the methods handbook, as far as it is counted from the record; times in minutes. */
test('the story tells all of it', async () => {
  const mia = await desk.at(desk.mia)
  const { items } = (await mia.get(`/cases/${caseId}/conversation`)).as(conversationSchema)
  const served = items.flatMap((item) => (item.type === 'contact' ? item.legs : []))
  // Asked nine times what it was about: all but the first were told again.
  for (const { id } of served.slice(1)) await mia.post(`/cases/${caseId}/repeats`, { legId: id })
  const { counts, brief } = (await mia.get(`/cases/${caseId}/story`)).as(storySchema)
  expect(brief.firstWords).toBe('Change one phone on the plan to another model.')
  expect(counts).toEqual({
    ...{ contacts: 6, legs: 9, people: 9, teams: 2 },
    path: [...'STSTSTST'],
    ...{ agentHandOffs: 8, groupHandOffs: 7, pingPong: 6, returns: 6 },
    ...{ contactsWithTransfer: 3, disconnections: 1, reconnects: 1, repeats: 8 },
    ...{ queueSeconds: 56 * MINUTE, longestQueueSeconds: 18 * MINUTE, holdSeconds: 30 * MINUTE },
    ...{ waitingSeconds: 86 * MINUTE, handleSeconds: 140 * MINUTE, afterCallSeconds: 18 * MINUTE },
    ...{ customerSeconds: 196 * MINUTE, longestGapSeconds: 140 * MINUTE, elapsedSeconds: 418 * MINUTE },
    ...{ longestSilenceSeconds: 0, firstAt: at(0), readFirst: { of: 8, read: 0 } },
  })
})
