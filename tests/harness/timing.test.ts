import { expect, test } from 'vitest'
import { timeDifference } from './timing.ts'

/** Processor work of about so many milliseconds. */
const busy = (milliseconds: number) => async () => {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

test('what takes as long as something else differs by nearly nothing', async () => {
  expect(await timeDifference(busy(2), busy(2), { enough: 5 })).toBeLessThan(5)
})

test('what always takes 8 ms longer is seen in every round, whichever of the two it is', async () => {
  expect(await timeDifference(busy(1), busy(9), { enough: 5 })).toBeGreaterThan(5)
  expect(await timeDifference(busy(9), busy(1), { enough: 5 })).toBeGreaterThan(5)
}, 60_000)

test('a machine that slows down while it is measured makes no difference', async () => {
  let worse = 0
  const slowing = async () => {
    worse += 0.1
    await busy(worse)()
  }
  expect(await timeDifference(slowing, slowing, { enough: 5 })).toBeLessThan(5)
}, 60_000)
