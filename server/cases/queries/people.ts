import { emailsOf, normalAddress } from '../../customers/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'

/** Somebody named in a mail's Cc. */
export interface Copied {
  readonly address: string
  readonly name: string
}

/** An address as it is compared; one that is no e-mail address is kept as it was written. */
export const compared = (address: string): string =>
  normalAddress('email', address)?.value ?? address.toLowerCase()

/** Remembers who was sent a copy; who takes part already stays as they are. */
export const addCopied = async (tx: Tx, caseId: number, copied: readonly Copied[]): Promise<void> => {
  const byAddress = new Map(copied.map(({ address, name }) => [compared(address), name]))
  if (byAddress.size === 0) return
  await tx
    .insertInto('case_participants')
    .values([...byAddress].map(([address, name]) => ({ case_id: caseId, address, name, part: 'cc' })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The customer of a case when a message went to them, in copy or not; null when it went only to others. */
export const reachedCustomer = async (
  tx: Tx,
  { customer_id: customerId }: { customer_id: number | null },
  recipients: readonly string[],
): Promise<number | null> => {
  if (customerId === null || recipients.length === 0) return customerId
  const own = new Set(await emailsOf(tx, customerId))
  return recipients.some((address) => own.has(compared(address))) ? customerId : null
}
