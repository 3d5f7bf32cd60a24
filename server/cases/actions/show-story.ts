import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Story } from '../contract.ts'
import { firstWordsOf, writtenLines } from '../queries/brief.ts'
import { earlierFacts, factsOfCase } from '../queries/facts.ts'
import { journeyOf } from '../queries/journey.ts'
import { recentWords } from '../queries/recent-words.ts'
import { repeatsOfCase } from '../queries/repeats.ts'
import { caseForActor } from '../queries/visibility.ts'
import { countJourney } from '../rules/journey.ts'
import { suspicionsOf } from '../rules/suspicions.ts'
import { toBrief } from './show-brief.ts'

/**
 * What this customer has been through for this need: the brief, what it cost them, what they told us here and
 * before. Read in a fixed number of statements, however long the story is.
 * @throws platform.not-found
 */
export const showStory = async (db: Database, actor: StaffActor, caseId: number): Promise<Story> => {
  const { need, customer_id } = await caseForActor(db, actor, caseId)
  const [journey, firstWords, facts, earlier, repeats, written, messages] = await Promise.all([
    journeyOf(db, caseId),
    firstWordsOf(db, caseId),
    factsOfCase(db, caseId),
    earlierFacts(db, actor, caseId, customer_id),
    repeatsOfCase(db, caseId),
    writtenLines(db, caseId),
    recentWords(db, caseId),
  ])
  const decided = new Set(repeats.flatMap(({ messageId }) => messageId ?? []))
  return {
    brief: toBrief({ need, firstWords, facts, written }),
    counts: countJourney(journey),
    facts,
    earlierFacts: earlier,
    repeats,
    suspicions: suspicionsOf({ messages, facts: [...facts, ...earlier], decided }),
  }
}
