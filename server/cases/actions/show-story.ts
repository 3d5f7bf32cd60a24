import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Brief, BriefLine, Fact, FactSlot, Story } from '../contract.ts'
import { writtenLines } from '../queries/brief.ts'
import { earlierFacts, factsOfCase } from '../queries/facts.ts'
import { journeyOf } from '../queries/journey.ts'
import { recentWords } from '../queries/recent-words.ts'
import { repeatsOfCase } from '../queries/repeats.ts'
import { caseForActor } from '../queries/visibility.ts'
import { countJourney } from '../rules/journey.ts'
import { suspicionsOf } from '../rules/suspicions.ts'
import { lastWordsOf } from '../rules.ts'

/**
 * What this customer has been through for this need: the brief, what it cost them, what they told us here and
 * before. Read in a fixed number of statements, however long the story is.
 * @throws platform.not-found
 */
export const showStory = async (db: Database, actor: StaffActor, caseId: number): Promise<Story> => {
  const { customer_id } = await caseForActor(db, actor, caseId)
  const [{ need, firstWords, journey }, facts, earlier, repeats, written, messages] = await Promise.all([
    journeyOf(db, caseId),
    factsOfCase(db, caseId),
    earlierFacts(db, actor, caseId, customer_id),
    repeatsOfCase(db, caseId),
    writtenLines(db, caseId),
    recentWords(db, caseId),
  ])
  const decided = new Set(repeats.flatMap(({ messageId }) => messageId ?? []))
  return {
    brief: { need, firstWords: lastWordsOf(firstWords), ...linesOf(facts, written) },
    counts: countJourney(journey),
    facts,
    earlierFacts: earlier,
    repeats,
    suspicions: suspicionsOf({ messages, facts: [...facts, ...earlier], decided }),
  }
}

/** The brief alone, for rooms that hand a case on. @throws platform.not-found */
export const briefOf = async (db: Database, actor: StaffActor, caseId: number): Promise<Brief> =>
  (await showStory(db, actor, caseId)).brief

type Written = Awaited<ReturnType<typeof writtenLines>>

/** A line that a person wrote stands; otherwise it is put together from the facts, in their own words. */
const linesOf = (facts: readonly Fact[], written: Written): Pick<Brief, BriefLine> => {
  const told = (slot: FactSlot) => facts.filter((fact) => fact.slot === slot).map(({ text }) => text)
  const lineOf = (line: BriefLine, known: readonly string[]): Brief[BriefLine] => {
    const own = written.find((each) => each.line === line)
    if (!own) return { text: known.join('; ') || null, writtenBy: null, writtenAt: null }
    const writtenBy = { id: own.staffId, name: own.staffName }
    return { text: own.text, writtenBy, writtenAt: own.writtenAt.toISOString() }
  }
  return {
    tried: lineOf('tried', told('tried')),
    next: lineOf('next', []),
    feeling: lineOf('feeling', told('feeling').slice(-NEWEST_FEELINGS)),
  }
}

const NEWEST_FEELINGS = 2
