import { renderAnswer } from '../../../pages/solutions/answer-page.tsx'
import { deskSettings, findStaff, nameOfDesk } from '../../people/index.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Outcome, Said } from '../contract.ts'
import { type SolutionRow, unsafeSolutionOfLink } from '../queries/solutions.ts'
import { unsafeCaseOfSolution } from '../queries/surroundings.ts'
import { asksStill, outcomeOf } from '../rules.ts'
import { linkHash } from './link.ts'

/**
 * The page behind a link: 200 with the proposal, 404 alike for what was never made, is altered or too old. `unheard` are
 * words that came with an answer too late; they are given back.
 */
export const showLink = async (
  db: Database,
  { secret, said }: { secret: string; said: Said },
  unheard = '',
): Promise<{ html: string; status: number }> => {
  const [solution, desk] = [await unsafeSolutionOfLink(db, linkHash(secret)), await deskSettings(db)]
  const company = nameOfDesk(desk)
  if (!solution) {
    const languages = [desk?.locale ?? null]
    return { html: renderAnswer({ company, languages, asked: null, unheard }), status: 404 }
  }
  const about = await unsafeCaseOfSolution(db, solution.id)
  const owner = await findStaff(db, about.ownerId)
  return {
    html: renderAnswer({
      company,
      unheard,
      languages: [about.locale, about.language, desk?.locale ?? null],
      asked: {
        need: about.need,
        number: about.number,
        words: solution.words,
        proposer: solution.proposerName,
        owner: owner?.name ?? solution.proposerName,
        outcome: standing(solution, about),
        first: said,
        action: `/solution/${secret}`,
      },
    }),
    status: 200,
  }
}

/** As `answer` would find it: a case that moved on does not ask any more. */
const standing = (
  solution: SolutionRow,
  about: Awaited<ReturnType<typeof unsafeCaseOfSolution>>,
): Outcome => {
  const outcome = outcomeOf(solution)
  const same = about.customerId === solution.customerId && about.mergedIntoId === null
  return solution.endedAt !== null || (asksStill(about.state) && same) ? outcome : 'overtaken'
}
