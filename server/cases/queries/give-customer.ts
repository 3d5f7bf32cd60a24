import type { Tx } from '../../platform/db/transaction.ts'
import type { LockedCase } from './case-row.ts'

/** Makes a case, with everything on it that had the same customer before, the case of this customer. */
export const giveCustomer = async (tx: Tx, row: LockedCase, customerId: number): Promise<void> => {
  await tx
    .updateTable('cases')
    .set(({ selectFrom }) => ({
      customer_id: customerId,
      organisation_id: selectFrom('customers').select('organisation_id').where('id', '=', customerId),
    }))
    .where('id', '=', row.id)
    .execute()
  await tx
    .updateTable('contacts')
    .set({ customer_id: customerId })
    .where('case_id', '=', row.id)
    .where('customer_id', 'is not distinct from', row.customer_id)
    .execute()
}
