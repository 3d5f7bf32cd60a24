import { type Page, toPage } from '../../platform/db/page.ts'
import type { Database } from '../../platform/db/pool.ts'
import { listOrganisations } from '../queries/organisations.ts'
import { nameCursor } from './name-cursor.ts'
import { type Organisation, toOrganisation } from './show-organisation.ts'

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
  return toPage(rows, limit, toOrganisation, ({ sorted, id }) => [sorted, id])
}
