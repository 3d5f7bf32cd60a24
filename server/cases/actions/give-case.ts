import { staffExists } from '../../people/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { type CaseChange, type LockedCase, writeCase } from '../queries/case-row.ts'
import type { OwnerCameBy } from '../queries/owner.ts'

/** To whom a case goes, and how it came to that. */
export interface Given {
  readonly toStaffId: number
  readonly how: Exclude<OwnerCameBy, 'received' | 'split' | 'owner-left'>
}

/**
 * Makes somebody accountable for a locked case: the only way in which a case that exists changes its owner. The
 * database writes the history of its owners from it. What else changes with it may be given along.
 * @returns the version of the case
 * @throws platform.not-allowed when that person does not work here
 */
export const giveCase = async (
  tx: Tx,
  row: LockedCase,
  { toStaffId, how }: Given,
  change: CaseChange = {},
): Promise<number> => {
  // Also keeps them from being switched off while they become accountable.
  if (!(await staffExists(tx, toStaffId))) throw platformErrors.notAllowed()
  return writeCase(tx, row, { ...change, owner_id: toStaffId, owner_came_by: how, held_on_duty: false })
}
