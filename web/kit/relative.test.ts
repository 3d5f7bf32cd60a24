import { expect, test } from 'vitest'
import { duration, exact, relative, span } from './relative.ts'

const now = Date.parse('2026-11-22T09:00:00Z')
const before = (seconds: number) => new Date(now - seconds * 1000).toISOString()

test('recent moments are said as people say them', () => {
  expect(relative(before(20), now, 'en', 'just now')).toBe('just now')
  expect(relative(before(5 * 60), now, 'en', 'just now')).toBe('5 min. ago')
  expect(relative(before(3 * 3600), now, 'en', 'just now')).toBe('3 hr. ago')
  expect(relative(before(26 * 3600), now, 'en', 'just now')).toBe('yesterday')
})

test('moments to come are said the other way round', () => {
  expect(relative(before(-2 * 3600), now, 'en', 'just now')).toBe('in 2 hr.')
  expect(relative(before(-40), now, 'en', 'just now')).toBe('now')
  expect(relative(before(-20), now, 'en', 'just now')).toBe('just now')
})

test('older than a week becomes a date, with the year only when it is another one', () => {
  expect(relative('2026-11-02T12:00:00Z', now, 'en', 'just now')).toBe('Nov 2')
  expect(relative('2019-03-02T12:00:00Z', now, 'en', 'just now')).toBe('Mar 2, 2019')
})

test('a broken time shows nothing rather than a wrong time', () => {
  expect(relative('soon', now, 'en', 'just now')).toBe('')
})

test('other languages get their own words', () => {
  expect(relative(before(5 * 60), now, 'de', 'just now')).toBe('vor 5 Min.')
  expect(exact('2026-11-22T09:00:00Z', 'de')).toContain('Sonntag')
})

test('a length of time is never rounded up', () => {
  expect(duration(45, 'en')).toBe('45 sec')
  expect(duration(119, 'en')).toBe('1 min')
  expect(duration(7199, 'en')).toBe('1 hr')
  expect(duration(3 * 86_400, 'en')).toBe('3 days')
})

test('two hours on the phone do not become one, nor seven hours six', () => {
  expect(span(118 * 60, 'en')).toBe('1 hr 58 min')
  expect(span(418 * 60, 'en')).toBe('6 hr 58 min')
  expect(span(2 * 3600 + 59, 'en')).toBe('2 hr')
  expect(span(49 * 3600, 'en')).toBe('2 days 1 hr')
  expect(span(30 * 86_400 + 7200, 'en')).toBe('30 days')
  expect(span(18 * 60, 'en')).toBe('18 min')
  expect(span(20 * 3600 + 120, 'en')).toBe('20 hr')
})
