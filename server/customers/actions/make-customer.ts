import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { customerAnnouncements, customerErrors, type newCustomerSchema } from '../contract.ts'
import { addCustomer } from '../queries/customers.ts'
import { mergedFields, normalAddress } from '../rules.ts'
import { checkFields } from './check-fields.ts'
import { giveAddress, organisationFor } from './give-address.ts'
import { refuseUnknownOrganisation } from './refuse-unknown-organisation.ts'
import { showCustomer } from './show-customer.ts'

/**
 * Adds a customer. Without an organisation being named, the domain of their e-mail tells it.
 * @throws customers.address-invalid, customers.address-taken, customers.unknown-field
 */
export const makeCustomer = async (
  tx: Tx,
  actor: StaffActor,
  { name, organisationId, locale, timeZone, addresses, fields = {} }: z.output<typeof newCustomerSchema>,
) => {
  await refuseUnknownOrganisation(tx, organisationId)
  await checkFields(tx, 'customer', fields)
  const normal = addresses.map(({ kind, value }) => {
    const address = normalAddress(kind, value)
    if (!address) throw customerErrors.addressInvalid({ fields: [{ path: 'addresses', message: value }] })
    return address
  })
  const id = await addCustomer(tx, {
    name,
    organisation_id: organisationId === undefined ? await organisationFor(tx, normal) : organisationId,
    locale: locale ?? null,
    time_zone: timeZone ?? null,
    fields: JSON.stringify(mergedFields({}, fields)),
  })
  for (const address of normal) await giveAddress(tx, id, address)
  await announce(tx, customerAnnouncements.added, {
    actor,
    objects: [{ type: 'customer', id }],
    attributes: { name },
  })
  return showCustomer(tx, id)
}
