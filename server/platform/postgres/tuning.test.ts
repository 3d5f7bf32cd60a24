import { describe, expect, test } from 'vitest'
import { tuningFor, usableMemory } from './tuning.ts'

const GB = 2 ** 30

describe('the embedded database', () => {
  test.each([
    [GB / 4, '128MB'],
    [2 * GB, '512MB'],
    [64 * GB, '1024MB'],
  ])('keeps a quarter of %i bytes at hand, within reason', (memory, shared) => {
    expect(tuningFor(memory).shared_buffers).toBe(shared)
  })

  test('believes a container that has less than its machine', () => {
    expect(usableMemory(64 * GB, 2 * GB)).toBe(2 * GB)
    expect(usableMemory(2 * GB, 64 * GB)).toBe(2 * GB)
    expect(usableMemory(2 * GB, 0)).toBe(2 * GB)
  })
})
