import { caseAnnouncements } from '../../cases/contract.ts'
import { type Given, giveCase, type LockedCase, letSee, stateAfter } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'

/** A case that has another owner since this moment; its row is locked. */
export interface ChangeOfHands {
  readonly caseId: number
  readonly fromStaffId: number
  readonly toStaffId: number
  /** The promises that the new owner said they keep; undefined when they were not asked. */
  readonly promiseIds: readonly number[] | undefined
}

type Follower = (tx: Tx, actor: Actor, change: ChangeOfHands) => Promise<void>

const followers = new Set<Follower>()

/**
 * Rooms that keep something for the owner of a case say here, once, in their `room.ts`, what becomes of it when the case
 * changes hands. It happens in the same transaction: nobody becomes an owner without it.
 */
export const whenHandsChange = (follow: Follower): void => {
  followers.add(follow)
}

/**
 * Makes somebody the owner of a locked case, which nobody waits to take any more. The previous owner can go on
 * reading it: the next one may have a question.
 */
export const becomeOwner = async (
  tx: Tx,
  actor: Actor,
  row: LockedCase,
  { teamId, promiseIds, ...given }: Given & Pick<ChangeOfHands, 'promiseIds'> & { readonly teamId: number },
): Promise<void> => {
  const state = stateAfter(row.state, 'take') ?? row.state
  await giveCase(tx, row, given, { state, team_id: teamId })
  await letSee(tx, row.id, [row.owner_id], 'follower')
  const change = { caseId: row.id, fromStaffId: row.owner_id, toStaffId: given.toStaffId, promiseIds }
  for (const follow of followers) await follow(tx, actor, change)
  if (state === row.state) return
  await announce(tx, caseAnnouncements.stateChanged, {
    actor,
    caseId: row.id,
    objects: [{ type: 'case', id: row.id }],
    attributes: { from: row.state, to: state },
  })
}
