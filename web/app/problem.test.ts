import { expect, test } from 'vitest'
import { isProblem, Problem, wordsOf } from './problem.ts'

test('a problem keeps what the server said', () => {
  const problem = new Problem(409, { title: 'The thread moved on', code: 'cases.thread-moved', newer: 3 })
  expect(problem.message).toBe('The thread moved on')
  expect(isProblem(problem, 'cases.thread-moved')).toBe(true)
  expect(problem.body.newer).toBe(3)
})

test('a broken answer is still a problem with words', () => {
  const problem = new Problem(500, { title: 12, fields: 'no' })
  expect(problem.code).toBe('web.unknown')
  expect(problem.fields).toEqual([])
  expect(problem.message).not.toBe('')
})

test('the first wrong field is what the reader hears, and a lost connection gets our own words', () => {
  const wrong = new Problem(422, {
    title: 'Invalid',
    fields: [{ path: 'name', message: 'A name is needed' }, 5],
  })
  expect(wordsOf(wrong, 'x')).toBe('A name is needed')
  expect(wordsOf(new Problem(0, {}), 'No connection')).toBe('No connection')
  expect(wordsOf(new Error('secret inside'), 'No connection')).toBe('No connection')
})
