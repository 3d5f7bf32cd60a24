import { beforeAll, describe, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { showStory } from '../../cases/index.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { buildDemo } from './build-demo.ts'
import { pdfOf, pictureOf } from './files.ts'

const now = new Date('2026-03-02T12:00:00Z')
let platform: TestPlatform
const rows = async (text: string) => (await platform.database.pool.query(text)).rows
const count = async (from: string) => Number((await rows(`select count(*) as n from ${from}`))[0].n)

beforeAll(async () => {
  platform = await createTestPlatform()
  await buildDemo(platform, 'a long phrase for this test only', { now, everyday: 60 })
}, 90_000)

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
    const moment = `'${now.toISOString()}'`
    for (const [table, column] of [
      ['messages', 'sent_at'],
      ['notes', 'created_at'],
      ['contacts', 'started_at'],
      ['cases', 'last_activity_at'],
    ])
      expect(await count(`${table} where ${column} > ${moment}`), table).toBe(0)
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
    expect(await count("messages where author_kind = 'staff' and delivery <> 'sent'")).toBe(0)
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
    expect(await count(`${told} and time > '${now.toISOString()}'`)).toBe(0)
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
