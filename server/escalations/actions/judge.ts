import { type LockedCase, unsafeCourseOf, unsafeLockCase } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Condition, ConditionKind } from '../contract.ts'
import { notFired } from '../queries/escalations.ts'
import { type GuidelineRow, guidelinesOn } from '../queries/guidelines.ts'
import { unsafeHandOffsOf, unsafeSaidIn } from '../queries/journey.ts'
import { findWords } from '../rules/find-words.ts'
import { contactMoment, handOffMoment, pingPongMoment, type Travelled } from '../rules/moments.ts'
import { fire, fireForManager } from './fire.ts'
import { watchWaiting } from './watch-waiting.ts'

/** Something happened on a case: the conditions it may have made true. */
export interface Occasion {
  readonly kinds: readonly ConditionKind[]
  readonly at: Date
  /** What the customer said, where that is what happened. */
  readonly messageId: number | null
}

/**
 * Fires the guidelines that an occasion made true, each once for a need (methods.md 3.14). It reads the record, so it
 * may come late or twice, also at the same time: whoever comes second finds that it fired.
 */
export const judge = async (tx: Tx, caseId: number, occasion: Occasion, now: Date): Promise<void> => {
  const row = await unsafeLockCase(tx, caseId)
  const guidelines = await unfired(tx, row, occasion.kinds)
  const evidence = evidenceOf(tx, row, occasion)
  for (const guideline of guidelines) {
    const found = await evidence(guideline.condition)
    if (found) await fire(tx, row, guideline, { messageId: occasion.messageId, said: '', ...found })
  }
  await watchWaiting(tx, row, guidelines, now)
  if (occasion.kinds.includes('manager-asked') && occasion.messageId !== null)
    await fireForManager(tx, row, occasion.messageId, occasion.at)
}

const unfired = async (tx: Tx, row: LockedCase, kinds: readonly ConditionKind[]): Promise<GuidelineRow[]> => {
  const guidelines = await guidelinesOn(tx, row.team_id, kinds)
  const ids = await notFired(
    tx,
    row.id,
    guidelines.map(({ id }) => id),
  )
  return guidelines.filter(({ id }) => ids.has(id))
}

interface Found {
  readonly happenedAt: Date
  readonly said?: string
}

const at = (moment: Date | null): Found | null => moment && { happenedAt: moment }

/** Whether and when a condition came true. What has to be read for that is read once. */
const evidenceOf = (tx: Tx, row: LockedCase, { at: now, messageId }: Occasion) => {
  let journey: Promise<Travelled> | undefined
  const travelled = () => (journey ??= journeyOf(tx, row.id))
  return async (condition: Condition): Promise<Found | null> => {
    switch (condition.kind) {
      case 'hand-offs':
        return at(handOffMoment(await travelled(), condition.between, condition.atLeast))
      case 'ping-pong':
        return at(pingPongMoment(await travelled(), condition.between))
      case 'contacts':
        return at(contactMoment(await travelled(), condition.atLeast))
      case 'words': {
        const said = messageId && findWords(await unsafeSaidIn(tx, messageId), condition.words)
        return said ? { happenedAt: now, said } : null
      }
      case 'promise-broken':
      case 'manager-asked':
      case 'dissatisfied':
        return { happenedAt: now }
      // The hours of the team say when.
      case 'waiting':
        return null
    }
  }
}

const journeyOf = async (tx: Tx, caseId: number): Promise<Travelled> => ({
  ...(await unsafeCourseOf(tx, caseId)),
  handOffs: await unsafeHandOffsOf(tx, caseId),
})
