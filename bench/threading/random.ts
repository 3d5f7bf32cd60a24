/** Chance that a seed repeats. */
export interface Random {
  below(most: number): number
  of<T>(values: readonly T[]): T
  word(length: number): string
}

/** A small known generator (mulberry32): the same seed makes the same mails on every machine. */
export const seeded = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (most: number): number => Math.floor(next() * most)
  return {
    below,
    of: (values) => {
      const value = values[below(values.length)]
      if (value === undefined) throw new Error('there is nothing to choose from')
      return value
    },
    word: (length) => Array.from({ length }, () => 'abcdefghijklmnopqrstuvwxyz'[below(26)]).join(''),
  }
}
