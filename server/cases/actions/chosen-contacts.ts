import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { caseErrors } from '../contract.ts'
import type { LockedCase } from '../queries/case-row.ts'
import { contactsOfCase } from '../queries/parts-of-case.ts'

/**
 * The chosen contacts, each once, when all of them are of this case and others remain.
 * @throws platform.not-found, cases.nothing-left
 */
export const chosenContacts = async (
  tx: Tx,
  row: LockedCase,
  contactIds: readonly number[],
): Promise<number[]> => {
  const all = await contactsOfCase(tx, row.id)
  const chosen = [...new Set(contactIds)]
  if (!chosen.every((id) => all.includes(id))) throw platformErrors.notFound()
  if (chosen.length === all.length) throw caseErrors.nothingLeft()
  return chosen
}
