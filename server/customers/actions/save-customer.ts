import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import {
  type changeCustomerSchema,
  customerAnnouncements,
  customerErrors,
  type newCustomerSchema,
} from '../contract.ts'
import { addCustomer, lockCustomer, updateCustomer } from '../queries/customers.ts'
import { findOrganisation } from '../queries/organisations.ts'
import { mergedFields, normalAddress } from '../rules.ts'
import { giveAddress, organisationFor } from './addresses.ts'
import { checkFields } from './check-fields.ts'
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

/** Changes a customer; own fields that are not named stay, and `null` empties one. */
export const changeCustomer = async (
  tx: Tx,
  actor: StaffActor,
  id: number,
  ifMatch: number | null,
  { name, organisationId, locale, timeZone, fields }: z.output<typeof changeCustomerSchema>,
) => {
  const before = await lockCustomer(tx, id)
  if (!before) throw platformErrors.notFound()
  if (ifMatch !== before.version) requireVersion(ifMatch, await showCustomer(tx, id))
  await refuseUnknownOrganisation(tx, organisationId)
  if (fields) await checkFields(tx, 'customer', fields)
  await updateCustomer(tx, id, {
    name,
    organisation_id: organisationId,
    locale,
    time_zone: timeZone,
    fields: fields && JSON.stringify(mergedFields(before.fields, fields)),
  })
  const given = { name, organisationId, locale, timeZone, fields }
  const changed = Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [key]))
  await announce(tx, customerAnnouncements.changed, {
    actor,
    objects: [{ type: 'customer', id }],
    attributes: { changed },
  })
  return showCustomer(tx, id)
}

const refuseUnknownOrganisation = async (tx: Tx, id: number | null | undefined): Promise<void> => {
  if (id === null || id === undefined || (await findOrganisation(tx, id))) return
  throw platformErrors.invalid({ fields: [{ path: 'organisationId', message: 'is no organisation' }] })
}
