import { expect, test } from 'vitest'
import { answering } from '../tests/harness/answering.ts'
import type { Child } from './child.ts'
import { measureRatio, middle } from './ratio.ts'

/** A server that says of itself that each request costs so much. */
const costing = async (cpuMsOf: (request: number) => number): Promise<Child> => {
  let requests = 0
  let cpuMs = 0
  const { port, stop } = await answering(() => {
    cpuMs += cpuMsOf(requests++)
  })
  return { port, usage: async () => ({ cpuMs, rssMb: 0 }), stop }
}
const ask = () => ({ path: '/' })

test('the ratio is that of the steady state: neither the warming up nor one disturbed round counts', async () => {
  const desk = await costing((request) => (request < 20 || (request >= 40 && request < 50) ? 50 : 3))
  const floor = await costing(() => 2)
  const measured = await measureRatio({ child: desk, ask }, { child: floor, ask }, 10, 20)
  expect(measured).toEqual({ deskCpuMs: 3, floorCpuMs: 2, ratio: 1.5 })
})

test('the middle is found whatever the order, and nothing has 0', () => {
  expect(middle([9, 1, 5])).toBe(5)
  expect(middle([])).toBe(0)
})
