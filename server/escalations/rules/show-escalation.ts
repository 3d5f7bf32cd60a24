import { isLead } from '../../platform/contract/permission.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Escalation } from '../contract.ts'
import type { EscalationRow } from '../queries/escalations.ts'

/** Whoever is asked answers; a lead who sees the case may in their place. */
export const mayAnswer = ({ asked }: Pick<EscalationRow, 'asked'>, actor: StaffActor): boolean =>
  asked.id === actor.staffId || isLead(actor)

export const toEscalation = (row: EscalationRow, actor: StaffActor): Escalation => {
  const { answeredBy: by, answeredAt, answer, words } = row
  return {
    ...{ id: row.id, condition: row.condition, advice: row.advice, said: row.said, asked: row.asked },
    happenedAt: row.happenedAt.toISOString(),
    askedAt: row.askedAt.toISOString(),
    answered: by && answeredAt && answer ? { by, at: answeredAt.toISOString(), answer, words } : null,
    may: { answer: answeredAt === null && mayAnswer(row, actor) },
  }
}
