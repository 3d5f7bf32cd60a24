import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addCustomer, addStaff, addTeam } from '../../../tests/factories/desk.ts'
import { createTestDatabase } from '../../../tests/harness/database.ts'
import { type Connection, connect } from '../../platform/db/pool.ts'
import { type Tx, transact } from '../../platform/db/transaction.ts'
import { type StaffActor, systemActor } from '../../platform/identity/actor.ts'
import { newContactSchema } from '../contract.ts'
import { saveDraft } from '../queries/drafts.ts'
import { unsafeFindCaseByMessage } from '../queries/threading.ts'
import { search } from '../search/search.ts'
import { logContact } from './log-contact.ts'
import { mergeCases } from './merge-cases.ts'
import { moveToCase } from './move-contacts.ts'
import { type ReceivedContact, receiveContact } from './receive-contact.ts'
import { splitCase } from './split-case.ts'
import { undoRegrouping } from './undo-regrouping.ts'
import { writeReply } from './write-reply.ts'

let connection: Connection
let agent: StaffActor
let lead: StaffActor
let stranger: StaffActor
let teamId: number
let maria: number
let peter: number

beforeAll(async () => {
  connection = connect((await createTestDatabase()).url, 6, 'test')
  lead = await addStaff(connection.db, { name: 'Lena Lead', role: 'lead' })
  agent = await addStaff(connection.db)
  stranger = await addStaff(connection.db, { reach: 'own' })
  teamId = await addTeam(connection.db, lead)
  maria = await addCustomer(connection.db)
  peter = await addCustomer(connection.db, 'Peter Novak', 'peter@novak.example')
})
afterAll(() => connection.close())

const run = <R>(work: (tx: Tx) => Promise<R>) => transact(connection.db, agent, work)
const begun = Math.floor(Date.now() / 1000) * 1000
const minutesAgo = (minutes: number) => new Date(begun - minutes * 60_000)

const hear = (caseId: number | null, text: string, sentAt: Date, other: Partial<ReceivedContact> = {}) =>
  transact(connection.db, systemActor('email'), (tx) =>
    receiveContact(tx, systemActor('email'), {
      ...{ caseId, teamId, customerId: maria, organisationId: null, channel: 'email', source: 'email' },
      ...{ need: text, subject: text, sentAt, attachments: [], cc: [] },
      message: { text, quoted: '', signature: '', html: null, kind: 'message', authorName: 'Maria Lopez' },
      ...other,
    }),
  )
const answer = (caseId: number, text = 'We are on it') =>
  run((tx) =>
    writeReply(tx, agent, {
      ...{ caseId, channel: 'email', text, html: null, to: [], cc: [], attachments: [] },
      ...{ seenUpTo: 1_000_000, nextState: 'waiting-for-customer', undoSeconds: 0 },
    }),
  )
const caseRow = (id: number) =>
  connection.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const contactsOf = async (caseId: number) => {
  const rows = await connection.db.selectFrom('contacts').select('id').where('case_id', '=', caseId).execute()
  return rows.map(({ id }) => id).sort((a, b) => a - b)
}
/** Everything that hangs on a case, to compare before and after. */
const everything = async (caseId: number) => {
  const part = async (table: string, columns: string) =>
    (
      await connection.pool.query(`select ${columns} from ${table} where case_id = $1 order by 1, 2`, [
        caseId,
      ])
    ).rows
  const { version, last_activity_at, ...row } = await caseRow(caseId)
  return {
    row,
    contacts: await part('contacts', 'id, channel'),
    messages: await part('messages', 'id, contact_id'),
    notes: await part('notes', 'id, text'),
    participants: await part('case_participants', 'address, staff_id'),
    drafts: await part('drafts', "staff_id, mode, content ->> 'text' as text"),
    search: await part('search_entries', 'kind, object_id'),
  }
}
const merge = (from: number, into: number, confirmDifferentCustomers = false) =>
  run((tx) => mergeCases(tx, agent, from, { intoCaseId: into, confirmDifferentCustomers }))
const undo = (id: number) => run((tx) => undoRegrouping(tx, agent, id))

let one: { caseId: number; messageId: number; contactId: number }
let two: typeof one
beforeEach(async () => {
  one = await hear(null, 'My phone is silent', minutesAgo(60))
  two = await hear(null, 'Still no sound', minutesAgo(30))
})

describe('merging', () => {
  test('brings everything to one case, and the other shows where it went', async () => {
    await run(async (tx) => {
      await saveDraft(tx, one.caseId, agent.staffId, {
        mode: 'reply',
        content: { text: 'Dear' },
        seenUpTo: 0,
      })
      await saveDraft(tx, two.caseId, agent.staffId, {
        mode: 'reply',
        content: { text: 'Hello' },
        seenUpTo: 0,
      })
      await tx
        .insertInto('notes')
        .values({ case_id: one.caseId, author_id: agent.staffId, text: 'Old model' })
        .execute()
      await tx
        .insertInto('case_participants')
        .values({ case_id: one.caseId, address: 'boss@example.com', part: 'cc' })
        .execute()
    })
    await merge(one.caseId, two.caseId)
    const now = await everything(two.caseId)
    expect(now.contacts.map(({ id }) => Number(id))).toEqual([one.contactId, two.contactId])
    expect(now.messages).toHaveLength(2)
    expect(now.notes).toMatchObject([{ text: 'Old model' }])
    expect(now.participants).toMatchObject([{ address: 'boss@example.com' }])
    expect(now.drafts).toMatchObject([{ text: 'Hello\n\nDear' }])
    expect(now.row).toMatchObject({ message_count: 2, owner_id: lead.staffId })
    expect((await caseRow(one.caseId)).merged_into_id).toBe(two.caseId)
  })

  test('keeps the time of whoever waited longest', async () => {
    await merge(one.caseId, two.caseId)
    expect((await caseRow(two.caseId)).customer_waiting_since).toEqual(minutesAgo(60))
  })

  test('wakes a case that rested when the other customer waits', async () => {
    await answer(two.caseId)
    await merge(one.caseId, two.caseId)
    expect(await caseRow(two.caseId)).toMatchObject({
      state: 'open',
      customer_waiting_since: minutesAgo(60),
      owner_id: agent.staffId,
    })
  })

  test('lets a mail that answers the first case reach the second', async () => {
    await merge(one.caseId, two.caseId)
    const place = await unsafeFindCaseByMessage(connection.db, one.messageId)
    expect(place?.caseId).toBe(two.caseId)
    const third = await hear(one.caseId, 'Any news?', minutesAgo(1))
    expect(third.caseId).toBe(two.caseId)
  })

  test('is found by the words of both, once', async () => {
    const rare = await hear(null, 'The zephyrine ringtone is gone', minutesAgo(5))
    await merge(rare.caseId, two.caseId)
    const { items } = await search(connection.db, agent, { q: 'zephyrine' })
    expect(items.map(({ caseId }) => caseId)).toEqual([two.caseId])
  })

  test('is announced on both cases', async () => {
    const done = await merge(one.caseId, two.caseId)
    const events = await connection.db
      .selectFrom('journal')
      .select(['case_id', 'attributes'])
      .where('type', '=', 'cases.merged')
      .where('case_id', 'in', [one.caseId, two.caseId])
      .orderBy('case_id')
      .execute()
    expect(events).toMatchObject([
      { case_id: one.caseId, attributes: { regroupingId: done.id, otherCaseId: two.caseId } },
      { case_id: two.caseId, attributes: { regroupingId: done.id, otherCaseId: one.caseId } },
    ])
  })

  test('asks again when the customers are two', async () => {
    const his = await hear(null, 'Same here', minutesAgo(5), { customerId: peter })
    await expect(merge(his.caseId, two.caseId)).rejects.toMatchObject({ code: 'cases.different-customers' })
    await merge(his.caseId, two.caseId, true)
    const { participants } = await everything(two.caseId)
    expect(participants).toMatchObject([{ address: 'peter@novak.example' }])
  })

  test('gives a case without a customer the one of the other', async () => {
    const unknown = await hear(null, 'Who am I', minutesAgo(5), { customerId: null })
    const done = await merge(two.caseId, unknown.caseId)
    expect((await caseRow(unknown.caseId)).customer_id).toBe(maria)
    await undo(done.id)
    expect((await caseRow(unknown.caseId)).customer_id).toBeNull()
  })

  test('into itself, or a case that one may not see, is refused', async () => {
    await expect(merge(one.caseId, one.caseId)).rejects.toMatchObject({ code: 'cases.same-case' })
    await expect(merge(one.caseId, 999_999)).rejects.toMatchObject({ code: 'platform.not-found' })
    const into = { intoCaseId: two.caseId, confirmDifferentCustomers: true }
    const theirs = run((tx) => mergeCases(tx, stranger, one.caseId, into))
    await expect(theirs).rejects.toMatchObject({ code: 'platform.not-found' })
  })

  test('of a case that is merged already is refused, in both directions', async () => {
    const third = await hear(null, 'And another', minutesAgo(5))
    await merge(one.caseId, two.caseId)
    await expect(merge(one.caseId, third.caseId)).rejects.toMatchObject({ code: 'cases.already-merged' })
    await expect(merge(third.caseId, one.caseId)).rejects.toMatchObject({
      code: 'cases.already-merged',
      extra: { intoCaseId: two.caseId },
    })
  })
})

describe('taking a merge back', () => {
  test('leaves both cases as they were', async () => {
    await run((tx) =>
      saveDraft(tx, one.caseId, agent.staffId, { mode: 'note', content: { text: 'x' }, seenUpTo: 0 }),
    )
    const before = [await everything(one.caseId), await everything(two.caseId)]
    const done = await merge(one.caseId, two.caseId)
    expect((await undo(done.id)).undone).toBe(true)
    expect([await everything(one.caseId), await everything(two.caseId)]).toEqual(before)
  })

  test('lets a case rest again that was woken by nothing else', async () => {
    await answer(two.caseId)
    const done = await merge(one.caseId, two.caseId)
    await undo(done.id)
    expect(await caseRow(two.caseId)).toMatchObject({
      state: 'waiting-for-customer',
      customer_waiting_since: null,
    })
    expect((await caseRow(one.caseId)).customer_waiting_since).toEqual(minutesAgo(60))
  })

  test('keeps what was said since where it was said', async () => {
    const done = await merge(one.caseId, two.caseId)
    const third = await hear(one.caseId, 'Any news?', minutesAgo(1))
    await undo(done.id)
    expect(await contactsOf(two.caseId)).toEqual([two.contactId, third.contactId])
    expect((await caseRow(two.caseId)).customer_waiting_since).toEqual(minutesAgo(30))
  })

  test('is refused twice, and when a part of it was moved on', async () => {
    const done = await merge(one.caseId, two.caseId)
    const third = await hear(null, 'And another', minutesAgo(5))
    await run((tx) =>
      moveToCase(tx, agent, two.caseId, { contactIds: [one.contactId], toCaseId: third.caseId }),
    )
    await expect(undo(done.id)).rejects.toMatchObject({ code: 'cases.cannot-undo' })
    const other = await merge(third.caseId, two.caseId)
    await undo(other.id)
    await expect(undo(other.id)).rejects.toMatchObject({ code: 'cases.cannot-undo' })
  })

  test('is refused when the case was merged on', async () => {
    const third = await hear(null, 'And another', minutesAgo(5))
    const first = await merge(one.caseId, two.caseId)
    const second = await merge(two.caseId, third.caseId)
    await expect(undo(first.id)).rejects.toMatchObject({ code: 'cases.cannot-undo' })
    await undo(second.id)
    await undo(first.id)
    expect(await contactsOf(one.caseId)).toEqual([one.contactId])
  })

  test('is not for somebody who may not see the cases', async () => {
    const done = await merge(one.caseId, two.caseId)
    await expect(run((tx) => undoRegrouping(tx, stranger, done.id))).rejects.toMatchObject({ status: 404 })
    await expect(undo(999_999)).rejects.toMatchObject({ status: 404 })
  })
})

describe('splitting', () => {
  test('makes a case of the same owner, whose customer waits since they wrote', async () => {
    await answer(one.caseId)
    const other = await hear(one.caseId, 'By the way, my bill is wrong', minutesAgo(10))
    const done = await run((tx) =>
      splitCase(tx, agent, one.caseId, { contactIds: [other.contactId], need: 'Wrong bill' }),
    )
    expect(await caseRow(done.toCaseId)).toMatchObject({
      need: 'Wrong bill',
      state: 'open',
      owner_id: agent.staffId,
      customer_id: maria,
      message_count: 1,
      customer_waiting_since: minutesAgo(10),
      created_at: minutesAgo(10),
    })
    expect(await caseRow(one.caseId)).toMatchObject({ message_count: 2, customer_waiting_since: null })
  })

  test('is taken back by joining both again; the new address still works', async () => {
    const other = await hear(one.caseId, 'By the way, my bill is wrong', minutesAgo(10))
    const before = await everything(one.caseId)
    const done = await run((tx) =>
      splitCase(tx, agent, one.caseId, { contactIds: [other.contactId], need: 'Wrong bill' }),
    )
    await undo(done.id)
    const { search: found, ...after } = await everything(one.caseId)
    const { search: _, ...rest } = before
    expect(after).toEqual(rest)
    expect((await caseRow(done.toCaseId)).merged_into_id).toBe(one.caseId)
  })

  test('cannot be taken back when the new case has a story of its own', async () => {
    const other = await hear(one.caseId, 'By the way, my bill is wrong', minutesAgo(10))
    const done = await run((tx) =>
      splitCase(tx, agent, one.caseId, { contactIds: [other.contactId], need: 'Wrong bill' }),
    )
    await hear(done.toCaseId, 'And the one before too', minutesAgo(2))
    await expect(undo(done.id)).rejects.toMatchObject({ code: 'cases.cannot-undo' })
  })

  test('leaves no case empty and takes no contact of another case', async () => {
    const split = (contactIds: number[]) =>
      run((tx) => splitCase(tx, agent, one.caseId, { contactIds, need: 'x' }))
    await expect(split([one.contactId])).rejects.toMatchObject({ code: 'cases.nothing-left' })
    await expect(split([two.contactId])).rejects.toMatchObject({ status: 404 })
  })
})

describe('moving', () => {
  test('carries a contact and its waiting to the other case, and back', async () => {
    await answer(two.caseId)
    const other = await hear(one.caseId, 'This is about the other thing', minutesAgo(10))
    const done = await run((tx) =>
      moveToCase(tx, agent, one.caseId, { contactIds: [other.contactId], toCaseId: two.caseId }),
    )
    expect(await caseRow(two.caseId)).toMatchObject({ state: 'open', customer_waiting_since: minutesAgo(10) })
    expect(await caseRow(one.caseId)).toMatchObject({
      customer_waiting_since: minutesAgo(60),
      message_count: 1,
    })
    await undo(done.id)
    expect(await contactsOf(one.caseId)).toEqual([one.contactId, other.contactId])
    expect(await caseRow(two.caseId)).toMatchObject({ state: 'waiting-for-customer', message_count: 2 })
  })
})

describe('a call', () => {
  const call = (caseId: number, at: Date, howEnded: 'resolved' | 'disconnected') =>
    run((tx) =>
      logContact(
        tx,
        agent,
        caseId,
        newContactSchema.parse({
          channel: 'call',
          startedAt: at.toISOString(),
          summary: 'Called again',
          legs: [{ staffName: 'Ida', startedAt: at.toISOString(), howEnded }],
        }),
      ),
    )

  test('that was cut off is unanswered wherever it goes', async () => {
    await answer(one.caseId)
    const { contactId } = await call(one.caseId, new Date(), 'disconnected')
    const waiting = (await caseRow(one.caseId)).customer_waiting_since
    expect(waiting).not.toBeNull()
    const done = await run((tx) =>
      splitCase(tx, agent, one.caseId, { contactIds: [contactId], need: 'Line cut' }),
    )
    expect((await caseRow(done.toCaseId)).customer_waiting_since).toEqual(waiting)
    expect(await contactsOf(done.toCaseId)).toEqual([contactId])
    expect((await caseRow(one.caseId)).customer_waiting_since).toBeNull()
    await undo(done.id)
    expect((await caseRow(one.caseId)).customer_waiting_since).toEqual(waiting)
  })

  test('that resolved the need answers what was said before', async () => {
    await call(two.caseId, new Date(), 'resolved')
    const other = await hear(two.caseId, 'And another thing', new Date())
    await run((tx) =>
      moveToCase(tx, agent, two.caseId, { contactIds: [other.contactId], toCaseId: one.caseId }),
    )
    expect((await caseRow(two.caseId)).customer_waiting_since).toBeNull()
  })
})

describe('at the same moment', () => {
  test('a mail that arrives while its case is merged ends in the case that lives on', async () => {
    for (let round = 0; round < 10; round += 1) {
      const from = await hear(null, 'Race', minutesAgo(9))
      const into = await hear(null, 'Race', minutesAgo(8))
      const [received] = await Promise.all([
        hear(from.caseId, 'Did you get this?', minutesAgo(1)),
        merge(from.caseId, into.caseId),
      ])
      expect(await contactsOf(from.caseId)).toEqual([])
      expect(await contactsOf(into.caseId)).toEqual([from.contactId, into.contactId, received.contactId])
      expect((await caseRow(into.caseId)).message_count).toBe(3)
    }
  })

  test('two people who merge two cases into each other: one succeeds, the other is told', async () => {
    const results = await Promise.allSettled([merge(one.caseId, two.caseId), merge(two.caseId, one.caseId)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'cases.already-merged' },
    })
  })
})
