import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { caseStates } from '../server/cases/contract.ts'
import { outcomes } from '../server/solutions/contract.ts'
import { initialsOf } from './person.tsx'
import type { CasePage } from './portal/case.ts'
import { renderCase } from './portal/case-page.tsx'
import { renderRefusal } from './refusal.tsx'
import { type AnswerPage, renderAnswer } from './solutions/answer-page.tsx'
import { pagePolicy } from './style.ts'
import { momentIn, promiseIn, sizeIn } from './time.ts'
import { speechFor } from './words/words.ts'

const hostile = '<img src=x onerror=alert(1)>"\'&<script>alert(2)</script>'
const base = { company: hostile, languages: ['en'], timeZone: 'Europe/Stockholm' }
const casePage = (change: Partial<CasePage['found']> = {}): CasePage => ({
  ...base,
  me: hostile,
  found: {
    ...{ id: 7, number: 1042, need: hostile, state: 'open', owner: hostile, heldOnDuty: false, isOwn: true },
    ...change,
  },
  promises: [
    { ...{ id: 1, what: hostile, dueAt: '2026-11-24T09:00:00Z', keeperName: hostile }, isBroken: false },
  ],
  proposal: { id: 3, words: hostile, proposer: hostile },
  said: [
    {
      ...{ id: 1, kind: 'message', at: '2026-11-20T08:10:00Z', by: 'staff', name: hostile, text: hostile },
      files: [{ id: 2, name: hostile, size: 1 }],
    },
  ],
  earlier: null,
  isNewest: true,
  once: 'x'.repeat(20),
  told: null,
})
const asked = (outcome: NonNullable<AnswerPage['asked']>['outcome']): string =>
  renderAnswer({
    ...base,
    asked: {
      ...{ need: hostile, number: 1, words: hostile, proposer: hostile, owner: hostile, outcome },
      ...{ first: 'not-yet', action: '/solution/x' },
    },
  })

describe('whatever stands in it, a page', () => {
  test('holds no markup but ours', () => {
    for (const html of [renderCase(casePage()), ...outcomes.map(asked)]) {
      expect(html).not.toMatch(/<img|<script/)
      expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
    }
  })

  test('has a style that its policy names, and nothing of elsewhere', () => {
    const html = renderCase(casePage())
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(pagePolicy).toContain(`'sha256-${hash}'`)
    expect(html).not.toMatch(/https?:\/\/|style="/)
    expect(pagePolicy).not.toContain('unsafe')
  })

  test('tells in every state who has the case and what happens next', () => {
    for (const state of caseStates) {
      const html = renderCase(casePage({ state, owner: 'Mia' }))
      expect(html).toMatch(/Mia<\/b><br\/><span class="soft">has your case/)
      expect(html.includes('What we promised you')).toBe(
        state !== 'solved' && state !== 'closed-without-solution',
      )
    }
  })

  test('asks only while the question waits', () => {
    const asks = outcomes.filter((outcome) => asked(outcome).includes('<button'))
    expect(asks).toEqual(['waiting', 'silent'])
  })
})

test('the answer whose link was followed stands first', () => {
  const html = asked('waiting')
  expect(html.indexOf('/solution/x/not-yet')).toBeLessThan(html.indexOf('/solution/x/yes'))
})

test('a refusal says what to do, in a whole page', () => {
  const html = renderRefusal({ company: 'Acme', language: null, kind: 'tooMany' })
  expect(html).toMatch(/^<!doctype html><html lang="en" dir="ltr">/)
  expect(html).toContain('Please wait a minute')
})

test('the language is the first that pages are written in', () => {
  expect(speechFor('xx', null, 'en-GB').language).toBe('en')
  expect(speechFor('xx').language).toBe('en')
  expect(speechFor('constructor').direction).toBe('ltr')
})

test('times and sizes are those of the reader', () => {
  expect(momentIn('en', 'Europe/Stockholm')('2026-11-20T08:10:00Z')).toBe('Nov 20, 2026, 9:10 AM')
  expect(promiseIn('en', 'Asia/Kathmandu')('2026-11-24T09:00:00Z')).toBe(
    'Tuesday, November 24 at 2:45 PM GMT+5:45',
  )
  expect([sizeIn('en', 1), sizeIn('en', 182_400), sizeIn('en', 2_340_000)]).toEqual([
    '1 kB',
    '182 kB',
    '2.3 MB',
  ])
})

test.each([
  ['Mia Lindqvist', 'ML'],
  ['Cher', 'C'],
  ['👋 Ümit', '👋Ü'],
  ['  ', '?'],
])('%s has the initials %s', (name, letters) => expect(initialsOf(name)).toBe(letters))
