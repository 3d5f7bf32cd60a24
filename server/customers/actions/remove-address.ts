import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { customerAnnouncements, customerErrors } from '../contract.ts'
import { addressesOf, deleteAddress } from '../queries/addresses.ts'
import { lockCustomer } from '../queries/customers.ts'

/** Removes an address. @throws platform.not-found, customers.last-address */
export const removeAddress = async (
  tx: Tx,
  actor: StaffActor,
  customerId: number,
  addressId: number,
): Promise<void> => {
  if (!(await lockCustomer(tx, customerId))) throw platformErrors.notFound()
  const all = await addressesOf(tx, customerId)
  const address = all.find(({ id }) => id === addressId)
  if (!address) throw platformErrors.notFound()
  if (all.length === 1) throw customerErrors.lastAddress()
  await deleteAddress(tx, addressId)
  await announce(tx, customerAnnouncements.addressRemoved, {
    actor,
    objects: [{ type: 'customer', id: customerId }],
    attributes: { kind: address.kind },
  })
}
