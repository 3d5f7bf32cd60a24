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
/** Mandelbrot's flattening of the very first ranks, without which every second word would be "the". */
const FLATTENED = 2.7

/** Picks as Zipf's law has it: how often a word is said falls with its rank in the list. */
export const zipfOver = <T>(list: readonly T[]): ((random: Random) => T) => {
  const weights = list.map((_, index) => 1 / (index + 1 + FLATTENED))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const slots = list.flatMap((item, index) =>
    new Array<T>(Math.max(1, Math.round((SLOTS * (weights[index] ?? 0)) / total))).fill(item),
  )
  return (random) => random.pick(slots)
}
