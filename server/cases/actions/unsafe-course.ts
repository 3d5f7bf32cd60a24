import type { Database } from '../../platform/db/pool.ts'
import { journeyOf } from '../queries/journey.ts'
import { comingsOf, type Serving, servingsOf } from '../rules/journey.ts'

/** How a need went until now. */
export interface Course {
  /** Each time the customer came to us. */
  readonly comings: readonly Date[]
  /** Who served, in the order of time. */
  readonly servings: readonly Serving[]
}

/** How a need went, whoever asks: for rooms that watch over it. Counted as the story of the case counts it. */
export const unsafeCourseOf = async (db: Database, caseId: number): Promise<Course> => {
  const journey = await journeyOf(db, caseId)
  return { comings: comingsOf(journey), servings: servingsOf(journey) }
}
