import { callAttention, type LockedCase, letSee, staffSees } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { escalationAnnouncements } from '../contract.ts'
import { type Firing, insertEscalation, isManagerAsked, unsafeEscalation } from '../queries/escalations.ts'
import type { GuidelineRow } from '../queries/guidelines.ts'
import { conditionWords } from '../rules/condition-words.ts'
import { tellEscalation } from './tell-escalation.ts'
import { whomToAsk } from './whom-to-ask.ts'

type Evidence = Pick<Firing, 'happenedAt' | 'messageId' | 'said'>

/** Fires a guideline on a locked case: somebody is asked for help. The owner stays the owner. */
export const fire = async (
  tx: Tx,
  row: LockedCase,
  guideline: GuidelineRow,
  evidence: Evidence,
): Promise<void> => {
  const { id: guidelineId, condition, advice, since } = guideline
  await ask(tx, row, {
    ...{ guidelineId, condition, advice, caseId: row.id, askedId: await whomToAsk(tx, row, guideline) },
    ...evidence,
    // What was true before somebody wrote the guideline counts from then on.
    happenedAt: evidence.happenedAt < since ? since : evidence.happenedAt,
  })
}

/** A customer who asks for a manager reaches the lead on duty, also where no guideline says whom that calls. */
export const fireForManager = async (
  tx: Tx,
  row: LockedCase,
  messageId: number,
  happenedAt: Date,
): Promise<void> => {
  if (await isManagerAsked(tx, row.id, messageId)) return
  await ask(tx, row, {
    ...{ caseId: row.id, guidelineId: null, condition: { kind: 'manager-asked' }, advice: '' },
    ...{ messageId, said: '', happenedAt, askedId: await whomToAsk(tx, row, { ask: 'lead' }) },
  })
}

const ask = async (tx: Tx, row: LockedCase, firing: Firing): Promise<void> => {
  const id = await insertEscalation(tx, firing)
  const made = id === undefined ? undefined : await unsafeEscalation(tx, id)
  if (made) {
    await call(tx, row.id, firing)
    await tellEscalation(tx, escalationAnnouncements.asked, row.id, made)
  }
}

/** Calls whoever is asked to the case, which they may see from now on, with the words of the guideline. */
export const call = async (
  tx: Tx,
  caseId: number,
  { askedId, condition, said, advice }: Pick<Firing, 'askedId' | 'condition' | 'said' | 'advice'>,
): Promise<void> => {
  if (!(await staffSees(tx, askedId, caseId))) await letSee(tx, caseId, [askedId], 'consulted')
  const words = [conditionWords(condition, said), advice].filter(Boolean).join('. ')
  await callAttention(tx, caseId, [askedId], 'escalation', words.slice(0, MOST_WORDS))
}

/** A line of a list; the banner shows everything. */
const MOST_WORDS = 200
