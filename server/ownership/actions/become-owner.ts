import { caseAnnouncements } from '../../cases/contract.ts'
import { type Given, giveCase, type LockedCase, letSee, stateAfter } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'

/**
 * Makes somebody the owner of a locked case, which nobody waits to take any more. The previous owner can go on
 * reading it: the next one may have a question.
 */
export const becomeOwner = async (
  tx: Tx,
  actor: Actor,
  row: LockedCase,
  given: Given & { readonly teamId: number },
): Promise<void> => {
  const state = stateAfter(row.state, 'take') ?? row.state
  await giveCase(tx, row, given, { state, team_id: given.teamId })
  await letSee(tx, row.id, [row.owner_id], 'follower')
  if (state === row.state) return
  await announce(tx, caseAnnouncements.stateChanged, {
    actor,
    caseId: row.id,
    objects: [{ type: 'case', id: row.id }],
    attributes: { from: row.state, to: state },
  })
}
