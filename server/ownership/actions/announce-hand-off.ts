import type { z } from 'zod'
import type { Announcement } from '../../platform/contract/announcement.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import type { HandOffRow } from '../queries/hand-offs.ts'

/** Announces something of a hand-off: who gives, who receives, and what else there is to say. */
export const announceHandOff = async <A extends z.ZodType>(
  tx: Tx,
  actor: Actor,
  row: HandOffRow,
  announcement: Announcement<A>,
  more: Record<string, unknown>,
): Promise<void> => {
  const attributes = {
    handOffId: row.id,
    fromStaffId: row.from_id,
    fromName: row.from_name,
    fromTeamId: row.from_team_id,
    toStaffId: row.to_id,
    toName: row.to_name,
    toTeamId: row.to_team_id,
    ...more,
  }
  await announce(tx, announcement, {
    actor,
    caseId: row.case_id,
    objects: [
      { type: 'case', id: row.case_id },
      { type: 'hand-off', id: row.id },
      { type: 'staff', id: row.from_id, qualifier: 'giver' },
      { type: 'staff', id: row.to_id, qualifier: 'receiver' },
    ],
    attributes: attributes as z.input<A>,
  })
}
