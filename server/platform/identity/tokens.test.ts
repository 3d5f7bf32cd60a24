import { expect, test } from 'vitest'
import { newSecret } from './tokens.ts'

test('T09: of 100,000 secrets none comes twice and every bit is a fair coin', () => {
  const count = 100_000
  const ones = new Uint32Array(192)
  const seen = new Set<string>()
  for (let made = 0; made < count; made += 1) {
    const secret = newSecret()
    seen.add(secret)
    const bytes = Buffer.from(secret, 'base64url')
    expect(bytes.length).toBe(24)
    for (let bit = 0; bit < 192; bit += 1)
      ones[bit] = (ones[bit] ?? 0) + (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1)
  }
  expect(seen.size).toBe(count)
  // Six standard deviations of a fair coin: one false alarm in more than a million runs.
  const allowed = 6 * Math.sqrt(count / 4)
  for (const heads of ones) expect(Math.abs(heads - count / 2)).toBeLessThan(allowed)
})
