import type { z } from 'zod'
import { refuseCalendar } from '../../people/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { changeOrganisationSchema } from '../contract.ts'
import { lockOrganisation, updateOrganisation } from '../queries/organisations.ts'
import { mergedFields } from '../rules.ts'
import { checkFields } from './check-fields.ts'
import {
  announceOrganisation,
  normalDomains,
  type Organisation,
  showOrganisation,
  toOrganisation,
} from './show-organisation.ts'

/** Changes an organisation. @throws like `makeOrganisation` */
export const changeOrganisation = async (
  tx: Tx,
  actor: StaffActor,
  id: number,
  ifMatch: number | null,
  { name, domains, fields, calendarId, sharesCases }: z.output<typeof changeOrganisationSchema>,
): Promise<Organisation> => {
  const before = await lockOrganisation(tx, id)
  if (!before) throw platformErrors.notFound()
  requireVersion(ifMatch, toOrganisation(before))
  if (fields) await checkFields(tx, 'organisation', fields)
  await refuseCalendar(tx, calendarId)
  await updateOrganisation(tx, id, {
    name,
    domains: domains && normalDomains(domains),
    shares_cases: sharesCases,
    fields: fields && JSON.stringify(mergedFields(before.fields, fields)),
    calendar_id: calendarId,
  })
  await announceOrganisation(tx, actor, id, name ?? before.name)
  return showOrganisation(tx, id)
}
