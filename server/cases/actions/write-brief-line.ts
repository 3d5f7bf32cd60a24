import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { type Brief, type BriefLine, caseAnnouncements } from '../contract.ts'
import { deleteLine, upsertLine } from '../queries/brief.ts'
import { lockCase, refuseMerged } from '../queries/case-row.ts'
import { briefOf } from './show-brief.ts'

/**
 * Writes a line of the brief in place of what the record says by itself; nothing gives it back to the record.
 * @throws platform.not-found, cases.already-merged
 */
export const writeBriefLine = async (
  tx: Tx,
  actor: StaffActor,
  { caseId, line }: { caseId: number; line: BriefLine },
  text: string,
): Promise<Brief> => {
  refuseMerged(await lockCase(tx, actor, caseId))
  if (text === '') await deleteLine(tx, caseId, line)
  else await upsertLine(tx, actor.staffId, { caseId, line, text })
  await announce(tx, caseAnnouncements.briefWritten, {
    actor,
    caseId,
    objects: [{ type: 'case', id: caseId }],
    attributes: { line },
  })
  return briefOf(tx, actor, caseId)
}
