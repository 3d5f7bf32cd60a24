import { describe, expect, test } from 'vitest'
import { type Outcome, outcomes } from '../../server/solutions/contract.ts'
import { type AnswerPage, renderAnswer } from './answer-page.tsx'

type Asked = NonNullable<AnswerPage['asked']>
const page = (change: Partial<Asked> = {}): string =>
  renderAnswer({
    ...{ company: 'Riverside School', languages: ['en'] },
    asked: {
      ...{ need: 'My phone is silent', number: 1042, words: 'We changed the phone.\nIt rings now.' },
      ...{ proposer: 'Mia Berg', owner: 'Sam Holt', outcome: 'waiting', first: 'yes', action: '/solution/x' },
      ...change,
    },
  })

describe('the page behind the link of a proposal', () => {
  test('shows what was done, by whom, and both answers', () => {
    const html = page()
    expect(html).toContain('We changed the phone.\nIt rings now.')
    expect(html).toMatch(/Mia Berg<\/b><br\/><span class="soft">looked after this for you/)
    expect(html).toContain('action="/solution/x/yes"')
    expect(html).toContain('action="/solution/x/not-yet"')
    expect(html).toContain('<title>Is it solved? · Riverside School</title>')
  })

  test('stresses the answer that was chosen in the mail, and only that one', () => {
    for (const [first, label] of [
      ['yes', 'Yes, it is solved'],
      ['not-yet', 'No, not yet'],
    ] as const) {
      const stressed = [...page({ first }).matchAll(/<button type="submit" class="main">([^<]+)/g)]
      expect(stressed.map(([, words]) => words)).toEqual([label])
    }
  })

  test('has a field for what is missing that says it may stay short', () => {
    const html = page()
    expect(html).toContain('<label for="words">What is still missing?</label>')
    expect(html).toContain('aria-describedby="words-hint"')
    expect(html).not.toContain('required')
  })

  test('asks as before after reminders that nobody answered: a late word still counts', () => {
    expect(page({ outcome: 'silent' })).toBe(page({ outcome: 'waiting' }))
  })

  test.each([
    ['confirmed', 'You told us that it is solved.'],
    ['not-yet', 'Sam Holt has it on the desk again.'],
    ['overtaken', 'Nothing is lost.'],
    ['withdrawn', 'We are still working on it'],
  ] as const)('that is %s says so, and nothing can be pressed', (outcome, words) => {
    const html = page({ outcome })
    expect(html).toContain(words)
    expect(html).not.toMatch(/<button|<form|<textarea/)
    // What was proposed is not shown again: the case may have gone on since.
    expect(html).not.toContain('We changed the phone.')
  })

  test('has a title of its own for each outcome a customer can tell apart', () => {
    const title = (outcome: Outcome) => /<h1>([^<]+)/.exec(page({ outcome }))?.[1]
    expect(new Set(outcomes.map(title)).size).toBe(4)
  })

  test('that opens nothing tells nothing, and what to do instead', () => {
    const html = renderAnswer({ company: 'Riverside School', languages: [null], asked: null })
    expect(html).toContain('This link does not work any more')
    expect(html).toContain('answer our mail, and we read it')
    expect(html).not.toMatch(/<form|<button|1042/)
  })
})
