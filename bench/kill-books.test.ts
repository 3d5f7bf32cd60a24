import { describe, expect, it } from 'vitest'
import type { SunkMail } from '../tests/harness/mail-sink.ts'
import { type Books, compareBooks } from './kill-books.ts'
import type { Ledger } from './kill-load.ts'

const ledger: Ledger = {
  mails: new Set(['mail-1']),
  entered: new Set(['entered-2']),
  replies: new Map([['reply-3', { caseId: 1, messageId: 31 }]]),
  handOffs: new Set(['handed-4']),
  proposals: new Set(['proposed-5']),
  answered: new Set(['proposed-5']),
  tries: 4,
}
const books: Books = {
  needs: ['mail-1', 'entered-2'],
  outbox: [{ messageId: 31, state: 'sent', headerMessageId: 'a@desk' }],
  replies: ['reply-3'],
  handedOver: ['handed-4'],
  proposals: [{ words: 'proposed-5', outcome: 'confirmed' }],
  broken: [],
  unplaced: 0,
}
const arrived = (...ids: string[]) => ids.map((id) => ({ mail: { messageId: `<${id}>` } }) as SunkMail)

const compare = (kept: Partial<Books>, sunk = arrived('a@desk')) =>
  compareBooks(ledger, { ...books, ...kept }, sunk)

it('is content when everything acknowledged is there once', () => {
  expect(compare({})).toMatchObject({
    ok: true,
    acknowledged: { mails: 1, entered: 1, replies: 1, handOffs: 1, proposals: 1, answers: 1, tries: 4 },
  })
})

it('allows more than was acknowledged: an answer may die on its way', () => {
  const needs = [...books.needs, 'mail-5']
  expect(compare({ needs, replies: ['reply-3', 'reply-6'] })).toMatchObject({ ok: true })
})

describe('lost', () => {
  it('is a mail or an entered case without a case', () => {
    expect(compare({ needs: ['entered-2'] })).toMatchObject({ ok: false, lost: { cases: ['mail-1'] } })
    expect(compare({ needs: ['mail-1'] })).toMatchObject({ ok: false, lost: { cases: ['entered-2'] } })
  })

  it('is a reply without its place in the outbox', () => {
    expect(compare({ outbox: [] })).toMatchObject({ ok: false, lost: { replies: ['reply-3'] } })
  })

  it('is a reply called sent that no mail server has', () => {
    expect(compare({}, arrived())).toMatchObject({ ok: false, lost: { replies: ['reply-3'] } })
  })

  it('is not a reply called uncertain, which may or may not have arrived', () => {
    const outbox = [{ messageId: 31, state: 'uncertain', headerMessageId: 'a@desk' }]
    expect(compare({ outbox }, arrived())).toMatchObject({ ok: true, uncertain: 1 })
    expect(compare({ outbox })).toMatchObject({ ok: true, uncertain: 1 })
  })

  it('is an acceptance without a new owner, a proposal without its row, a customer’s answer without an end', () => {
    expect(compare({ handedOver: [] })).toMatchObject({ ok: false, lost: { handOffs: ['handed-4'] } })
    expect(compare({ proposals: [] })).toMatchObject({ ok: false, lost: { proposals: ['proposed-5'] } })
    const proposals = [{ words: 'proposed-5', outcome: null }]
    expect(compare({ proposals })).toMatchObject({ ok: false, lost: { answers: ['proposed-5'] } })
    // Something newer was said before their answer came: that is an end as well.
    expect(compare({ proposals: [{ words: 'proposed-5', outcome: 'overtaken' }] })).toMatchObject({
      ok: true,
    })
  })

  it('is the order of owners, whatever was acknowledged', () => {
    expect(compare({ broken: ['each case has one owner now'] })).toMatchObject({ ok: false })
  })

  it('is a mail that stays in line for ever, and a stored one that no case shows', () => {
    const outbox = [{ messageId: 31, state: 'sending', headerMessageId: 'a@desk' }]
    expect(compare({ outbox })).toMatchObject({ ok: false, lost: { unsent: ['sending'] } })
    expect(compare({ unplaced: 1 })).toMatchObject({ ok: false, lost: { unplaced: 1 } })
  })
})

describe('doubled', () => {
  it('is one thing with two cases, named once however often it stands there', () => {
    const needs = [...books.needs, 'mail-1', 'mail-1']
    expect(compare({ needs })).toMatchObject({ ok: false, doubled: { cases: ['mail-1'] } })
  })

  it('is one reply written twice', () => {
    expect(compare({ replies: ['reply-3', 'reply-3'] })).toMatchObject({
      ok: false,
      doubled: { replies: ['reply-3'] },
    })
  })

  it('is one hand-off or one proposal made twice', () => {
    expect(compare({ handedOver: ['handed-4', 'handed-4'] })).toMatchObject({
      ...{ ok: false, doubled: { handOffs: ['handed-4'] } },
    })
    const twice = { words: 'proposed-5', outcome: 'confirmed' }
    expect(compare({ proposals: [twice, twice] })).toMatchObject({
      ok: false,
      doubled: { proposals: ['proposed-5'] },
    })
  })

  it('is one mail that the customer gets twice, also when it is called uncertain', () => {
    const outbox = [{ messageId: 31, state: 'uncertain', headerMessageId: 'a@desk' }]
    expect(compare({ outbox }, arrived('a@desk', 'a@desk'))).toMatchObject({
      ok: false,
      doubled: { sent: ['<a@desk>'] },
    })
  })
})
