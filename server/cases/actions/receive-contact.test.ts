import { beforeAll, describe, expect, test } from 'vitest'
import { addCustomer, addStaff, addTeam } from '../../../tests/factories/desk.ts'
import { mailOf } from '../../../tests/factories/mail.ts'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { transact } from '../../platform/db/transaction.ts'
import { storeFile } from '../../platform/files/files.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { eventsOfCase } from '../../platform/journal/queries.ts'
import { partakes, type ReceivedContact, receiveContact } from '../index.ts'

const email = systemActor('email')

describe('receiving a contact', () => {
  let platform: TestPlatform
  let teamId: number
  let dutyLeadId: number
  let customerId: number

  beforeAll(async () => {
    platform = await createTestPlatform()
    const lead = await addStaff(platform.db, { name: 'Lena', role: 'lead' })
    teamId = await addTeam(platform.db, lead)
    dutyLeadId = lead.staffId
    customerId = await addCustomer(platform.db, 'Ana Lima', 'ana@example.org')
  })

  const receive = (contact: ReceivedContact) =>
    transact(platform.db, email, (tx) => receiveContact(tx, email, contact))
  const mail = (
    words: string,
    details: Partial<Omit<ReceivedContact, 'message'>> = {},
    message: Partial<ReceivedContact['message']> = {},
  ) => receive(mailOf(words, { teamId, customerId, ...details }, message))
  const caseRow = (id: number) =>
    platform.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const put = (id: number, values: { state: string; close_reason?: string | null }) =>
    platform.db
      .updateTable('cases')
      .set({ customer_waiting_since: null, ...values })
      .where('id', '=', id)
      .execute()

  test('opens a case for which the duty lead is accountable from its first second', async () => {
    const sentAt = new Date('2026-11-20T09:00:00Z')
    const received = await mail('I need one phone changed.', { sentAt })
    expect(received).toMatchObject({ created: true, caseNumber: expect.any(Number) })
    expect(await caseRow(received.caseId)).toMatchObject({
      owner_id: dutyLeadId,
      held_on_duty: true,
      state: 'new',
      customer_waiting_since: sentAt,
      message_count: 1,
      last_words: 'I need one phone changed.',
      last_words_by: 'customer',
    })
  })

  test('announces the case, the contact and the message with what they are about', async () => {
    const { caseId, contactId, messageId } = await mail('Hello')
    const events = await eventsOfCase(platform.db, caseId, 10)
    expect(events.map(({ type }) => type)).toEqual([
      'cases.received',
      'cases.contact-started',
      'cases.message-in',
    ])
    expect(events[2]?.objects).toEqual([
      { type: 'case', id: caseId },
      { type: 'contact', id: contactId },
      { type: 'customer', id: customerId },
      { type: 'message', id: messageId },
    ])
  })

  test.each([
    'waiting-for-customer',
    'solution-proposed',
    'solved',
    'unconfirmed',
    'closed-without-solution',
  ])("a customer's word re-opens a case that is %s, for the same owner", async (state) => {
    const { caseId } = await mail('First')
    await put(caseId, { state, close_reason: state === 'closed-without-solution' ? 'withdrawn' : null })
    const before = await caseRow(caseId)
    const again = await mail('It is broken again', { caseId })
    expect(again).toMatchObject({ caseId, created: false })
    expect(await caseRow(caseId)).toMatchObject({
      state: 'open',
      owner_id: before.owner_id,
      close_reason: null,
      customer_waiting_since: expect.any(Date),
      message_count: 2,
      version: before.version + 1,
    })
    const types = (await eventsOfCase(platform.db, caseId, 10)).map(({ type }) => type)
    expect(types).toContain('cases.reopened')
  })

  test('a second word keeps the time since when the customer has waited', async () => {
    const { caseId } = await mail('One', { sentAt: new Date('2026-11-20T09:00:00Z') })
    await mail('Two', { caseId, sentAt: new Date('2026-11-20T10:00:00Z') })
    expect((await caseRow(caseId)).customer_waiting_since).toEqual(new Date('2026-11-20T09:00:00Z'))
  })

  test.each(['automatic', 'bounce'] as const)(
    'an %s message changes neither state nor waiting',
    async (kind) => {
      const { caseId } = await mail('One')
      await put(caseId, { state: 'waiting-for-customer' })
      await mail('I am on holiday', { caseId }, { kind })
      expect(await caseRow(caseId)).toMatchObject({
        state: 'waiting-for-customer',
        customer_waiting_since: null,
        message_count: 2,
        last_words: 'One',
      })
    },
  )

  test('a bounce calls the owner to the case; an automatic answer calls nobody', async () => {
    const { caseId } = await mail('One')
    await mail('Out of office', { caseId }, { kind: 'automatic' })
    const attentions = () =>
      platform.db
        .selectFrom('attentions')
        .select(['staff_id', 'reason'])
        .where('case_id', '=', caseId)
        .execute()
    expect(await attentions()).toEqual([])
    await mail('Undeliverable', { caseId }, { kind: 'bounce' })
    expect(await attentions()).toEqual([{ staff_id: dutyLeadId, reason: 'bounce' }])
  })

  test('what comes for a merged case lands on the case it was merged into, over two steps', async () => {
    const [one, two, three] = [await mail('One'), await mail('Two'), await mail('Three')]
    const merge = (from: number, into: number) =>
      platform.db.updateTable('cases').set({ merged_into_id: into }).where('id', '=', from).execute()
    await merge(one.caseId, two.caseId)
    await merge(two.caseId, three.caseId)
    expect(await mail('More', { caseId: one.caseId })).toMatchObject({ caseId: three.caseId, created: false })
    expect((await caseRow(one.caseId)).message_count).toBe(1)
  })

  test('the same contact reported twice, even at once, is received once', async () => {
    const same = () => mail('Twice', { source: 'api', externalId: 'call-77' })
    const [a, b] = await Promise.all([same(), same()])
    expect(a.caseId).toBe(b.caseId)
    expect(a.messageId).toBe(b.messageId)
    expect([a.created, b.created].sort()).toEqual([false, true])
    expect((await caseRow(a.caseId)).message_count).toBe(1)
  })

  test('twenty messages at once on one case are all counted', async () => {
    const { caseId } = await mail('Start')
    await Promise.all(Array.from({ length: 20 }, (_, index) => mail(`Word ${index}`, { caseId })))
    expect((await caseRow(caseId)).message_count).toBe(21)
    const { count } = await platform.db
      .selectFrom('messages')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('case_id', '=', caseId)
      .executeTakeFirstOrThrow()
    expect(count).toBe(21)
  })

  test('keeps attachments from the sweep and finds words and file names', async () => {
    const bytes = Buffer.from('x')
    const file = await storeFile(platform.db, platform.files, email, {
      bytes,
      name: 'Invoice.pdf',
      mediaType: 'application/pdf',
    })
    const { caseId } = await mail('Enclosed', {
      attachments: [
        { fileKey: file.key, name: 'Invoice.pdf', mediaType: 'application/pdf', size: 1, contentId: null },
      ],
    })
    const { linked_at } = await platform.db
      .selectFrom('files')
      .select('linked_at')
      .where('key', '=', file.key)
      .executeTakeFirstOrThrow()
    expect(linked_at).not.toBeNull()
    const entries = await platform.db
      .selectFrom('search_entries')
      .select('kind')
      .where('case_id', '=', caseId)
      .orderBy('kind')
      .execute()
    expect(entries.map(({ kind }) => kind)).toEqual(['file', 'message', 'need'])
  })

  test('the customer and those in copy partake, whatever the case of letters; others do not', async () => {
    const { caseId } = await mail('Hello', { cc: [{ address: 'Boss@Example.org', name: 'The boss' }] })
    expect(await partakes(platform.db, caseId, 'ANA@example.org')).toBe(true)
    expect(await partakes(platform.db, caseId, 'boss@example.ORG')).toBe(true)
    expect(await partakes(platform.db, caseId, 'stranger@example.org')).toBe(false)
  })

  test('a case of no known team is refused: nobody would be accountable', async () => {
    await expect(mail('Lost', { teamId: 999_999 })).rejects.toThrow('no team 999999')
  })

  test('an empty subject still gives the case a name', async () => {
    const { caseId } = await mail('Hello', { need: '   ' })
    expect((await caseRow(caseId)).need).toBe('(no subject)')
  })
})
