import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import {
  type addressSchema,
  customerAnnouncements,
  customerErrors,
  type newAddressSchema,
} from '../contract.ts'
import { lockCustomer } from '../queries/customers.ts'
import { normalAddress } from '../rules.ts'
import { giveAddress } from './give-address.ts'

/**
 * Adds an address by which a customer is known from now on.
 * @throws customers.address-invalid; customers.address-taken, naming whose it is
 */
export const addAddressTo = async (
  tx: Tx,
  actor: StaffActor,
  customerId: number,
  { kind, value }: z.output<typeof newAddressSchema>,
): Promise<z.input<typeof addressSchema>> => {
  if (!(await lockCustomer(tx, customerId))) throw platformErrors.notFound()
  const address = normalAddress(kind, value)
  if (!address) throw customerErrors.addressInvalid()
  const id = await giveAddress(tx, customerId, address)
  await announce(tx, customerAnnouncements.addressAdded, {
    actor,
    objects: [{ type: 'customer', id: customerId }],
    attributes: { kind },
  })
  return { id, ...address, verified: false }
}
