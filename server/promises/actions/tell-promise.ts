import type { z } from 'zod'
import { staffNames } from '../../people/index.ts'
import type { Announcement } from '../../platform/contract/announcement.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import type { promiseAnnouncements } from '../contract.ts'
import type { LockedPromise } from '../queries/promise-row.ts'

type Told = z.input<typeof promiseAnnouncements.made.attributes>

/** Announces news of a promise on its case, with what every such news tells. `more` is what this kind adds. */
export const tellPromise = async <More extends object>(
  tx: Tx,
  actor: Actor,
  announcement: Announcement<z.ZodType<unknown, Told & More>>,
  row: LockedPromise,
  more: More,
  time?: Date,
): Promise<void> => {
  const names = await staffNames(tx, [row.keeper_id])
  await announce(tx, announcement, {
    actor,
    caseId: row.case_id,
    objects: [
      { type: 'promise', id: row.id },
      { type: 'case', id: row.case_id },
      { type: 'staff', id: row.keeper_id, qualifier: 'keeper' },
      ...(row.message_id === null ? [] : [{ type: 'message', id: row.message_id }]),
    ],
    attributes: {
      promiseId: row.id,
      what: row.what,
      dueAt: row.due_at.toISOString(),
      timeZone: row.time_zone,
      keeperId: row.keeper_id,
      keeperName: names.get(row.keeper_id) ?? '',
      ...more,
    },
    ...(time && { time }),
  })
}
