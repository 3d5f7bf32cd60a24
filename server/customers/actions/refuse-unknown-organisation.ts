import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { findOrganisation } from '../queries/organisations.ts'

/** @throws platform.invalid for an organisation that does not exist */
export const refuseUnknownOrganisation = async (tx: Tx, id: number | null | undefined): Promise<void> => {
  if (id === null || id === undefined || (await findOrganisation(tx, id))) return
  throw platformErrors.invalid({ fields: [{ path: 'organisationId', message: 'is no organisation' }] })
}
