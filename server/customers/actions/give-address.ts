import type { Tx } from '../../platform/db/transaction.ts'
import { customerErrors } from '../contract.ts'
import { addAddress, holderOf, organisationOfDomain } from '../queries/addresses.ts'
import { type NormalAddress, organisationDomain } from '../rules.ts'

/** Writes an address down. @returns its id @throws customers.address-taken */
export const giveAddress = async (tx: Tx, customerId: number, address: NormalAddress): Promise<number> => {
  const id = await addAddress(tx, customerId, address)
  if (id !== null) return id
  const holder = await holderOf(tx, address)
  throw customerErrors.addressTaken({ customerId: holder?.customerId })
}

/** The organisation that the first telling e-mail address belongs to; null when none tells. */
export const organisationFor = async (
  tx: Tx,
  addresses: readonly NormalAddress[],
): Promise<number | null> => {
  for (const address of addresses) {
    const domain = organisationDomain(address)
    const id = domain === null ? null : await organisationOfDomain(tx, domain)
    if (id !== null) return id
  }
  return null
}
