import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { bestEntries, type Candidate, casesInReach, countMatches, newestEntry } from '../queries/search.ts'
import { RECENCY_BITS } from '../queries/search-entries.ts'
import { visibleCases } from '../queries/visibility.ts'

/** No search shows more: who has more hits types another word. */
const MOST_HITS = 200
/** So many among the newest are enough to rank; with fewer we look further back. */
const ENOUGH_HITS = 60
/** A word found no more often than this in all is looked up at once in the whole index. */
const FEW_MATCHES = 1_000
/** Whoever sees no more cases than these is served by looking through just them. */
const FEW_CASES = 1_000

/**
 * The best matching entry of each case this person may see, best first. Words that are rare among
 * the newest entries are looked up in the whole index. For others the newest are asked first, and older ones only
 * when those hold too few hits: a common word never touches its millions of matches.
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
  const gatherings = newestGatherings(await newestEntry(db))
  if (!(await areRare(db, words, gatherings))) {
    for (const { marks } of gatherings) {
      const found = await bestEntries(db, { ...search, words: `${marks} & ${words}` })
      if (found.length >= ENOUGH_HITS) return found
    }
  }
  return bestEntries(db, { ...search, words })
}

/** Reckoned from the newest entries, whoever may see them: what counts here is how much there is to look through. */
const areRare = async (db: Database, words: string, [newest]: readonly Gathering[]): Promise<boolean> => {
  if (!newest) return true
  return (await countMatches(db, `${newest.marks} & ${words}`)) < FEW_MATCHES * newest.share
}

/** The newest entries of one level. */
export interface Gathering {
  /** What a tsquery asks for them by. */
  readonly marks: string
  /** Of all entries, 0 to 1. */
  readonly share: number
}

/** For each level that does not hold the whole index, its newest one to two gatherings. */
export const newestGatherings = (newest: number): Gathering[] =>
  RECENCY_BITS.flatMap((bits, level) => {
    const last = Math.floor(newest / 2 ** bits)
    const share = (newest - (last - 1) * 2 ** bits) / newest
    return last < 2 ? [] : [{ marks: `('@${level}:${last}' | '@${level}:${last - 1}')`, share }]
  })
