import { renderCase } from '../../../pages/portal/case-page.tsx'
import { deskSettings, nameOfDesk } from '../../people/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import { decodeCursor, encodeCursor } from '../../platform/db/page.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { CustomerActor } from '../../platform/identity/actor.ts'
import { newSecret } from '../../platform/identity/tokens.ts'
import { unsafeOpenPromisesOf } from '../../promises/index.ts'
import { waitingProposal } from '../../solutions/index.ts'
import { caseForCustomer } from '../queries/cases.ts'
import { conversationFor, customerOf } from '../queries/conversation.ts'

export type Told = 'written' | 'manager' | 'answered' | 'overtaken'

/**
 * The page of a case: who has it, what happens next and by when, then everything that was said.
 * @throws platform.not-found
 */
export const showCase = async (
  db: Database,
  actor: CustomerActor,
  { caseId, before, told }: { caseId: number; before?: string | undefined; told?: Told | undefined },
): Promise<string> => {
  const found = await caseForCustomer(db, actor, caseId)
  const [me, desk] = [await customerOf(db, actor), await deskSettings(db)]
  const place = before === undefined ? null : placeOf(before)
  const { items, hasEarlier } = await conversationFor(db, caseId, place)
  const [oldest] = items
  const promises = await unsafeOpenPromisesOf(db, caseId)
  const proposal = found.isOwn ? await waitingProposal(db, actor, caseId) : null
  return renderCase({
    company: nameOfDesk(desk),
    languages: [me.locale, found.language, desk?.locale ?? null],
    timeZone: me.timeZone ?? desk?.timeZone ?? 'UTC',
    me: me.name,
    found: {
      ...{ id: found.id, number: found.number, need: found.need, state: found.state },
      ...{ owner: found.ownerName, heldOnDuty: found.heldOnDuty, isOwn: found.isOwn },
    },
    promises: promises.map(({ dueAt, ...promise }) => ({ ...promise, dueAt: dueAt.toISOString() })),
    proposal,
    said: items.map(({ at, ...item }) => ({ ...item, at: at.toISOString() })),
    earlier: hasEarlier && oldest ? encodeCursor([oldest.at.toISOString(), oldest.id]) : null,
    isNewest: place === null,
    once: newSecret(),
    told: told ?? null,
  })
}

const placeOf = (cursor: string): { at: Date; id: number } => {
  const [time, id] = decodeCursor(cursor, 2)
  const at = new Date(String(time))
  if (Number.isNaN(at.getTime()) || !Number.isSafeInteger(id)) throw platformErrors.notFound()
  return { at, id: Number(id) }
}
