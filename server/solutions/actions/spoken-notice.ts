import { speechFor } from '../../../pages/words/words.ts'
import type { LockedCase } from '../../cases/index.ts'
import { customerSummaries } from '../../customers/index.ts'
import { deskSettings, findStaff } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'

/** What the customer reads after we wrote down their spoken yes, so that a wrong one is noticed. */
export const spokenNotice = async (
  tx: Tx,
  { customer_id: customerId, language }: LockedCase,
  { staffId }: StaffActor,
  done: string,
): Promise<string> => {
  const [desk, colleague] = [await deskSettings(tx), await findStaff(tx, staffId)]
  const [customer] = customerId === null ? [] : (await customerSummaries(tx, [customerId])).values()
  const { words } = speechFor(language, desk?.locale)
  return words.spokenNotice(customer?.name ?? '', colleague?.name ?? '', done)
}
