import type { Tx } from '../../platform/db/transaction.ts'

/** When the first customer's word in these contacts was said that no later word of ours on the case answers. */
export const unansweredIn = async (
  tx: Tx,
  caseId: number,
  contactIds: readonly number[],
): Promise<Date | null> => {
  const row = await tx
    .selectFrom('messages')
    .select(({ fn }) => fn.min('sent_at').as('since'))
    .where('case_id', '=', caseId)
    .where('contact_id', 'in', contactIds)
    .where('author_kind', '=', 'customer')
    .where('kind', '=', 'message')
    .where('id', '>', ({ selectFrom }) =>
      selectFrom('messages as ours')
        .select(({ fn, val }) => fn.coalesce(fn.max('ours.id'), val(0)).as('id'))
        .where('ours.case_id', '=', caseId)
        .where('ours.author_kind', '=', 'staff')
        .where('ours.delivery', 'is distinct from', 'taken-back'),
    )
    .executeTakeFirstOrThrow()
  return row.since
}
