import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import { brokenConstraint } from '../../platform/db/constraint.ts'
import { type Page, toPage } from '../../platform/db/page.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import {
  type changeOrganisationSchema,
  customerAnnouncements,
  customerErrors,
  type newOrganisationSchema,
  type organisationSchema,
} from '../contract.ts'
import {
  addOrganisation,
  deleteOrganisation,
  findOrganisation,
  listOrganisations,
  lockOrganisation,
  type OrganisationRow,
  updateOrganisation,
} from '../queries/organisations.ts'
import { mergedFields, normalDomain } from '../rules.ts'
import { checkFields } from './check-fields.ts'
import { nameCursor } from './search-customers.ts'

type Organisation = z.input<typeof organisationSchema>

const USUAL_LIMIT = 50

/** A page of organisations by name, all or those that match what was typed. */
export const pageOfOrganisations = async (
  db: Database,
  {
    q = '',
    after,
    limit = USUAL_LIMIT,
  }: { q?: string | undefined; after?: string | undefined; limit?: number | undefined },
): Promise<Page<Organisation>> => {
  const rows = await listOrganisations(db, q, limit + 1, after === undefined ? null : nameCursor(after))
  return toPage(rows, limit, show, ({ sorted, id }) => [sorted, id])
}

/** @throws platform.not-found */
export const showOrganisation = async (db: Database, id: number): Promise<Organisation> => {
  const organisation = await findOrganisation(db, id)
  if (!organisation) throw platformErrors.notFound()
  return show(organisation)
}

/** Adds an organisation. @throws customers.unknown-field; platform.invalid for a domain that is none */
export const makeOrganisation = async (
  tx: Tx,
  actor: StaffActor,
  { name, domains, fields = {} }: z.output<typeof newOrganisationSchema>,
): Promise<Organisation> => {
  await checkFields(tx, 'organisation', fields)
  const id = await addOrganisation(tx, {
    name,
    domains: normalDomains(domains),
    fields: JSON.stringify(mergedFields({}, fields)),
  })
  await announceOrganisation(tx, actor, id, name)
  return showOrganisation(tx, id)
}

/** Changes an organisation. @throws like {@link makeOrganisation} */
export const changeOrganisation = async (
  tx: Tx,
  actor: StaffActor,
  id: number,
  ifMatch: number | null,
  { name, domains, fields }: z.output<typeof changeOrganisationSchema>,
): Promise<Organisation> => {
  const before = await lockOrganisation(tx, id)
  if (!before) throw platformErrors.notFound()
  requireVersion(ifMatch, show(before))
  if (fields) await checkFields(tx, 'organisation', fields)
  await updateOrganisation(tx, id, {
    name,
    domains: domains && normalDomains(domains),
    fields: fields && JSON.stringify(mergedFields(before.fields, fields)),
  })
  await announceOrganisation(tx, actor, id, name ?? before.name)
  return showOrganisation(tx, id)
}

/** Removes an organisation that nobody belongs to. @throws customers.organisation-in-use */
export const removeOrganisation = async (tx: Tx, actor: StaffActor, id: number): Promise<void> => {
  const organisation = await lockOrganisation(tx, id)
  if (!organisation) throw platformErrors.notFound()
  await deleteOrganisation(tx, id).catch((error: unknown) => {
    throw brokenConstraint(error) === null ? error : customerErrors.organisationInUse()
  })
  await announceOrganisation(tx, actor, id, organisation.name, 'removed')
}

const normalDomains = (domains: readonly string[]): string[] => {
  const normal = domains.map((written) => {
    const domain = normalDomain(written)
    if (domain === null)
      throw platformErrors.invalid({ fields: [{ path: 'domains', message: `${written} is no domain` }] })
    return domain
  })
  return [...new Set(normal)]
}

const show = ({ id, name, domains, fields, version }: OrganisationRow): Organisation => ({
  id,
  name,
  domains,
  fields,
  version,
})

const announceOrganisation = (tx: Tx, actor: StaffActor, id: number, name: string, qualifier?: string) =>
  announce(tx, customerAnnouncements.organisationChanged, {
    actor,
    objects: [{ type: 'organisation', id, ...(qualifier && { qualifier }) }],
    attributes: { name },
  })
