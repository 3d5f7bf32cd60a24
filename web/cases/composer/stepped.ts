/** The next place in a ring of `length`, so that going past the end begins anew. */
export const stepped = (at: number, step: number, length: number): number =>
  length === 0 ? 0 : (at + step + length) % length
