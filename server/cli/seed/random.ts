/** A stream of random numbers that is the same for the same seed, so that every seeded desk can be made again. */
export interface Random {
  /** A number from 0 up to, but not, 1. */
  next(): number
  /** A whole number from 0 up to, but not, `below`. */
  whole(below: number): number
  pick<T>(list: readonly T[]): T
}

/** The generator mulberry32: small, fast, and good enough for texts and dates. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (below: number): number => Math.floor(next() * below)
  const pick = <T>(list: readonly T[]): T => {
    const item = list[whole(list.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  return { next, whole, pick }
}

const SLOTS = 32_768

/**
 * Picks as Zipf's law has it: the second of the list half as often as the first, the third a third as often.
 */
export const zipfOver = <T>(list: readonly T[]): ((random: Random) => T) => {
  const total = list.reduce((sum, _, index) => sum + 1 / (index + 1), 0)
  const slots: T[] = []
  for (const [index, item] of list.entries()) {
    const until = slots.length + Math.max(1, Math.round(SLOTS / (index + 1) / total))
    while (slots.length < until) slots.push(item)
  }
  return (random) => random.pick(slots)
}
