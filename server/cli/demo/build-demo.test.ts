import { beforeAll, describe, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { showStory } from '../../cases/index.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { buildDemo } from './build-demo.ts'
import { pdfOf, pictureOf } from './files.ts'
// The whole house, as the process has it: letters are carried by one of its rooms.
import '../../rooms.ts'

const now = new Date()
let platform: TestPlatform
const rows = async (text: string) => (await platform.database.pool.query(text)).rows
const count = async (from: string) => Number((await rows(`select count(*) as n from ${from}`))[0].n)

beforeAll(async () => {
  platform = await createTestPlatform()
  await buildDemo(platform, 'a long phrase for this test only', { now, everyday: 60 })
}, 240_000)

const actorOf = (staffId: number): StaffActor => ({
  ...{
    kind: 'staff',
    staffId,
    role: 'admin',
    reach: 'all',
    teamIds: [],
    sessionId: null,
    tokenId: null,
    scopes: null,
  },
})

describe('what stands open today', () => {
  const named = (of: string, need: string) =>
    rows(`select ${of} from cases join staff on staff.id = owner_id where need like '${need}%'`)

  test('promises: some to keep, each by the owner of its case, and sixty days of kept and broken ones', async () => {
    const open = await rows(`select what, staff.name, promises.due_at = cases.promise_due_at as next
      from promises join cases on cases.id = case_id join staff on staff.id = keeper_id
      where settled_how is null order by promises.due_at`)
    expect(open).toHaveLength(5)
    expect(open.every(({ next }) => next)).toBe(true)
    expect(open[0]).toMatchObject({ name: 'Kofi Mensah', what: expect.stringContaining('splice') })
    expect(
      await count(
        'promises join cases on cases.id = case_id where settled_how is null and keeper_id <> owner_id',
      ),
    ).toBe(0)
    const past = await rows(`select settled_at <= due_at as held, count(*)::int as n from promises
      where settled_how is not null and due_at < now() group by 1 order by 1 desc`)
    expect(past[0]).toMatchObject({ held: true })
    expect(past[0].n).toBeGreaterThan(4)
    expect(
      await count('promises where settled_how is not null and (fell_due_at is null or due_at > now())'),
    ).toBe(0)
    expect(
      await count(
        'promises join messages on messages.id = message_id where messages.case_id <> promises.case_id',
      ),
    ).toBe(0)
  })

  test('an offer that waits for Ruth, with all that she needs to know, while Ida answers for the case', async () => {
    const [offer] =
      await rows(`select state, to_id, need, feeling, answer_by > now() + interval '1 day' as patient
      from hand_offs`)
    expect(offer).toMatchObject({ state: 'offered', patient: true, need: expect.stringContaining('Utrecht') })
    expect(await named('name', 'Keep my number when I move to the Neth')).toEqual([{ name: 'Ida Lindqvist' }])
    const called = await rows(
      "select name from attentions join staff on staff.id = staff_id where reason = 'hand-off'",
    )
    expect(called).toEqual([{ name: 'Ruth Adeyemi' }])
  })

  test('two questions that only customers answer', async () => {
    const asked = await rows(`select customers.name, cases.state, outcome from solutions
      join cases on cases.id = case_id join customers on customers.id = solutions.customer_id order by 1`)
    expect(asked).toEqual([
      { name: 'Aidan Walsh', state: 'solution-proposed', outcome: null },
      { name: 'Lars Holmgren', state: 'solution-proposed', outcome: null },
    ])
  })
})

describe('how the company works', () => {
  test('each team has open hours; turns of duty follow one another, and outside them its lead answers', async () => {
    expect(await count('teams join calendars on calendars.id = calendar_id')).toBe(3)
    const turns = await rows(`select teams.name as team, staff.name as who, count(*)::int as days,
        min(from_minute) as begins, max(to_minute) as ends
      from duty_turns join teams on teams.id = team_id join staff on staff.id = staff_id
      group by 1, 2 order by 1, begins`)
    expect(turns).toEqual([
      { team: 'Customer service', who: 'Tomás Herrera', days: 5, begins: 480, ends: 780 },
      { team: 'Customer service', who: 'Ida Lindqvist', days: 5, begins: 780, ends: 1080 },
      { team: 'Technical support', who: 'Mei Tanaka', days: 5, begins: 480, ends: 960 },
    ])
    expect(await rows('select distinct time_zone from teams')).toEqual([{ time_zone: 'Europe/London' }])
  })

  test('somebody will be away, and who stands in is not away too', async () => {
    const [away, ...others] = await rows(`select a.name as who, b.name as for, starts_at > now() as ahead
      from absences join staff a on a.id = staff_id join staff b on b.id = stand_in_id`)
    expect(away).toEqual({ who: 'Amina Haddad', for: 'Ida Lindqvist', ahead: true })
    expect(others).toEqual([])
  })

  test('its clocks run for what is under way, by those hours, and for nothing that is over', async () => {
    const running = await rows(`select cases.state, clock_due_at is not null as due from clocks
      join cases on cases.id = case_id where stopped_at is null`)
    expect(running.length).toBeGreaterThan(10)
    for (const { state } of running)
      expect(['new', 'open', 'waiting-for-customer', 'solution-proposed']).toContain(state)
    const waiting = await rows(`select clock_due_kind as kind from cases
      where customer_waiting_since is not null and state in ('new', 'open')`)
    expect(waiting.length).toBeGreaterThan(5)
    for (const { kind } of waiting) expect(kind).not.toBeNull()
    expect(await count("clocks join cases on cases.id = case_id where cases.state = 'unconfirmed'")).toBe(0)
  })

  test('customers may wait so long, in technical support less than elsewhere', async () => {
    const targets = await rows(`select teams.name, first_response, next_response from clock_policies
      left join teams on teams.id = team_id where until_at is null order by teams.name nulls first`)
    expect(targets).toEqual([
      { name: null, first_response: 240, next_response: 480 },
      { name: 'Technical support', first_response: 60, next_response: 240 },
    ])
  })
})

describe('the demonstration company', () => {
  test('has eight people in three teams who can sign in, and everybody is accountable for something', async () => {
    expect(
      await count('staff join accounts on accounts.id = account_id where password_hash is not null'),
    ).toBe(8)
    expect(await rows('select name from teams order by id')).toEqual([
      { name: 'Customer service' },
      { name: 'Technical support' },
      { name: 'Billing & business' },
    ])
  })

  test('has cases on every channel and in every state of life', async () => {
    expect(await count('cases')).toBe(99)
    const channels = (await rows('select distinct channel from cases order by 1')).map(
      ({ channel }) => channel,
    )
    expect(channels).toEqual(['call', 'chat', 'email', 'form', 'visit'])
    const states = (await rows('select distinct state from cases')).map(({ state }) => state)
    for (const state of [
      'new',
      'open',
      'waiting-for-customer',
      'solved',
      'unconfirmed',
      'closed-without-solution',
    ])
      expect(states).toContain(state)
  })

  test('tells the phone story: six calls, nine legs, one line cut, two hours in the last', async () => {
    const calls = await rows(`
      select contacts.id, count(*)::int as legs, sum(queue_seconds + talk_seconds + hold_seconds)::int / 60 as minutes,
        bool_or(how_ended = 'disconnected') as cut
      from contacts join legs on legs.contact_id = contacts.id join cases on cases.id = contacts.case_id
      where need like 'Change one phone%' group by contacts.id order by contacts.id`)
    expect(calls.map(({ legs }) => legs)).toEqual([2, 2, 1, 1, 1, 2])
    expect(calls.map(({ minutes }) => minutes)).toEqual([22, 18, 15, 10, 13, 118])
    expect(calls.filter(({ cut }) => cut)).toHaveLength(1)
    const [{ id }] = await rows("select id from cases where need like 'Change one phone%'")
    const [grace] = await rows("select id from staff where email like 'grace@%'")
    const { counts, brief } = await showStory(platform.db, actorOf(grace.id), id)
    // The table of the methods handbook, section 12, in seconds.
    expect(counts).toMatchObject({
      ...{
        contacts: 6,
        legs: 9,
        people: 9,
        teams: 2,
        agentHandOffs: 8,
        groupHandOffs: 7,
        pingPong: 6,
        returns: 6,
      },
      ...{
        contactsWithTransfer: 3,
        disconnections: 1,
        reconnects: 1,
        repeats: 8,
        longestGapSeconds: 140 * 60,
      },
      ...{
        queueSeconds: 56 * 60,
        longestQueueSeconds: 18 * 60,
        holdSeconds: 30 * 60,
        waitingSeconds: 86 * 60,
      },
      ...{
        handleSeconds: 140 * 60,
        afterCallSeconds: 18 * 60,
        customerSeconds: 196 * 60,
        elapsedSeconds: 418 * 60,
      },
    })
    expect(brief.feeling.text).toContain('Worn out')
  })

  test('lies in the past as it is told, in the right order', async () => {
    for (const [table, column] of [
      ['messages', 'sent_at'],
      ['notes', 'created_at'],
      ['contacts', 'started_at'],
      ['cases', 'last_activity_at'],
    ])
      expect(await count(`${table} where ${column} > now()`), table).toBe(0)
    expect(await count('cases where created_at > last_activity_at')).toBe(0)
    expect(
      await count(
        'messages a join messages b on a.case_id = b.case_id and a.id < b.id and a.sent_at > b.sent_at',
      ),
    ).toBe(0)
  })

  test('lets nobody wait in a case that rests, and shows no answer as still on its way', async () => {
    expect(
      await count("cases where customer_waiting_since is not null and state not in ('new', 'open')"),
    ).toBe(0)
    // But for the two questions of today, which really go out.
    expect(await count("messages where author_kind = 'staff' and delivery <> 'sent'")).toBe(2)
  })

  test('lives through sixty days by the mail path and by calls, each told at its own time and recorded now', async () => {
    const mails = await rows(
      "select state, received_at from raw_mails where arrived_by = 'import' order by received_at",
    )
    expect(mails.length).toBeGreaterThan(50)
    expect(mails.every(({ state }) => state === 'placed')).toBe(true)
    expect(now.getTime() - mails[0].received_at.getTime()).toBeGreaterThan(20 * 24 * 3_600_000)
    // Answers of customers joined the case they belong to, and nobody is left in line to be read.
    expect(await count('cases where message_count > 2')).toBeGreaterThan(5)
    expect(await count("graphile_worker.jobs where task_identifier = 'email.receive'")).toBe(0)
    const told =
      "journal where type in ('cases.received', 'cases.message-in', 'cases.message-out', 'cases.taken')"
    expect(await count(`${told} and time > now()`)).toBe(0)
    expect(await count(`${told} and recorded_at < now() - interval '1 hour'`)).toBe(0)
    expect(await count('legs')).toBeGreaterThan(12)
    expect(await count('cases where organisation_id is not null')).toBeGreaterThan(10)
  })

  test('leaves the journal append-only', async () => {
    await expect(platform.database.pool.query('delete from journal')).rejects.toThrow('append-only')
  })
})

test('its files are what they say', () => {
  expect(pdfOf(['Hello']).subarray(0, 8).toString()).toBe('%PDF-1.4')
  expect(pictureOf(4, 4).subarray(1, 4).toString()).toBe('PNG')
})
