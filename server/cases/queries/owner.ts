import type { Selectable } from 'kysely'
import { dutyLeadOf, staffExists } from '../../people/index.ts'
import type { Cases } from '../../platform/db/schema.generated.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { CaseState } from '../contract.ts'

/** How somebody came to own a case. */
export type OwnerCameBy = 'received' | 'split' | 'took' | 'answered' | 'hand-off' | 'take-over' | 'owner-left'

/** The columns that say who is accountable; they change together. */
export interface OwnerChange {
  readonly owner_id: number
  readonly owner_came_by: OwnerCameBy
  readonly held_on_duty: boolean
}

interface Resting {
  readonly state?: string | undefined
  readonly merged_into_id?: number | null | undefined
}

const resting: ReadonlySet<string | undefined> = new Set<CaseState>(['solved', 'closed-without-solution'])
const rests = ({ state, merged_into_id }: Resting): boolean => resting.has(state) || merged_into_id !== null

/**
 * Who answers for a finished case that goes on although its owner no longer works here: whoever is on duty. Null
 * when the owner stays.
 */
export const dutyInPlaceOf = async (
  tx: Tx,
  row: Selectable<Cases>,
  change: Resting,
): Promise<OwnerChange | null> => {
  const { state = row.state, merged_into_id = row.merged_into_id } = change
  if (!rests(row) || rests({ state, merged_into_id })) return null
  if (await staffExists(tx, row.owner_id)) return null
  const owner_id = await dutyLeadOf(tx, row.team_id)
  if (owner_id === undefined) throw new Error(`team ${row.team_id} of a case is gone`)
  return { owner_id, owner_came_by: 'owner-left', held_on_duty: true }
}
