import { describe, expect, test } from 'vitest'
import { answeredInTime, type Request } from './measures.ts'
import { askingWords, endWords, outcomeWords } from './words.ts'

const NOW = 10_000
const asked = (after: number | null, askedAt = 0): Request => ({
  askedAt,
  answeredAt: after === null ? null : askedAt + after,
})

describe('help requests answered within five minutes (methods.md 3.14)', () => {
  test('count to the second, of all whose five minutes are over', () => {
    const requests = [asked(0), asked(300), asked(301), asked(null)]
    expect(answeredInTime(requests, NOW)).toEqual({ of: 4, timely: 2, rate: 0.5 })
  })

  test('have no value where nobody asked', () => {
    expect(answeredInTime([], NOW)).toEqual({ of: 0, timely: 0, rate: null })
  })

  test('are not late while their five minutes run, nor when they were taken back within them', () => {
    const running = asked(null, NOW - 300)
    const takenBack: Request = { ...asked(null), withdrawnAt: 200 }
    expect(answeredInTime([running, takenBack], NOW)).toEqual({ of: 0, timely: 0, rate: null })
    expect(answeredInTime([asked(10, NOW - 20), running], NOW)).toEqual({ of: 1, timely: 1, rate: 1 })
    expect(answeredInTime([{ ...takenBack, withdrawnAt: 301 }], NOW).rate).toBe(0)
  })
})

describe('words', () => {
  test('are one line in quotation marks', () => {
    expect(askingWords('Mia', ' Does it\n reset? ')).toBe('Mia asks you: “Does it reset?”')
    expect(askingWords(null, 'Why?')).toBe('Your help is asked for: “Why?”')
  })

  test('are cut between characters, never in the middle of one', () => {
    const cut = askingWords('Mia', '👍'.repeat(300))
    expect(cut.isWellFormed()).toBe(true)
    expect(cut.endsWith('👍…”')).toBe(true)
  })

  test('say what became of a question', () => {
    expect(endWords({ state: 'withdrawn', by: 'Tom', words: '' })).toBe(
      'Your question to Tom ended without an answer',
    )
    const gone = (because: string, name: string | null = 'Mia') =>
      outcomeWords({ state: 'withdrawn', because, ended_by_name: name })
    expect(gone('withdrawn')).toBe('Mia took the question back meanwhile.')
    expect(gone('closed')).toContain('closed')
    expect(gone('solved')).toContain('solved')
    expect(gone('merged')).toContain('merged')
    expect(gone('left')).toContain('no longer works here')
    expect(outcomeWords({ state: 'answered', because: null, ended_by_name: null })).toContain('Somebody')
  })
})
