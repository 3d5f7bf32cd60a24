import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { storeFile } from '../../platform/files/files.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { caseSchema, conversationSchema } from '../contract.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
let mia: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
})

const conversation = async (caseId: number, before = '') =>
  (await mia.get(`/cases/${caseId}/conversation${before && `?before=${before}`}`)).as(conversationSchema)

describe('the conversation', () => {
  test('shows a message as it came, with what it quotes and its files', async () => {
    const { db, files } = desk.platform
    const file = { bytes: Buffer.from('abc'), name: 'Bill.pdf', mediaType: 'application/pdf' }
    const { key } = await storeFile(db, files, systemActor('email'), file)
    const bill = { fileKey: key, name: 'Bill.pdf', mediaType: 'application/pdf', size: 3, contentId: null }
    const message = { quoted: '> before', signature: 'Ana', html: '<p>Hello</p>' }
    const sentAt = new Date('2026-11-20T08:00:00.123Z')
    const received = await desk.mail('Hello', { attachments: [bill], sentAt }, message)
    const { items, earlier } = await conversation(received.caseId)
    expect(earlier).toBeNull()
    expect(items).toEqual([
      {
        type: 'message',
        id: received.messageId,
        contactId: received.contactId,
        channel: 'email',
        at: '2026-11-20T08:00:00.123Z',
        authorKind: 'customer',
        authorId: desk.customerId,
        authorName: 'Ana Lima',
        text: 'Hello',
        quoted: '> before',
        signature: 'Ana',
        hasHtml: true,
        kind: 'message',
        labels: [],
        delivery: null,
        deliveryDetail: null,
        deliveryReason: null,
        undoUntil: null,
        attachments: [
          {
            id: expect.any(Number),
            name: 'Bill.pdf',
            mediaType: 'application/pdf',
            size: 3,
            contentId: null,
          },
        ],
      },
    ])
  })

  test('tells what happened as quiet lines, each with who did it', async () => {
    const { caseId } = await desk.mail('Hello')
    await mia.post(`/cases/${caseId}/owner`)
    await mia.post(`/cases/${caseId}/closure`, { reason: 'withdrawn', words: 'She found it.' })
    await desk.mail('It broke again', { caseId })
    const { items } = await conversation(caseId)
    const lines = items.flatMap((item) => (item.type === 'event' ? [[item.event, item.actorName]] : []))
    expect(lines).toEqual([
      ['cases.taken', 'Mia'],
      ['cases.state-changed', 'Mia'],
      ['cases.closed', 'Mia'],
      ['cases.reopened', 'Regard'],
    ])
    const closed = items.find((item) => item.type === 'event' && item.event === 'cases.closed')
    expect(closed).toMatchObject({ attributes: { reason: 'withdrawn', words: 'She found it.' } })
  })

  test('goes back page by page without a gap or a double, also over equal times', async () => {
    const { caseId, contactId } = await desk.mail('0', { sentAt: new Date('2026-11-20T08:00:00Z') })
    const { pool } = desk.platform.database
    // Three of a kind at each minute.
    const time = `timestamptz '2026-11-20T08:00:00Z' + (place / 3) * interval '1 minute'`
    await pool.query(
      `insert into messages (case_id, contact_id, author_kind, author_name, text, sent_at)
       select $1, $2, 'customer', 'Ana', place, ${time} from generate_series(1, 119) as place`,
      [caseId, contactId],
    )
    await pool.query(
      `insert into notes (case_id, author_id, text, created_at)
       select $1, $2, place, ${time} from generate_series(0, 99) as place`,
      [caseId, desk.mia.staffId],
    )
    const pages: string[][] = []
    let before: string | null = ''
    while (before !== null) {
      const page = await conversation(caseId, before)
      pages.unshift(page.items.map(({ type, id }) => `${type} ${id}`))
      expect(page.items.map(({ at }) => at)).toEqual(page.items.map(({ at }) => at).sort())
      before = page.earlier
    }
    expect(pages.map((page) => page.length)).toEqual([20, 100, 100])
    expect(new Set(pages.flat()).size).toBe(220)
  })

  test('refuses a cursor that is none', async () => {
    const { caseId } = await desk.mail('Hello')
    for (const before of [
      'x',
      Buffer.from('[1,2]').toString('base64url'),
      Buffer.from('["a",1,1]').toString('base64url'),
    ])
      expect((await mia.get(`/cases/${caseId}/conversation?before=${before}`)).status).toBe(400)
  })

  test('of a case of another team does not exist', async () => {
    const { caseId } = await desk.mail('Theirs', { teamId: desk.otherTeamId })
    expect((await mia.get(`/cases/${caseId}/conversation`)).status).toBe(404)
    expect((await (await desk.visitor()).get(`/cases/${caseId}/conversation`)).status).toBe(401)
  })
})

describe('the page of a case', () => {
  test('has everything its screen needs in one answer', async () => {
    const { caseId, messageId, caseNumber } = await desk.mail('Hello', {
      cc: [{ address: 'boss@example.org', name: 'The boss' }],
    })
    const newest = await desk.mail('And more', { caseId })
    expect(newest.messageId).toBeGreaterThan(messageId)
    expect((await mia.get(`/cases/${caseId}`)).as(caseSchema)).toEqual({
      id: caseId,
      number: caseNumber,
      need: 'Change one phone on my plan',
      customer: { id: desk.customerId, name: 'Ana Lima', organisationName: null, address: 'ana@example.org' },
      organisation: null,
      team: { id: desk.teamId, name: expect.any(String) },
      owner: { id: desk.lena.staffId, name: 'Lena' },
      heldOnDuty: true,
      state: 'new',
      closeReason: null,
      channel: 'email',
      customerWaitingSince: expect.any(String),
      nextDueAt: null,
      nextDueKind: null,
      lastActivityAt: expect.any(String),
      lastWords: 'And more',
      lastWordsBy: 'customer',
      tags: [],
      fields: {},
      participants: [{ id: expect.any(Number), part: 'cc', name: 'The boss', address: 'boss@example.org' }],
      messageCount: 2,
      newestMessageId: newest.messageId,
      language: null,
      createdAt: expect.any(String),
      mergedIntoId: null,
      replyTo: { to: ['ana@example.org'], cc: ['boss@example.org'] },
      version: 1,
      may: {
        reply: true,
        note: true,
        take: true,
        close: true,
        reopen: false,
        regroup: true,
        handOver: false,
        takeOver: false,
        help: true,
        propose: true,
      },
    })
  })

  test('without a known address there is nobody to reply to', async () => {
    const { caseId } = await desk.mail('Hello', { customerId: null })
    expect((await mia.get(`/cases/${caseId}`)).as(caseSchema)).toMatchObject({
      customer: null,
      replyTo: null,
    })
  })
})
