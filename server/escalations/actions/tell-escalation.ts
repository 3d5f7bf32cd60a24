import type { z } from 'zod'
import type { Announcement } from '../../platform/contract/announcement.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { type Actor, systemActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import type { escalationAnnouncements } from '../contract.ts'
import type { EscalationRow } from '../queries/escalations.ts'

type Told = z.input<typeof escalationAnnouncements.asked.attributes>

/** Announces what became of an escalation, on the case in which it lives now. */
export const tellEscalation = <A extends z.ZodType>(
  tx: Tx,
  announcement: Announcement<A>,
  caseId: number,
  { id, condition, asked }: EscalationRow,
  { actor = systemActor('escalations'), ...more }: Partial<z.input<A>> & { actor?: Actor } = {},
): Promise<number> => {
  const told: Told = { escalationId: id, condition, askedId: asked.id, askedName: asked.name }
  return announce(tx, announcement, {
    ...{ actor, caseId },
    objects: [
      { type: 'case', id: caseId },
      { type: 'staff', id: asked.id, qualifier: 'asked' },
    ],
    attributes: { ...told, ...more } as z.input<A>,
  })
}
