import { shareOf } from '../../platform/contract/share.ts'

/**
 * Of those who were asked whether the note before them helped, how many said that it did (methods.md 3.15); null is an
 * answer that was not given.
 */
export const noteHelped = (answers: readonly (boolean | null)[]) => {
  const given = answers.filter((answer) => answer !== null)
  const helped = given.filter((answer) => answer).length
  return { of: given.length, helped, rate: shareOf(helped, given.length) }
}
