import { setupI18n } from '@lingui/core'
import { expect, test } from 'vitest'
import { eventOf } from '../app/testing/samples.ts'
import { dueWords, placeOf } from './due-words.ts'
import { promiseEventWords } from './words.ts'

const i18n = setupI18n({ locale: 'en', messages: { en: {} } })
const said = (event: string, more: Record<string, unknown> = {}) => {
  const words = promiseEventWords(eventOf(event, { what: 'Call back', keeperName: 'Sam', ...more }))
  return words && i18n._(words)
}

test.each([
  ['promises.made', {}, 'Mia Lindqvist promised: “Call back”. Sam keeps it'],
  ['promises.broken', {}, 'Not kept in time: “Call back”'],
  ['promises.kept', { late: true }, 'Mia Lindqvist: kept late, “Call back”'],
  ['promises.kept', { late: false }, 'Mia Lindqvist: kept, “Call back”'],
  ['promises.handed', {}, 'Sam keeps “Call back” from now on'],
])('%s %o reads “%s”', (event, more, words) => {
  expect(said(event, more)).toBe(words)
})

test('news that another line tells already has none of its own', () => {
  expect(said('promises.due')).toBeNull()
  expect(said('promises.noticed')).toBeNull()
})

test('a time is the customer’s, and one’s own stands beside it only when it differs', () => {
  const time = '2026-11-26T09:00:00Z'
  const abroad = dueWords(time, 'Europe/Berlin', 'en-GB', 'America/New_York')
  expect(abroad.theirs).toContain('10:00')
  expect(abroad.theirs).toContain('CET')
  expect(abroad.ours).toContain('4:00')
  expect(dueWords(time, 'Europe/Berlin', 'en-GB', 'Europe/Paris').ours).toBeNull()
  expect(placeOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
})
