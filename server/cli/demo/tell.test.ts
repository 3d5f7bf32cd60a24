import { beforeAll, describe, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { type Cast, castCompany } from './people.ts'
import type { Story } from './story.ts'
import { tell } from './tell.ts'

const now = new Date('2026-03-02T12:00:00Z')
let platform: TestPlatform
let cast: Cast
let made = 0

beforeAll(async () => {
  platform = await createTestPlatform()
  cast = await castCompany(platform, 'a long phrase for this test only')
}, 90_000)

const story = (steps: Story['steps'], details: Partial<Story> = {}): Story => ({
  ...{ customer: 'daniel', team: 'service', channel: 'email', need: `Need ${++made}`, steps },
  ...details,
})
const told = async (one: Story) => {
  await tell({ platform, cast, now, story: one })
  return rowOf(one)
}
const rowOf = (one: Story) =>
  platform.db.selectFrom('cases').selectAll().where('need', '=', one.need).executeTakeFirstOrThrow()
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const of = (table: 'messages' | 'notes' | 'facts', caseId: number) =>
  platform.db.selectFrom(table).selectAll().where('case_id', '=', caseId).orderBy('id').execute()

describe('a story that is told', () => {
  test('happened when it says: case, words and journal', async () => {
    const row = await told(
      story([
        { at: '3h', says: 'Please help me.' },
        { at: '2h', by: 'ida', takes: true },
        { at: '1h', by: 'ida', answers: 'I will.' },
      ]),
    )
    expect(row).toMatchObject({
      ...{ created_at: ago(3), last_activity_at: ago(1), state: 'waiting-for-customer' },
      ...{ owner_id: cast.staff.get('ida')?.staffId, held_on_duty: false, customer_waiting_since: null },
    })
    expect(await of('messages', row.id)).toMatchObject([
      { sent_at: ago(3), author_kind: 'customer', delivery: null },
      { sent_at: ago(1), author_kind: 'staff', delivery: 'sent', before_sending: null },
    ])
    const events = await platform.db
      .selectFrom('journal')
      .select(['type', 'time'])
      .where('case_id', '=', row.id)
      .where('type', 'in', ['cases.received', 'cases.taken', 'cases.message-out'])
      .orderBy('seq')
      .execute()
    expect(events).toEqual([
      { type: 'cases.received', time: ago(3) },
      { type: 'cases.taken', time: ago(2) },
      { type: 'cases.message-out', time: ago(1) },
    ])
  })

  test('touches nothing that was told before', async () => {
    const first = await told(story([{ at: '5h', says: 'First' }]))
    const before = await of('messages', first.id)
    await told(story([{ at: '1h', says: 'Second' }]))
    expect(await of('messages', first.id)).toEqual(before)
    expect(await platform.db.selectFrom('cases').selectAll().where('id', '=', first.id).execute()).toEqual([
      first,
    ])
  })

  test('keeps facts, notes with mentions, and files that can be opened', async () => {
    const row = await told(
      story([
        { at: '4h', says: 'See the photo.', file: 'photo' },
        { at: '3h', by: 'mei', keeps: [['wish', 'A new cable']] },
        { at: '2h', by: 'mei', notes: 'Look at this, @Kofi.', mentions: ['kofi'] },
      ]),
    )
    expect(await of('facts', row.id)).toMatchObject([{ text: 'A new cable', added_at: ago(3) }])
    expect(await of('notes', row.id)).toMatchObject([{ created_at: ago(2) }])
    const called = await platform.db
      .selectFrom('attentions')
      .select('staff_id')
      .where('case_id', '=', row.id)
      .where('reason', '=', 'mention')
      .execute()
    expect(called).toEqual([{ staff_id: cast.staff.get('kofi')?.staffId }])
    const [file] = await platform.db
      .selectFrom('attachments')
      .select(['name', 'file_key as key'])
      .where('case_id', '=', row.id)
      .execute()
    expect(file?.name).toBe('photo.png')
    expect((await platform.files.get(file?.key ?? '')).subarray(1, 4).toString()).toBe('PNG')
  })

  test('ends as it ended, and nobody waits in it any more', async () => {
    const spam = await told(
      story([
        { at: '3h', says: 'Buy now!' },
        { at: '2h', by: 'tomas', closes: 'spam' },
      ]),
    )
    expect(spam).toMatchObject({ state: 'closed-without-solution', close_reason: 'spam' })
    const rested = await told(
      story([
        { at: '3h', says: 'Thank you!' },
        { at: '2h', rests: 'solved' },
      ]),
    )
    expect(rested).toMatchObject({ state: 'solved', customer_waiting_since: null })
  })

  test('leaves the journal append-only behind it', async () => {
    await expect(platform.database.pool.query('update journal set time = now()')).rejects.toThrow(
      'append-only',
    )
  })
})

describe('a story that cannot be', () => {
  test.each<[string, Story['steps']]>([
    ['an answer to nobody', [{ at: '2h', by: 'ida', answers: 'Hello?' }]],
    ['an end before the beginning', [{ at: '2h', rests: 'solved' }]],
  ])('%s: is refused by its need, and leaves no case', async (_what, steps) => {
    const one = story(steps)
    await expect(told(one)).rejects.toThrow(`"${one.need}" begins with nobody saying anything`)
    await expect(rowOf(one)).rejects.toThrow()
  })

  test('a case that is closed twice stays as it was after the first time', async () => {
    const one = story([
      { at: '3h', says: 'Hello' },
      { at: '2h', by: 'ida', closes: 'duplicate' },
      { at: '1h', by: 'ida', closes: 'spam' },
    ])
    await expect(told(one)).rejects.toMatchObject({ code: 'cases.wrong-transition' })
    expect(await rowOf(one)).toMatchObject({ close_reason: 'duplicate', last_activity_at: ago(2) })
  })

  test('somebody whom the demonstration does not know is named', async () => {
    const nobody = { ...cast, customers: new Map() }
    const one = story([{ at: '2h', says: 'Hello' }])
    await expect(tell({ platform, cast: nobody, now, story: one })).rejects.toThrow(
      'the demonstration does not know daniel',
    )
  })
})
