import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { GuidelineList } from '../contract.ts'
import { triggersSince } from '../queries/escalations.ts'
import { allGuidelines } from '../queries/guidelines.ts'
import { toGuideline } from '../rules/show-guideline.ts'
import { timeliness } from '../rules/timeliness.ts'

const DAYS = 30

/** Every guideline, and how soon those who were asked answered in the last 30 days. */
export const showGuidelines = async (db: Database, actor: StaffActor, now: Date): Promise<GuidelineList> => {
  const since = new Date(+now - DAYS * 86_400_000)
  const triggers = await triggersSince(db, actor, since)
  const guidelines = await allGuidelines(db)
  return {
    items: guidelines.map((row) => toGuideline(row, actor)),
    timeliness: { ...timeliness(triggers, now), days: DAYS },
  }
}
