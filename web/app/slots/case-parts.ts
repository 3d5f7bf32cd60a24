import type { CaseParts } from '../../cases/parts.ts'

/** Everything that rooms above the cases add to a case's screen, in the order in which it is shown. */
export const caseParts: CaseParts = {
  acts: [],
  banners: [],
  story: [],
  words: {},
}
