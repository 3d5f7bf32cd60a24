import type { z } from 'zod'
import { refuseCalendar } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { newOrganisationSchema } from '../contract.ts'
import { addOrganisation } from '../queries/organisations.ts'
import { mergedFields } from '../rules.ts'
import { checkFields } from './check-fields.ts'
import {
  announceOrganisation,
  normalDomains,
  type Organisation,
  showOrganisation,
} from './show-organisation.ts'

/** Adds an organisation. @throws customers.unknown-field; platform.invalid for a domain that is none */
export const makeOrganisation = async (
  tx: Tx,
  actor: StaffActor,
  { name, domains, fields = {}, calendarId, sharesCases }: z.output<typeof newOrganisationSchema>,
): Promise<Organisation> => {
  await checkFields(tx, 'organisation', fields)
  await refuseCalendar(tx, calendarId)
  const id = await addOrganisation(tx, {
    name,
    domains: normalDomains(domains),
    fields: JSON.stringify(mergedFields({}, fields)),
    calendar_id: calendarId,
    shares_cases: sharesCases,
  })
  await announceOrganisation(tx, actor, id, name)
  return showOrganisation(tx, id)
}
