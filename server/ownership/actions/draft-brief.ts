import type { Database } from '../../platform/db/pool.ts'
import { unsafeRecorded } from '../queries/brief.ts'
import { type BriefDraft, draftBrief } from '../rules/draft-brief.ts'

/** Fields that another room knows better, e.g. open promises; the caller has found the case through the actor. */
export type BriefSource = (db: Database, caseId: number) => Promise<Partial<BriefDraft>>

const sources = new Set<BriefSource>()

/** Rooms beside this one say here, once, in their `room.ts`, what they know of a brief. */
export const addToBrief = (source: BriefSource): void => {
  sources.add(source)
}

/** The brief as far as the record knows it. The caller has found the case through the actor. */
export const unsafeDraft = async (db: Database, caseId: number): Promise<BriefDraft> => {
  const draft = draftBrief(await unsafeRecorded(db, caseId))
  for (const source of sources) Object.assign(draft, await source(db, caseId))
  return draft
}
