import { describe, expect, test } from 'vitest'
import { briefFields } from '../contract.ts'
import { completed, draftBrief, newOwnerWords, type Recorded } from './draft-brief.ts'
import { completeness } from './measures.ts'
import { isAtRest, isUnderWay } from './under-way.ts'

describe('methods.md 3.14', () => {
  test('four of five fields: .80', () => {
    const brief = { need: 'a', done: 'b', promised: 'c', nextStep: 'd' }
    expect(completeness(brief)).toBeCloseTo(0.8, 10)
    expect(completeness({ ...brief, feeling: ' \n' })).toBeCloseTo(0.8, 10)
    expect([completeness({}), completeness({ ...brief, feeling: 'e' })]).toEqual([0, 1])
  })
})

describe('a drafted brief', () => {
  const recorded: Recorded = {
    need: 'Change one phone',
    waitingSince: null,
    firstWords: ['I want\n the other   model.'],
    lastWords: ['Is it there yet?'],
    replies: ['It is ordered.', 'I will look.'],
    notes: ['The shop has it.'],
    calls: [],
    ...{ facts: [], tried: [], feelings: [], promised: [] },
  }

  test('says the need in the customer’s words, and what was done in the order it was done', () => {
    const { need, done } = draftBrief(recorded)
    expect(need).toBe('Change one phone\n“I want the other model.”')
    expect(done).toBe('We wrote: “I will look.”\nWe wrote: “It is ordered.”\nNote: “The shop has it.”')
  })

  test('proposes to answer a customer who waits, and nothing where nobody does', () => {
    expect(draftBrief(recorded).nextStep).toBe('')
    expect(draftBrief({ ...recorded, waitingSince: new Date() }).nextStep).toBe(
      'Answer the customer.\n“Is it there yet?”',
    )
  })

  test('holds what the customer told us, what was tried, and how they felt as a person noted it', () => {
    const told = { facts: ['Four phones on one plan'], tried: ['A new SIM'], feelings: ['Worn out', 'Kind'] }
    const { need, done, feeling } = draftBrief({ ...recorded, ...told })
    expect(need).toContain('They told us: Four phones on one plan')
    expect(done).toContain('Tried: A new SIM')
    expect(feeling).toBe('Worn out\nKind')
  })

  test('repeats every promise that is to be kept, and never guesses a feeling', () => {
    expect(draftBrief(recorded).promised).toBe('Nothing that is on record.')
    const promised = ['Call back: Mia, by noon', 'Write: Sam, by Friday']
    expect(draftBrief({ ...recorded, promised }).promised).toBe(promised.join('\n'))
    expect(draftBrief(recorded).feeling).toBe('')
  })

  test('cuts long texts at a line', () => {
    const { need } = draftBrief({ ...recorded, firstWords: ['word '.repeat(200)] })
    expect(need.length).toBeLessThan(300)
    expect(need).toMatch(/…”$/)
  })

  test('that Regard must write for somebody who is gone has five fields and says what nobody knows', () => {
    const bare = { ...recorded, need: '', firstWords: [], replies: [], notes: [] }
    const brief = completed(draftBrief(bare))
    expect(completeness(brief)).toBe(1)
    expect(brief.feeling).toContain('Nobody has noted it')
    expect(Object.keys(brief)).toEqual([...briefFields])
    expect(completed(draftBrief(recorded)).need).toContain('Change one phone')
  })

  test('the customer reads the name of who looks after them', () => {
    expect(newOwnerWords('Sam Ode')).toMatch(/^Sam Ode looks after your request/)
  })
})

test('there is something to hand over until a case is finished or lives on in another one', () => {
  const row = (state: Parameters<typeof isUnderWay>[0]['state'], merged_into_id: number | null = null) =>
    isUnderWay({ state, merged_into_id })
  expect(row('new') && row('open') && row('waiting-for-customer') && row('solution-proposed')).toBe(true)
  expect(row('solved') || row('unconfirmed') || row('closed-without-solution') || row('open', 2)).toBe(false)
})

test('nobody answers for a case at rest; one that waits for a late word of its customer still has its owner', () => {
  const row = (state: Parameters<typeof isAtRest>[0]['state'], merged_into_id: number | null = null) =>
    isAtRest({ state, merged_into_id })
  expect(row('solved') && row('closed-without-solution') && row('open', 2)).toBe(true)
  expect(row('open') || row('solution-proposed') || row('unconfirmed')).toBe(false)
})
