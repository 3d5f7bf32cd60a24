import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { type changeCustomerSchema, customerAnnouncements } from '../contract.ts'
import { lockCustomer, updateCustomer } from '../queries/customers.ts'
import { mergedFields } from '../rules.ts'
import { checkFields } from './check-fields.ts'
import { refuseUnknownOrganisation } from './refuse-unknown-organisation.ts'
import { showCustomer } from './show-customer.ts'

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
