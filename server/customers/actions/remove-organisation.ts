import { platformErrors } from '../../platform/contract/errors.ts'
import { brokenConstraint } from '../../platform/db/constraint.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { customerErrors } from '../contract.ts'
import { deleteOrganisation, lockOrganisation } from '../queries/organisations.ts'
import { announceOrganisation } from './show-organisation.ts'

/** Removes an organisation that nobody belongs to. @throws customers.organisation-in-use */
export const removeOrganisation = async (tx: Tx, actor: StaffActor, id: number): Promise<void> => {
  const organisation = await lockOrganisation(tx, id)
  if (!organisation) throw platformErrors.notFound()
  await deleteOrganisation(tx, id).catch((error: unknown) => {
    throw brokenConstraint(error) === null ? error : customerErrors.organisationInUse()
  })
  await announceOrganisation(tx, actor, id, organisation.name, 'removed')
}
