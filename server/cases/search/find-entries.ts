import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { bestEntries, type Candidate, casesInReach, newestEntry } from '../queries/search.ts'
import { RECENCY_BITS } from '../queries/search-entries.ts'
import { visibleCases } from '../queries/visibility.ts'

/** No search shows more: who has more hits types another word. */
const MOST_HITS = 200
/** So many among the newest are enough to rank; with fewer we look further back. */
const ENOUGH_HITS = 60
/** Whoever sees no more cases than these is served by looking through just them. */
const FEW_CASES = 1_000

/**
 * The best matching entry of each case this person may see, best first. The newest entries are asked first
 * and the whole index only when they hold too few hits: a common word never touches its millions of matches,
 * and a rare one is found by a few short look-ups.
 */
export const findEntries = async (
  db: Database,
  actor: StaffActor,
  words: string,
  asOf: Date,
): Promise<Candidate[]> => {
  const visible = visibleCases(actor)
  const search = { visible, asOf, limit: MOST_HITS }
  if (actor.reach !== 'all') {
    const own = await casesInReach(db, actor, FEW_CASES + 1)
    if (own.length <= FEW_CASES) return bestEntries(db, { ...search, words, among: own })
  }
  for (const marks of recencyMarks(await newestEntry(db))) {
    const found = await bestEntries(db, { ...search, words: `${marks} & ${words}` })
    if (found.length >= ENOUGH_HITS) return found
  }
  return bestEntries(db, { ...search, words })
}

/** For each level that does not hold the whole index, the marks of its newest one to two gatherings. */
export const recencyMarks = (newest: number): string[] =>
  RECENCY_BITS.flatMap((bits, level) => {
    const last = Math.floor(newest / 2 ** bits)
    return last < 2 ? [] : [`('@${level}:${last}' | '@${level}:${last - 1}')`]
  })
