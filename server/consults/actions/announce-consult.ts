import type { z } from 'zod'
import type { Announcement } from '../../platform/contract/announcement.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import type { ConsultRow } from '../queries/consults.ts'

/** Announces something of a question: who asks whom what, and what else there is to say. */
export const announceConsult = async <A extends z.ZodType>(
  tx: Tx,
  actor: Actor,
  row: ConsultRow,
  announcement: Announcement<A>,
  more: Record<string, unknown>,
): Promise<void> => {
  const attributes = {
    consultId: row.id,
    fromStaffId: row.asked_by,
    fromName: row.asked_by_name,
    toStaffId: row.staff_id,
    toName: row.staff_name,
    teamId: row.team_id,
    teamName: row.team_name,
    question: row.question,
    ...more,
  }
  await announce(tx, announcement, {
    actor,
    caseId: row.case_id,
    objects: [
      { type: 'case', id: row.case_id },
      { type: 'consult', id: row.id },
      { type: 'staff', id: row.staff_id, qualifier: 'asked' },
      ...(row.asked_by === null ? [] : [{ type: 'staff', id: row.asked_by, qualifier: 'asker' }]),
    ],
    attributes: attributes as z.input<A>,
  })
}
