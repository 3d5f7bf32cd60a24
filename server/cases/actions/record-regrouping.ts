import type { z } from 'zod'
import type { Announcement } from '../../platform/contract/announcement.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import type { Regrouping } from '../contract.ts'
import type { CasePair } from '../queries/case-pair.ts'
import type { Moved } from '../queries/moved.ts'
import { insertRegrouping } from '../queries/regroupings.ts'

export interface Done {
  readonly kind: Regrouping['kind']
  readonly pair: CasePair
  readonly moved: Moved
}

type Regrouped = z.ZodType<unknown, { regroupingId: number; otherCaseId: number; otherCaseNumber: number }>

/** Writes a regrouping down and announces it on both cases. */
export const recordRegrouping = async (
  tx: Tx,
  actor: StaffActor,
  announcement: Announcement<Regrouped>,
  { kind, pair: { from, to }, moved }: Done,
): Promise<Regrouping> => {
  const { id, done_at } = await insertRegrouping(tx, {
    kind,
    fromCaseId: from.id,
    toCaseId: to.id,
    doneBy: actor.staffId,
    moved,
  })
  const objects = [
    { type: 'case', id: from.id, qualifier: 'from' },
    { type: 'case', id: to.id, qualifier: 'to' },
  ]
  for (const [here, there] of [
    [from, to],
    [to, from],
  ] as const) {
    const attributes = { regroupingId: id, otherCaseId: there.id, otherCaseNumber: there.number }
    await announce(tx, announcement, { actor, caseId: here.id, objects, attributes })
  }
  const cases = { fromCaseId: from.id, toCaseId: to.id }
  return { id, kind, ...cases, doneAt: done_at.toISOString(), undone: false }
}
