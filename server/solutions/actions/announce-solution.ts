import type { z } from 'zod'
import type { Announcement } from '../../platform/contract/announcement.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'

/** Tells what happened to a proposal. */
export const announceSolution = <A extends z.ZodType>(
  tx: Tx,
  announcement: Announcement<A>,
  actor: Actor,
  { id, caseId, customerId }: { id: number; caseId: number; customerId: number },
  attributes: z.input<A>,
): Promise<number> =>
  announce(tx, announcement, {
    actor,
    caseId,
    objects: [
      { type: 'case', id: caseId },
      { type: 'solution', id },
      { type: 'customer', id: customerId },
    ],
    attributes,
  })
