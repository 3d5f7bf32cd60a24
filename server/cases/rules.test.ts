import { describe, expect, test } from 'vitest'
import { type CaseState, caseStates } from './contract.ts'
import { lastWordsOf } from './rules/last-words.ts'
import { mayDo } from './rules/may-do.ts'
import { reasonWords } from './rules/reason-words.ts'
import { actOfContact } from './rules/spoken.ts'
import { isTakeable, type Standing } from './rules/standing.ts'
import { type Act, acts, ourActs, stateAfter, theirActs, waitingAfter } from './rules.ts'

/** Written out once more, so that a slip in the table of rules.ts is seen: – where the act cannot be done. */
const table = `
                         customer-speaks  confirm  ask                   work-on  take  close                    reopen  propose            lapse
new                      new              –        waiting-for-customer  open     open  closed-without-solution  –       solution-proposed  –
open                     open             –        waiting-for-customer  open     open  closed-without-solution  –       solution-proposed  –
waiting-for-customer     open             –        waiting-for-customer  open     –     closed-without-solution  –       solution-proposed  –
solution-proposed        open             solved   waiting-for-customer  open     –     –                        –       –                  unconfirmed
solved                   open             –        solved                solved   –     –                        open    –                  –
unconfirmed              open             solved   waiting-for-customer  open     –     –                        open    solution-proposed  –
closed-without-solution  open             –        waiting-for-customer  open     –     –                        open    –                  –`

const [head = [], ...lines] = table
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))
const cells = lines.flatMap(([state = '', ...after]) =>
  after.map((result, index) => ({ state, act: head[index] ?? '', result })),
)

describe('every state and every act', () => {
  test('the table is complete', () => {
    expect(cells).toHaveLength(caseStates.length * acts.length)
    expect(new Set(cells.map(({ state }) => state))).toEqual(new Set(caseStates))
    expect(new Set(cells.map(({ act }) => act))).toEqual(new Set(acts))
  })

  test.each(cells)('$state, $act → $result', ({ state, act, result }) => {
    expect(stateAfter(state as CaseState, act as Act)).toBe(result === '–' ? null : result)
  })

  test('nothing that staff or time do solves a case; only a yes does, to what was proposed', () => {
    const reachedBy = (some: readonly Act[], end: CaseState) =>
      caseStates.flatMap((state) =>
        some
          .filter((act) => state !== end && stateAfter(state, act) === end)
          .map((act) => `${state}, ${act}`),
      )
    expect(reachedBy(ourActs, 'solved')).toEqual([])
    expect(reachedBy(theirActs, 'solved')).toEqual(['solution-proposed, confirm', 'unconfirmed, confirm'])
    expect(reachedBy(acts, 'unconfirmed')).toEqual(['solution-proposed, lapse'])
  })

  test("a customer's word is never refused", () => {
    for (const state of caseStates) expect(stateAfter(state, 'customer-speaks')).not.toBeNull()
  })
})

describe('since when the customer waits', () => {
  const [early, late] = [new Date('2026-01-01T08:00:00Z'), new Date('2026-01-01T09:00:00Z')]

  test('from their first word that nobody answered', () => {
    expect(waitingAfter('customer-speaks', null, late)).toEqual(late)
    expect(waitingAfter('customer-speaks', early, late)).toEqual(early)
    expect(waitingAfter('customer-speaks', late, early)).toEqual(early)
  })

  test('taking a case answers nobody', () => {
    expect(waitingAfter('take', early, late)).toEqual(early)
  })

  test.each(['ask', 'work-on', 'close', 'reopen'] as const)('not after %s', (act) => {
    expect(waitingAfter(act, early, late)).toBeNull()
  })
})

describe('who has the next word after a contact', () => {
  const call = (...ends: string[]) => ends.map((howEnded) => ({ howEnded }))

  test.each(['disconnected', 'abandoned', 'sent-elsewhere', 'transferred', 'ended'])(
    'a call that ended %s leaves the customer waiting',
    (end) => {
      expect(actOfContact({ direction: 'in', legs: call('transferred', end) })).toBe('customer-speaks')
    },
  )

  test('only the last leg counts', () => {
    expect(actOfContact({ direction: 'in', legs: call('disconnected', 'resolved') })).toBe('work-on')
    expect(actOfContact({ direction: 'in', legs: call('resolved', 'disconnected') })).toBe('customer-speaks')
  })

  test('our own call is our word; a letter is theirs', () => {
    expect(actOfContact({ direction: 'out', legs: [] })).toBe('work-on')
    expect(actOfContact({ direction: 'in', legs: [] })).toBe('customer-speaks')
  })
})

describe('what a reader may do', () => {
  const held = { state: 'new', heldOnDuty: true, merged: false } as const
  const everything = { writes: true, serves: true, closes: true, leads: true, owns: false }

  test('only a case that is held on duty and unanswered can be taken', () => {
    expect(isTakeable(held)).toBe(true)
    expect(isTakeable({ ...held, heldOnDuty: false })).toBe(false)
    expect(isTakeable({ ...held, merged: true })).toBe(false)
    const takeable = caseStates.filter((state) => isTakeable({ ...held, state }))
    expect(takeable).toEqual(['new', 'open'])
  })

  test('a merged case can only be read', () => {
    const may = mayDo({ ...held, merged: true }, everything)
    expect(Object.values(may).some(Boolean)).toBe(false)
  })

  test('a token that may only read may do nothing', () => {
    expect(Object.values(mayDo(held, { ...everything, writes: false, closes: false })).some(Boolean)).toBe(
      false,
    )
  })

  test('who was asked in for notes may write notes, whatever the case and their role', () => {
    const helper = { ...everything, serves: false }
    const open: Standing = { ...held, state: 'open' }
    const allowed = (standing: Standing) =>
      Object.entries(mayDo(standing, helper)).flatMap(([act, may]) => (may ? [act] : []))
    expect(allowed(open)).toEqual(['note'])
    expect(allowed({ ...open, merged: true })).toEqual([])
  })

  test('open cases can be closed, finished ones reopened', () => {
    expect(mayDo(held, everything)).toMatchObject({ close: true, reopen: false, take: true })
    const solved = { state: 'solved', heldOnDuty: false, merged: false } as const
    expect(mayDo(solved, everything)).toMatchObject({ close: false, reopen: true, take: false })
    expect(mayDo(held, { ...everything, closes: false })).toMatchObject({ close: false, reply: true })
  })

  test('its owner or a lead may hand a case over; only a lead who does not own it may take it over', () => {
    const as = (owns: boolean, leads: boolean) => mayDo(held, { ...everything, owns, leads })
    expect(as(true, false)).toMatchObject({ handOver: true, takeOver: false })
    expect(as(false, true)).toMatchObject({ handOver: true, takeOver: true })
    expect(as(true, true)).toMatchObject({ handOver: true, takeOver: false })
    expect(as(false, false)).toMatchObject({ handOver: false, takeOver: false, help: true })
  })

  test('a solution is proposed once, and not for what has ended', () => {
    const may = (state: CaseState) => mayDo({ ...held, state }, everything).propose
    const proposable = caseStates.filter(may)
    expect(proposable).toEqual(['new', 'open', 'waiting-for-customer', 'unconfirmed'])
  })
})

test('last words are one line of at most 200 characters', () => {
  expect(lastWordsOf('  Hello,\n\n  it is   broken. ')).toBe('Hello, it is broken.')
  const long = lastWordsOf('word '.repeat(100))
  expect(long).toHaveLength(200)
  expect(long.endsWith('…')).toBe(true)
  expect(lastWordsOf('\n \t')).toBe('')
})

test('a case stands in "Needs me now" for a reason in words', () => {
  expect(reasonWords([{ reason: 'mention', words: '' }], 'open')).toBe('You were mentioned in a note')
  const called = (['bounce', 'mention'] as const).map((reason) => ({ reason, words: '' }))
  expect(reasonWords(called, 'open')).toBe('A reply could not be delivered')
  expect(reasonWords([{ reason: 'escalation', words: 'Third contact' }], 'open')).toBe('Third contact')
  expect(reasonWords([], 'new')).toBe('Nobody has answered yet')
  expect(reasonWords([], 'open')).toBe('The customer waits for your answer')
})
