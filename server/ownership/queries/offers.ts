import { visibleCases } from '../../cases/index.ts'
import { idOfCursor, type Page, toPage } from '../../platform/db/page.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Offered } from '../contract.ts'
import { toHandOff } from '../rules/show-hand-off.ts'
import { selectHandOffs } from './hand-offs.ts'

const PAGE = 50

/** What is offered to somebody and waits for their answer, the longest first. */
export const offersTo = async (
  db: Database,
  actor: StaffActor,
  { after, limit = PAGE }: { after?: string | undefined; limit?: number | undefined },
): Promise<Page<Offered>> => {
  const rows = await selectHandOffs(db)
    .innerJoin('cases', 'cases.id', 'offer.case_id')
    .leftJoin('customers', 'customers.id', 'cases.customer_id')
    .select(['cases.number', 'cases.need as case_need', 'customers.name as customer_name'])
    .select((eb) => eb('cases.promise_due_at', 'is not', null).as('has_promises'))
    .where('offer.to_id', '=', actor.staffId)
    .where('offer.state', '=', 'offered')
    .where('offer.id', '>', after === undefined ? 0 : idOfCursor(after))
    .where(visibleCases(actor))
    .orderBy('offer.id')
    .limit(limit + 1)
    .execute()
  const shown = ({
    number,
    case_need: need,
    customer_name: customerName,
    ...row
  }: (typeof rows)[number]) => ({
    ...toHandOff(row, actor),
    case: { number, need, customerName, hasPromises: Boolean(row.has_promises) },
  })
  return toPage(rows, limit, shown, ({ id }) => [id])
}
