import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  bulkSchema,
  casesQuery,
  changeCaseSchema,
  changeMacroSchema,
  closeSchema,
  legInputSchema,
  mergeSchema,
  newCaseSchema,
  newContactSchema,
  newMacroSchema,
  newNoteSchema,
  replySchema,
  saveDraftSchema,
  searchQuery,
  splitSchema,
} from './requests.ts'

const startedAt = '2026-11-20T08:00:00Z'
const accepts = (schema: z.ZodType, body: unknown) => schema.safeParse(body).success
/** Where a refused body is wrong. */
const wrongAt = (schema: z.ZodType, body: unknown) => {
  const { error } = schema.safeParse(body)
  return error?.issues.map(({ path }) => path.join('.'))
}

describe('the least of each request is enough, and the rest has a sensible meaning', () => {
  test('a call needs a time only: it came in, about this case alone', () => {
    expect(newContactSchema.parse({ channel: 'call', startedAt })).toEqual({
      ...{ channel: 'call', direction: 'in', subject: '', summary: '', startedAt },
      ...{ legs: [], alsoConcerns: [] },
    })
  })

  test('a reply asks the customer unless it says that the work goes on', () => {
    expect(replySchema.parse({ text: 'Hello', seenUpTo: 0 })).toMatchObject({
      nextState: 'waiting-for-customer',
      attachments: [],
    })
  })

  test('a merge never joins two customers unasked', () => {
    expect(mergeSchema.parse({ intoCaseId: 1 }).confirmDifferentCustomers).toBe(false)
  })

  test('a list is the list of all cases', () => {
    expect(casesQuery.parse({})).toEqual({ list: 'all' })
    expect(casesQuery.parse({ list: 'mine', limit: '20', teamId: '7' })).toEqual({
      list: 'mine',
      limit: 20,
      teamId: 7,
    })
  })

  test('a changed macro keeps what the change does not name', () => {
    expect(changeMacroSchema.parse({ title: 'Hello' })).toEqual({ title: 'Hello' })
    expect(changeMacroSchema.parse({ teamId: null })).toEqual({ teamId: null })
    expect(changeCaseSchema.parse({})).toEqual({})
  })
})

describe('what people type is tidied', () => {
  test('tags are small letters without spaces around', () => {
    expect(changeCaseSchema.parse({ tags: [' Phone ', 'ÄRGER'] }).tags).toEqual(['phone', 'ärger'])
    expect(bulkSchema.parse({ caseIds: [1], act: { kind: 'tag', add: ['VIP'] } }).act).toEqual({
      ...{ kind: 'tag', add: ['vip'], remove: [] },
    })
  })

  test('a need is one trimmed line', () => {
    expect(splitSchema.parse({ contactIds: [1], need: '  My bill ' }).need).toBe('My bill')
    expect(closeSchema.parse({ reason: 'spam', words: ' again \n' }).words).toBe('again')
    expect(searchQuery.parse({ q: '  phone ' }).q).toBe('phone')
  })
})

describe('nobody can say more than is asked', () => {
  const contact = { channel: 'call', startedAt }
  test.each<[string, z.ZodType, object, object]>([
    [
      'the owner of a new case',
      newCaseSchema,
      { need: 'x', teamId: 1, customerId: null, contact },
      { ownerId: 1 },
    ],
    ['the state of a changed case', changeCaseSchema, { need: 'x' }, { state: 'solved' }],
    ['the version of a changed case', changeCaseSchema, { need: 'x' }, { version: 1 }],
    ['the author of a note', newNoteSchema, { text: 'x' }, { authorId: 1 }],
    ['the delivery of a reply', replySchema, { text: 'x', seenUpTo: 0 }, { delivery: 'sent' }],
    ['a solved case by a reply', replySchema, { text: 'x', seenUpTo: 0 }, { nextState: 'solved' }],
    [
      'the writer of a draft',
      saveDraftSchema,
      { mode: 'note', content: { text: '' }, seenUpTo: 0 },
      { staffId: 1 },
    ],
    ['the source of a contact', newContactSchema, contact, { source: 'email' }],
    ['who made a macro', newMacroSchema, { title: 'x', body: 'x' }, { createdBy: 1 }],
    ['more of a list', casesQuery, { list: 'all' }, { ownerId: '1' }],
    ['a hidden order', casesQuery, { list: 'all' }, { sort: 'id' }],
  ])('%s', (_what, schema, body, more) => {
    expect(accepts(schema, body)).toBe(true)
    expect(accepts(schema, { ...body, ...more })).toBe(false)
  })
})

describe('what cannot be meant or kept is refused where it is wrong', () => {
  test.each<[string, z.ZodType, unknown, string]>([
    ['an empty reply', replySchema, { text: '', seenUpTo: 0 }, 'text'],
    ['a reply to no address', replySchema, { text: 'x', seenUpTo: 0, to: ['ana@'] }, 'to.0'],
    ['a reply seen up to a half', replySchema, { text: 'x', seenUpTo: 1.5 }, 'seenUpTo'],
    ['a note with a NUL', newNoteSchema, { text: 'a\0b' }, 'text'],
    ['a note with half a character', newNoteSchema, { text: 'a\ud83d' }, 'text'],
    ['a need of two lines', splitSchema, { contactIds: [1], need: 'a\nb' }, 'need'],
    ['a need of spaces', splitSchema, { contactIds: [1], need: '   ' }, 'need'],
    ['a need of 301 letters', splitSchema, { contactIds: [1], need: 'x'.repeat(301) }, 'need'],
    [
      'a day that is none',
      newContactSchema,
      { channel: 'call', startedAt: '2026-02-30T08:00:00Z' },
      'startedAt',
    ],
    [
      'a time without a zone',
      newContactSchema,
      { channel: 'call', startedAt: '2026-02-20T08:00:00' },
      'startedAt',
    ],
    ['a channel nobody has', newContactSchema, { channel: 'fax', startedAt }, 'channel'],
    ['a mention of nobody', newNoteSchema, { text: 'x', mentionedIds: [-1] }, 'mentionedIds.0'],
    ['a search for nothing', searchQuery, { q: '   ' }, 'q'],
    ['a search for a book', searchQuery, { q: 'x'.repeat(201) }, 'q'],
    ['a list that is none', casesQuery, { list: 'theirs' }, 'list'],
    ['a page of nothing', casesQuery, { limit: '0' }, 'limit'],
    ['a page of everything', casesQuery, { limit: '201' }, 'limit'],
    ['a team by its name', casesQuery, { teamId: 'support' }, 'teamId'],
    ['a macro without words', newMacroSchema, { title: 'x', body: '' }, 'body'],
    ['too many tags', changeCaseSchema, { tags: Array.from({ length: 31 }, (_, n) => `t${n}`) }, 'tags'],
    ['an empty tag', changeCaseSchema, { tags: ['a', ' '] }, 'tags.1'],
  ])('%s', (_what, schema, body, path) => expect(wrongAt(schema, body)).toContain(path))

  const leg = { staffName: 'Kim', startedAt, howEnded: 'resolved' }
  test.each([
    ['nobody', { staffName: ' ' }],
    ['time that runs backwards', { queueSeconds: -1 }],
    ['half a second', { talkSeconds: 0.5 }],
    ['more than ten days', { holdSeconds: 864_001 }],
    ['an end that is none', { howEnded: 'solved' }],
  ])('a leg with %s', (_what, wrong) => {
    expect(accepts(legInputSchema, leg)).toBe(true)
    expect(accepts(legInputSchema, { ...leg, ...wrong })).toBe(false)
  })

  test.each([
    ['nothing', { kind: 'nothing' }],
    ['solve', { kind: 'solve' }],
    ['close without a reason', { kind: 'close' }],
    ['close as solved', { kind: 'close', reason: 'solved' }],
    ['take for somebody else', { kind: 'take', staffId: 2 }],
  ])('acting on many cases: %s', (_what, act) =>
    expect(accepts(bulkSchema, { caseIds: [1], act })).toBe(false),
  )

  test('many cases are one to two hundred', () => {
    const many = (length: number) => ({
      caseIds: Array.from({ length }, (_, index) => index + 1),
      act: { kind: 'take' },
    })
    expect([0, 1, 200, 201].map((length) => accepts(bulkSchema, many(length)))).toEqual([
      ...[false, true, true, false],
    ])
  })
})
