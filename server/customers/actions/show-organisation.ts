import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { customerAnnouncements, type organisationSchema } from '../contract.ts'
import { findOrganisation, type OrganisationRow } from '../queries/organisations.ts'
import { normalDomain } from '../rules.ts'

export type Organisation = z.input<typeof organisationSchema>

/** @throws platform.not-found */
export const showOrganisation = async (db: Database, id: number): Promise<Organisation> => {
  const organisation = await findOrganisation(db, id)
  if (!organisation) throw platformErrors.notFound()
  return toOrganisation(organisation)
}

/** A row as it is shown. */
export const toOrganisation = ({ sorted: _, ...organisation }: OrganisationRow): Organisation => organisation

/** Domains as they are compared, each once. @throws platform.invalid */
export const normalDomains = (domains: readonly string[]): string[] => {
  const normal = domains.map((written) => {
    const domain = normalDomain(written)
    if (domain === null)
      throw platformErrors.invalid({ fields: [{ path: 'domains', message: `${written} is no domain` }] })
    return domain
  })
  return [...new Set(normal)]
}

/** Tells that an organisation was made, changed or removed. */
export const announceOrganisation = (
  tx: Tx,
  actor: StaffActor,
  id: number,
  name: string,
  qualifier?: string,
) =>
  announce(tx, customerAnnouncements.organisationChanged, {
    actor,
    objects: [{ type: 'organisation', id, ...(qualifier && { qualifier }) }],
    attributes: { name },
  })
