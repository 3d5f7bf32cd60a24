import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { transact } from '../../platform/db/transaction.ts'
import { storeFile } from '../../platform/files/files.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { eventsOfCase } from '../../platform/journal/queries.ts'
import { type Reply, writeReply } from '../index.ts'

let desk: CaseDesk
beforeAll(async () => {
  desk = await createCaseDesk([])
})

const reply = (actor: StaffActor, caseId: number, seenUpTo: number, details: Partial<Reply> = {}) =>
  transact(desk.platform.db, actor, (tx) =>
    writeReply(tx, actor, {
      caseId,
      channel: 'email',
      text: 'We have changed it.',
      html: null,
      to: ['ana@example.org'],
      cc: [],
      attachments: [],
      seenUpTo,
      nextState: 'waiting-for-customer',
      undoSeconds: 10,
      ...details,
    }),
  )
const caseRow = (id: number) =>
  desk.platform.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const messageRow = (id: number) =>
  desk.platform.db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('a reply', () => {
  test('is held while it can be taken back, and the customer no longer waits', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    const before = Date.now()
    const written = await reply(desk.mia, caseId, messageId)
    expect(written.undoUntil.getTime()).toBeGreaterThanOrEqual(before + 10_000)
    expect(await messageRow(written.messageId)).toMatchObject({
      delivery: 'held',
      deliver_after: written.undoUntil,
      author_staff_id: desk.mia.staffId,
      author_name: 'Mia',
    })
    expect(await caseRow(caseId)).toMatchObject({
      state: 'waiting-for-customer',
      customer_waiting_since: null,
      last_words: 'We have changed it.',
      last_words_by: 'staff',
      message_count: 2,
      version: written.version,
    })
  })

  test('takes a case that was held on duty: whoever answers first is accountable', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    await reply(desk.mia, caseId, messageId)
    expect(await caseRow(caseId)).toMatchObject({ owner_id: desk.mia.staffId, held_on_duty: false })
    const events = await eventsOfCase(desk.platform.db, caseId, 20)
    expect(events.find(({ type }) => type === 'cases.taken')?.attributes).toEqual({
      fromStaffId: desk.lena.staffId,
      toStaffId: desk.mia.staffId,
    })
  })

  test('of the duty lead makes the case hers for good', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    await reply(desk.lena, caseId, messageId)
    expect(await caseRow(caseId)).toMatchObject({ owner_id: desk.lena.staffId, held_on_duty: false })
    const types = (await eventsOfCase(desk.platform.db, caseId, 20)).map(({ type }) => type)
    expect(types).not.toContain('cases.taken')
  })

  test('of a colleague leaves the case with its owner', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    await reply(desk.mia, caseId, messageId, { nextState: 'open' })
    const newest = await desk.mail('And this?', { caseId })
    await reply(desk.sam, caseId, newest.messageId)
    expect((await caseRow(caseId)).owner_id).toBe(desk.mia.staffId)
  })

  test('is held back when the customer wrote meanwhile, and shows what is newer', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    await desk.mail('Never mind, solved', { caseId })
    await expect(reply(desk.mia, caseId, messageId)).rejects.toMatchObject({
      code: 'cases.thread-moved',
      extra: { newer: [{ text: 'Never mind, solved', authorName: 'Ana Lima' }] },
    })
    expect((await caseRow(caseId)).message_count).toBe(2)
  })

  test('is not held back by what its writer said themself', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    await reply(desk.mia, caseId, messageId)
    await expect(reply(desk.mia, caseId, messageId, { text: 'One more thing' })).resolves.toBeDefined()
  })

  test('two agents at once: one is sent, the other is kept and shown the first', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    const results = await Promise.allSettled([
      reply(desk.mia, caseId, messageId, { text: 'From Mia' }),
      reply(desk.sam, caseId, messageId, { text: 'From Sam' }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = results.find((result) => result.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'cases.thread-moved' })
    expect((await caseRow(caseId)).message_count).toBe(2)
  })

  test('is cleaned of everything that could run', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    const html = '<p>Hi <b>Ana</b><script>alert(1)</script><img src=x onerror=alert(1)></p>'
    const written = await reply(desk.mia, caseId, messageId, { html })
    expect((await messageRow(written.messageId)).html).toBe('<p>Hi <b>Ana</b><img /></p>')
  })

  test('carries uploads of its writer only, and each of them once', async () => {
    const upload = (actor: StaffActor) =>
      storeFile(desk.platform.db, desk.platform.files, actor, {
        bytes: Buffer.from('x'),
        name: 'plan.txt',
        mediaType: 'text/plain',
      })
    const { caseId, messageId } = await desk.mail('Please help')
    const [own, foreign] = [await upload(desk.mia), await upload(desk.sam)]
    const gone = { code: 'cases.upload-gone' }
    await expect(reply(desk.mia, caseId, messageId, { attachments: [foreign.key] })).rejects.toMatchObject(
      gone,
    )
    await expect(reply(desk.mia, caseId, messageId, { attachments: ['nothing'] })).rejects.toMatchObject(gone)
    expect((await caseRow(caseId)).message_count).toBe(1)
    await reply(desk.mia, caseId, messageId, { attachments: [own.key] })
    await expect(reply(desk.mia, caseId, messageId, { attachments: [own.key] })).rejects.toMatchObject(gone)
  })

  test('to a solved case leaves it solved; to an unconfirmed one takes it up again', async () => {
    const put = (id: number, state: string) =>
      desk.platform.db
        .updateTable('cases')
        .set({ state, customer_waiting_since: null })
        .where('id', '=', id)
        .execute()
    const { caseId, messageId } = await desk.mail('Please help')
    await put(caseId, 'solved')
    await reply(desk.mia, caseId, messageId)
    expect((await caseRow(caseId)).state).toBe('solved')
    await put(caseId, 'unconfirmed')
    await reply(desk.mia, caseId, messageId)
    expect((await caseRow(caseId)).state).toBe('waiting-for-customer')
  })

  test('remembers who gets a copy, and clears the draft and the call for attention', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    const { db } = desk.platform
    const mine = { case_id: caseId, staff_id: desk.mia.staffId }
    await db
      .insertInto('drafts')
      .values({ ...mine, mode: 'reply', content: '{"text":"We"}' })
      .execute()
    await db
      .insertInto('attentions')
      .values({ ...mine, reason: 'mention' })
      .execute()
    await reply(desk.mia, caseId, messageId, { cc: ['Boss@example.org'] })
    expect(await db.selectFrom('drafts').selectAll().where('case_id', '=', caseId).execute()).toEqual([])
    expect(await db.selectFrom('attentions').selectAll().where('case_id', '=', caseId).execute()).toEqual([])
    const people = await db
      .selectFrom('case_participants')
      .select('address')
      .where('case_id', '=', caseId)
      .execute()
    expect(people).toEqual([{ address: 'boss@example.org' }])
  })

  test('on a case of another team, or on none, is refused as not found', async () => {
    const { caseId, messageId } = await desk.mail('Please help')
    const notFound = { code: 'platform.not-found' }
    await expect(reply(desk.tom, caseId, messageId)).rejects.toMatchObject(notFound)
    await expect(reply(desk.olga, caseId, messageId)).rejects.toMatchObject(notFound)
    await expect(reply(desk.ada, 999_999, messageId)).rejects.toMatchObject(notFound)
  })

  test('on a merged case names the case in which it lives on', async () => {
    const [one, two] = [await desk.mail('One'), await desk.mail('Two')]
    await desk.platform.db
      .updateTable('cases')
      .set({ merged_into_id: two.caseId })
      .where('id', '=', one.caseId)
      .execute()
    await expect(reply(desk.mia, one.caseId, one.messageId)).rejects.toMatchObject({
      code: 'cases.already-merged',
      extra: { intoCaseId: two.caseId },
    })
  })
})
