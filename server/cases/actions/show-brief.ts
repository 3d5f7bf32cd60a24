import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Brief, BriefLine, Fact, FactSlot } from '../contract.ts'
import { firstWordsOf, writtenLines } from '../queries/brief.ts'
import { factsOfCase } from '../queries/facts.ts'
import { caseForActor } from '../queries/visibility.ts'
import { lastWordsOf } from '../rules/last-words.ts'

/** The five lines about a case, for whoever takes it up. @throws platform.not-found */
export const briefOf = async (db: Database, actor: StaffActor, caseId: number): Promise<Brief> => {
  const { need } = await caseForActor(db, actor, caseId)
  const [firstWords, facts, written] = await Promise.all([
    firstWordsOf(db, caseId),
    factsOfCase(db, caseId),
    writtenLines(db, caseId),
  ])
  return toBrief({ need, firstWords, facts, written })
}

interface OnRecord {
  readonly need: string
  readonly firstWords: string
  readonly facts: readonly Fact[]
  readonly written: Written
}

/** The five lines as they follow from what is on record. */
export const toBrief = ({ need, firstWords, facts, written }: OnRecord): Brief => ({
  need,
  firstWords: lastWordsOf(firstWords),
  ...linesOf(facts, written),
})

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
