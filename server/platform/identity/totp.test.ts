import { TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { newRecoveryCodes, newTotpSecret, totpStep, totpUri } from './totp.ts'

const secret = newTotpSecret()
const at = (seconds: number) => new TOTP({ secret }).generate({ timestamp: seconds * 1000 })

describe('totpStep', () => {
  // 2027-01-15T08:00:00Z, the first second of a step.
  const now = 1_800_000_000

  test.each([
    ['of this step', now, 0],
    ['of the last second of it', now + 29, 0],
    ['of the step before', now - 1, -1],
    ['of the step after', now + 30, 1],
  ])('takes a code %s', (_which, seconds, steps) => {
    expect(totpStep(secret, at(seconds), now * 1000)).toBe(now / 30 + steps)
  })

  test.each([now - 31, now + 60, now - 86_400])('refuses one that is older or newer (%d)', (seconds) => {
    expect(totpStep(secret, at(seconds), now * 1000)).toBeNull()
  })

  test.each(['', '12345', '1234567', ' 12345', 'abcdef', '１２３４５６', '12345\n'])(
    'refuses "%s"',
    (code) => {
      expect(totpStep(secret, code, now * 1000)).toBeNull()
    },
  )

  test('gives the codes of RFC 6238 (SHA-1, six of its eight figures)', () => {
    const known = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    expect(totpStep(known, '287082', 59_000)).toBe(1)
    expect(totpStep(known, '081804', 1_111_111_109_000)).toBe(37_037_036)
  })
})

test('an authenticator app is told whose desk and whose account it is', () => {
  const uri = new URL(totpUri(secret, 'Riverside School', 'ada@school.example'))
  expect(uri.protocol).toBe('otpauth:')
  expect(decodeURIComponent(uri.pathname)).toContain('Riverside School:ada@school.example')
  expect(uri.searchParams.get('secret')).toBe(secret)
})

test('recovery codes are ten, all different, readable, and kept only as hashes', () => {
  const { codes, hashes } = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^([a-hj-kmnp-z2-9]{4}-){3}[a-hj-kmnp-z2-9]{4}$/)
  expect(new Set(hashes.map((hash) => hash.toString('hex'))).size).toBe(10)
  expect(hashes.every((hash) => hash.length === 32)).toBe(true)
})
