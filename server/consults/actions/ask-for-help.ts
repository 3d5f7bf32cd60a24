import {
  askIn,
  callAttention,
  type LockedCase,
  lockCase,
  refuseMerged,
  unsafeLockCase,
} from '../../cases/index.ts'
import { staffNames } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { consultAnnouncements, consultErrors } from '../contract.ts'
import { insertConsult, openConsults } from '../queries/consults.ts'
import { isOver } from '../rules/is-over.ts'
import { askingWords } from '../rules/words.ts'
import { announceConsult } from './announce-consult.ts'
import { type Asked, type Found, findAsked } from './find-asked.ts'

export interface HelpWanted {
  readonly caseId: number
  readonly to: Asked
  readonly question: string
  /** Until the question has ended; otherwise they read the case and write notes. */
  readonly mayWriteToCustomer: boolean
}

/**
 * Asks a colleague, or whoever is on duty in a team, into a case with a question. They see it from now on, and its
 * owner stays its owner. Regard itself may ask about any case.
 * @throws platform.not-found; cases.notes-only, already-merged; consults.finished, asked-already, and what `findAsked`
 * refuses
 */
export const askForHelp = async (
  tx: Tx,
  actor: Actor,
  { caseId, to, question, mayWriteToCustomer }: HelpWanted,
): Promise<{ consultId: number }> => {
  const asker = actor.kind === 'staff' ? actor : null
  const row = asker ? await lockCase(tx, asker, caseId) : await unsafeLockCase(tx, caseId)
  refuseMerged(row)
  if (isOver(row.state)) throw consultErrors.finished()
  const askedBy = asker?.staffId ?? null
  const found = await findAsked(tx, askedBy, to, mayWriteToCustomer)
  await refuseAskedAlready(tx, row.id, found)
  const consult = await insertConsult(tx, {
    ...{ caseId: row.id, askedBy, question, mayWrite: mayWriteToCustomer },
    ...{ staffId: found.staffId, teamId: found.teamId },
    lets: await letIn(tx, row, found, mayWriteToCustomer),
  })
  const names = await staffNames(tx, askedBy === null ? [] : [askedBy])
  const words = askingWords(names.get(askedBy ?? 0) ?? null, question)
  await callAttention(tx, row.id, [found.staffId], 'consult', words)
  await announceConsult(tx, actor, consult, consultAnnouncements.asked, { mayWriteToCustomer })
  return { consultId: consult.id }
}

const refuseAskedAlready = async (tx: Tx, caseId: number, { staffId, teamId }: Found): Promise<void> => {
  const open = (await openConsults(tx, caseId)).find(
    (one) => one.staff_id === staffId || (teamId !== null && one.team_id === teamId),
  )
  if (!open) return
  const name = open.staff_id === staffId ? open.staff_name : (open.team_name ?? open.staff_name)
  throw consultErrors.askedAlready({
    consultId: open.id,
    detail: `${name} is asked already and has not answered yet. Wait for the answer, or take that question back.`,
  })
}

const letIn = async (tx: Tx, { id: caseId }: LockedCase, { staffId, teamId }: Found, mayWrite: boolean) => ({
  staff: await askIn(tx, { caseId, staffId }, mayWrite),
  team: teamId !== null && (await askIn(tx, { caseId, teamId }, mayWrite)),
})
