import { expect, test } from 'vitest'
import { answering } from '../tests/harness/answering.ts'
import { grown } from './growth.ts'
import type { Side } from './ratio.ts'

/** The time that all servers of a test share: it passes only while one of them answers. */
let now = 0

const taking = async (msOf: (request: number) => number, asked: number[] = []): Promise<Side> => {
  let requests = 0
  const { port, stop } = await answering(() => {
    now += msOf(requests++)
  })
  const ask = (turn: number) => {
    asked.push(turn)
    return { path: '/' }
  }
  return { child: { port, usage: async () => ({ cpuMs: 0, rssMb: 0 }), stop }, ask }
}

test('neither the warming up nor a disturbed round counts', async () => {
  const isDisturbed = (request: number) => request < 20 || (request >= 24 && request < 28)
  const small = await taking(() => 4)
  const large = await taking((request) => (isDisturbed(request) ? 90 : 5))
  expect(await grown(small, large, 4, () => now)).toEqual({
    ...{ smallMs: 4, largeMs: 5, times: 1.25 },
    first: { smallMs: 4, largeMs: 90 },
  })
})

test('both are asked for the same, and what counts only for what was asked before', async () => {
  const [atSmall, atLarge]: [number[], number[]] = [[], []]
  await grown(await taking(() => 1, atSmall), await taking(() => 1, atLarge), 2, () => now)
  const [first, counted] = [atSmall.slice(0, 10), atSmall.slice(10)]
  expect(first).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(counted).toHaveLength(30)
  expect(new Set(counted)).toEqual(new Set(first))
  expect(atLarge).toEqual(atSmall)
})
