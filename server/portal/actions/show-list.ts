import { type CaseLine, renderCases } from '../../../pages/portal/cases-page.tsx'
import { deskSettings, nameOfDesk } from '../../people/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import { decodeCursor, encodeCursor } from '../../platform/db/page.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { CustomerActor } from '../../platform/identity/actor.ts'
import { type ListedCase, ownCases, sharedCases } from '../queries/cases.ts'
import { customerOf } from '../queries/conversation.ts'

const PAGE = 30

/** The customer's cases, or those that their organisation shares with them. */
export const showList = async (
  db: Database,
  actor: CustomerActor,
  { which, after }: { which: 'own' | 'shared'; after?: string | undefined },
): Promise<string> => {
  const [me, desk] = [await customerOf(db, actor), await deskSettings(db)]
  const find = which === 'own' ? ownCases : sharedCases
  const rows = await find(db, actor, after === undefined ? null : afterOf(after), PAGE + 1)
  const isShared =
    which === 'own' && after === undefined && (await sharedCases(db, actor, null, 1)).length > 0
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return renderCases({
    company: nameOfDesk(desk),
    languages: [me.locale, desk?.locale ?? null],
    timeZone: me.timeZone ?? desk?.timeZone ?? 'UTC',
    me: me.name,
    which,
    organisation: isShared || which === 'shared' ? me.organisationName : null,
    cases: shown.map((row) => lineOf(row, which)),
    next: rows.length > PAGE && last ? encodeCursor([last.id]) : null,
  })
}

const afterOf = (cursor: string): number => {
  const [id] = decodeCursor(cursor, 1)
  if (typeof id === 'number' && Number.isSafeInteger(id)) return id
  throw platformErrors.notFound()
}

const lineOf = (row: ListedCase, which: 'own' | 'shared'): CaseLine => ({
  id: row.id,
  number: row.number,
  need: row.need,
  state: row.state,
  owner: row.ownerName,
  customer: which === 'shared' ? row.customerName : null,
  at: row.lastActivityAt.toISOString(),
})
