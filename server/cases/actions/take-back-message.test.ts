import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { transact } from '../../platform/db/transaction.ts'
import { storeFile } from '../../platform/files/files.ts'
import { type StaffActor, systemActor } from '../../platform/identity/actor.ts'
import type { DeliveryReason } from '../contract.ts'
import { type Delivery, type Reply, setDelivery, takeBackMessage, writeReply } from '../index.ts'

let desk: CaseDesk
beforeAll(async () => {
  desk = await createCaseDesk([])
})

const reply = (caseId: number, seenUpTo: number, details: Partial<Reply> = {}) =>
  transact(desk.platform.db, desk.mia, (tx) =>
    writeReply(tx, desk.mia, {
      caseId,
      channel: 'email',
      text: 'Too fast',
      html: '<p>Too fast</p>',
      to: ['ana@example.org'],
      cc: [],
      attachments: [],
      seenUpTo,
      nextState: 'waiting-for-customer',
      undoSeconds: 10,
      ...details,
    }),
  )
const takeBack = (actor: StaffActor, messageId: number) =>
  transact(desk.platform.db, actor, (tx) => takeBackMessage(tx, actor, messageId))
const deliver = (
  messageId: number,
  delivery: Delivery,
  detail: string | null = null,
  reason: DeliveryReason | null = null,
) =>
  transact(desk.platform.db, systemActor('email'), (tx) =>
    setDelivery(tx, messageId, delivery, detail, reason),
  )
const caseRow = (id: number) =>
  desk.platform.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const draftsOf = (caseId: number) =>
  desk.platform.db.selectFrom('drafts').selectAll().where('case_id', '=', caseId).execute()

describe('taking a reply back', () => {
  test('restores the case as it was and makes the words a draft again', async () => {
    const sentAt = new Date('2026-11-20T08:00:00Z')
    const { caseId, messageId } = await desk.mail('Please help', { sentAt })
    const sent = await reply(caseId, messageId)
    await takeBack(desk.mia, sent.messageId)
    expect(await caseRow(caseId)).toMatchObject({
      state: 'new',
      customer_waiting_since: sentAt,
      message_count: 1,
      last_words: 'Please help',
      last_words_by: 'customer',
      owner_id: desk.mia.staffId,
    })
    expect(await draftsOf(caseId)).toMatchObject([
      {
        mode: 'reply',
        staff_id: desk.mia.staffId,
        content: { text: 'Too fast', html: '<p>Too fast</p>', to: ['ana@example.org'] },
        seen_up_to: messageId,
      },
    ])
  })

  test('closes again what the reply had taken up', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    await desk.platform.db
      .updateTable('cases')
      .set({ state: 'closed-without-solution', close_reason: 'withdrawn', customer_waiting_since: null })
      .where('id', '=', caseId)
      .execute()
    const sent = await reply(caseId, messageId)
    expect((await caseRow(caseId)).close_reason).toBeNull()
    await takeBack(desk.mia, sent.messageId)
    expect(await caseRow(caseId)).toMatchObject({
      state: 'closed-without-solution',
      close_reason: 'withdrawn',
      customer_waiting_since: null,
    })
  })

  test('keeps what the customer wrote meanwhile', async () => {
    const sentAt = new Date('2026-11-20T08:00:00Z')
    const { caseId, messageId } = await desk.mail('Please help', { sentAt })
    const sent = await reply(caseId, messageId)
    await desk.mail('Are you there?', { caseId })
    await takeBack(desk.mia, sent.messageId)
    expect(await caseRow(caseId)).toMatchObject({
      state: 'open',
      last_words: 'Are you there?',
      customer_waiting_since: sentAt,
      message_count: 2,
    })
  })

  test('puts the words above what was begun since', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    const sent = await reply(caseId, messageId)
    await desk.platform.db
      .insertInto('drafts')
      .values({ case_id: caseId, staff_id: desk.mia.staffId, mode: 'reply', content: '{"text":"P.S."}' })
      .execute()
    await takeBack(desk.mia, sent.messageId)
    const [draft] = await draftsOf(caseId)
    expect(draft?.content).toMatchObject({ text: 'Too fast\n\nP.S.' })
    expect(draft?.content).not.toHaveProperty('html')
  })

  test('gives the attachments back, so that the draft can send them again', async () => {
    const { db, files } = desk.platform
    const { caseId, messageId } = await desk.mail('Please help')
    const file = { bytes: Buffer.from('x'), name: 'plan.txt', mediaType: 'text/plain' }
    const { key } = await storeFile(db, files, desk.mia, file)
    const sent = await reply(caseId, messageId, { attachments: [key] })
    await takeBack(desk.mia, sent.messageId)
    const [draft] = await draftsOf(caseId)
    expect(draft?.content).toMatchObject({ attachments: [{ key, name: 'plan.txt', size: 1 }] })
    await expect(reply(caseId, messageId, { attachments: [key] })).resolves.toBeDefined()
  })

  test('is no longer found by search', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    const sent = await reply(caseId, messageId, { text: 'zebrafinch' })
    await takeBack(desk.mia, sent.messageId)
    const found = await desk.platform.db
      .selectFrom('search_entries')
      .select('id')
      .where('kind', '=', 'message')
      .where('object_id', '=', sent.messageId)
      .execute()
    expect(found).toEqual([])
  })

  test('is refused once it is on its way, and for anybody but its author', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    const sent = await reply(caseId, messageId)
    const notFound = { code: 'platform.not-found' }
    await expect(takeBack(desk.sam, sent.messageId)).rejects.toMatchObject(notFound)
    await expect(takeBack(desk.tom, sent.messageId)).rejects.toMatchObject(notFound)
    await expect(takeBack(desk.mia, messageId)).rejects.toMatchObject(notFound)
    await expect(takeBack(desk.mia, 999_999)).rejects.toMatchObject(notFound)
    expect(await deliver(sent.messageId, 'queued')).toBe(true)
    await expect(takeBack(desk.mia, sent.messageId)).rejects.toMatchObject({ code: 'cases.too-late-to-undo' })
  })

  test('twice, or at the moment of sending: exactly one of the two happens', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { caseId, messageId } = await desk.mail('Please help')
      const sent = await reply(caseId, messageId)
      const [back, sending] = await Promise.allSettled([
        takeBack(desk.mia, sent.messageId),
        deliver(sent.messageId, 'queued'),
      ])
      const isSent = sending.status === 'fulfilled' && sending.value
      expect(isSent).toBe(back.status === 'rejected')
      await expect(takeBack(desk.mia, sent.messageId)).rejects.toMatchObject({
        code: 'cases.too-late-to-undo',
      })
    }
  })
})

describe('delivery', () => {
  test('what bounced calls its author and the owner', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    const sent = await reply(caseId, messageId)
    await desk.platform.db
      .updateTable('cases')
      .set({ owner_id: desk.sam.staffId })
      .where('id', '=', caseId)
      .execute()
    await deliver(sent.messageId, 'bounced', '550 no such user', 'no-such-address')
    const called = await desk.platform.db
      .selectFrom('attentions')
      .select(['staff_id', 'reason'])
      .where('case_id', '=', caseId)
      .orderBy('staff_id')
      .execute()
    expect(called).toEqual([
      { staff_id: desk.mia.staffId, reason: 'bounce' },
      { staff_id: desk.sam.staffId, reason: 'bounce' },
    ])
    const message = await desk.platform.db
      .selectFrom('messages')
      .select(['delivery', 'delivery_detail', 'delivery_reason', 'before_sending'])
      .where('id', '=', sent.messageId)
      .executeTakeFirstOrThrow()
    expect(message).toEqual({
      delivery: 'bounced',
      delivery_detail: '550 no such user',
      delivery_reason: 'no-such-address',
      before_sending: null,
    })
  })

  test('what was taken back must not be sent', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    const sent = await reply(caseId, messageId)
    await takeBack(desk.mia, sent.messageId)
    expect(await deliver(sent.messageId, 'sent')).toBe(false)
  })
})
