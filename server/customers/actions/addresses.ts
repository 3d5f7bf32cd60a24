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
import {
  addAddress,
  addressesOf,
  deleteAddress,
  holderOf,
  organisationOfDomain,
} from '../queries/addresses.ts'
import { lockCustomer } from '../queries/customers.ts'
import { type NormalAddress, normalAddress, organisationDomain } from '../rules.ts'

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
