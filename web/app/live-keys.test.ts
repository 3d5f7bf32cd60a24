import { expect, test } from 'vitest'
import { keysOf } from './live-keys.ts'

test('a new message makes its case and the lists stale, each once', () => {
  const change = {
    type: 'cases.message-in',
    caseId: 7,
    objects: [
      { type: 'case', id: 7 },
      { type: 'message', id: 90 },
    ],
  }
  expect(keysOf(change)).toEqual([['case', 7], ['cases']])
})

test('a merge concerns both cases', () => {
  const objects = [
    { type: 'case', id: 7 },
    { type: 'case', id: 8 },
  ]
  expect(keysOf({ type: 'cases.merged', caseId: 7, objects })).toEqual([['case', 7], ['cases'], ['case', 8]])
})

test('what no screen shows makes nothing stale', () => {
  expect(keysOf({ type: 'people.signed-in', caseId: null, objects: [{ type: 'session', id: 1 }] })).toEqual(
    [],
  )
})

test('that somebody read the story makes nothing stale', () => {
  const objects = [{ type: 'case', id: 7 }]
  expect(keysOf({ type: 'cases.record-read', caseId: 7, objects })).toEqual([])
})

test('a mail that was kept aside is shown to who looks at those', () => {
  const change = { type: 'email.quarantined', caseId: null, objects: [{ type: 'raw-mail', id: 5 }] }
  expect(keysOf(change)).toEqual([['kept-mail']])
})
