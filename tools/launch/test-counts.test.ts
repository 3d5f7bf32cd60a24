import { describe, expect, test } from 'vitest'
import { add, countGates, countJourneys, countVitest, totalLine } from './test-counts.ts'

const vitest = (over: object) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
  ...over,
})

describe('the total of npm test', () => {
  test('is one line that machines read', () => {
    expect(totalLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed')
    expect(totalLine(add({ passed: 3, failed: 1, skipped: 0 }, { passed: 1, failed: 0, skipped: 2 }))).toBe(
      '4 passed, 1 failed, 2 skipped',
    )
  })

  test('counts each line of the check', () => {
    expect(countGates('All 8 lines are green.', 0)).toEqual({ passed: 8, failed: 0, skipped: 0 })
    expect(countGates('2 of 8 lines are red: types, sizes.', 1)).toEqual({ passed: 6, failed: 2, skipped: 0 })
  })

  test('counts tests, and once a file that failed although its tests passed', () => {
    expect(countVitest(vitest({}), 0)).toEqual({ passed: 3, failed: 0, skipped: 1 })
    const leaking = { testResults: [{ status: 'failed', assertionResults: [{ status: 'passed' }] }] }
    expect(countVitest(vitest(leaking), 1)).toMatchObject({ passed: 3, failed: 1 })
    const failing = {
      numFailedTests: 1,
      testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }],
    }
    expect(countVitest(vitest(failing), 1)).toMatchObject({ failed: 1 })
  })

  test('counts a journey that needed a second try as failed', () => {
    const stats = { expected: 4, unexpected: 0, flaky: 1, skipped: 0 }
    expect(countJourneys({ stats, errors: [] }, 0)).toEqual({ passed: 4, failed: 1, skipped: 0 })
  })

  test('is never green when a runner ended badly or left no report', () => {
    expect(countGates('killed', 137).failed).toBe(1)
    expect(countGates('All 8 lines are green.', 1).failed).toBe(1)
    expect(countVitest(undefined, 1).failed).toBe(1)
    expect(countVitest(vitest({}), 1).failed).toBe(1)
    expect(countJourneys(undefined, 0).failed).toBe(1)
  })
})
