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
  expect(await grown(small, large, 4, () => now)).toEqual({ smallMs: 4, largeMs: 5, times: 1.25 })
})

test('both are asked for the same, and for something new each time', async () => {
  const [atSmall, atLarge]: [number[], number[]] = [[], []]
  await grown(await taking(() => 1, atSmall), await taking(() => 1, atLarge), 2, () => now)
  expect(atSmall).toEqual(Array.from(atSmall.keys()))
  expect(atLarge).toEqual(atSmall)
})
