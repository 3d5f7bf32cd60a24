import { expect, test } from 'vitest'
import { isSignInNeeded, onSignInNeeded, signedInAgain, waitForSignIn } from './session-gate.ts'

test('every call that met an ended session goes on after one sign-in', async () => {
  let told = 0
  const stop = onSignInNeeded(() => {
    told += 1
  })
  const gone: string[] = []
  const first = waitForSignIn().then(() => gone.push('first'))
  const second = waitForSignIn().then(() => gone.push('second'))
  expect(isSignInNeeded()).toBe(true)
  expect(told).toBe(1)
  expect(gone).toEqual([])
  signedInAgain()
  await Promise.all([first, second])
  expect(gone).toEqual(['first', 'second'])
  expect(isSignInNeeded()).toBe(false)
  stop()
})
