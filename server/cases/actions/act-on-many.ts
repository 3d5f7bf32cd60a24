import type { z } from 'zod'
import { Refusal } from '../../platform/contract/errors.ts'
import { withSavepoint } from '../../platform/db/savepoint.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { mayKnock } from '../../platform/identity/authenticate.ts'
import { announce } from '../../platform/journal/announce.ts'
import {
  type bulkResultSchema,
  type bulkSchema,
  caseAnnouncements,
  caseErrors,
  casePermissions,
} from '../contract.ts'
import { lockCase, refuseMerged, updateCase } from '../queries/case-row.ts'
import { closeCase } from './close-case.ts'
import { takeCase } from './take-case.ts'

type Bulk = z.output<typeof bulkSchema>
type Act = Bulk['act']

const MOST_TAGS = 30

/**
 * Does one thing to many cases, each by itself: what is refused for one is told and does not stop the others.
 * @throws platform.not-allowed when this person may not do it at all
 */
export const actOnMany = async (
  tx: Tx,
  actor: StaffActor,
  { caseIds, act }: Bulk,
): Promise<z.input<typeof bulkResultSchema>> => {
  if (act.kind === 'close') mayKnock(actor, casePermissions.close)
  const done: number[] = []
  const refused: { caseId: number; code: string; words: string }[] = []
  // In the order of their ids, so that two people who act on the same cases never block each other.
  for (const caseId of [...new Set(caseIds)].sort((a, b) => a - b)) {
    try {
      await withSavepoint(tx, () => actOn(tx, actor, caseId, act))
      done.push(caseId)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ caseId, code: error.code, words: error.message })
    }
  }
  return { done, refused }
}

const actOn = (tx: Tx, actor: StaffActor, caseId: number, act: Act): Promise<void> => {
  if (act.kind === 'take') return takeCase(tx, actor, caseId)
  if (act.kind === 'close') return closeCase(tx, actor, caseId, { reason: act.reason, words: '' })
  return tagCase(tx, actor, caseId, act)
}

/**
 * Adds and removes tags without touching the others, whatever version of the case somebody saw.
 * @throws platform.not-found, cases.already-merged, cases.too-many-tags
 */
const tagCase = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  { add, remove }: Extract<Act, { kind: 'tag' }>,
): Promise<void> => {
  const row = await lockCase(tx, actor, caseId)
  refuseMerged(row)
  const kept = row.tags.filter((tag) => !remove.includes(tag))
  const tags = [...new Set([...kept, ...add])]
  if (tags.length > MOST_TAGS) throw caseErrors.tooManyTags()
  if (tags.length === row.tags.length && tags.every((tag) => row.tags.includes(tag))) return
  await updateCase(tx, row, { tags })
  const objects = [{ type: 'case', id: caseId }]
  await announce(tx, caseAnnouncements.changed, { actor, caseId, objects, attributes: { changed: ['tags'] } })
}
