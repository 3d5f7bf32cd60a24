import type { z } from 'zod'
import { Refusal } from '../../platform/contract/errors.ts'
import { withSavepoint } from '../../platform/db/savepoint.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { AcceptancesResult, acceptancesSchema } from '../contract.ts'
import { inOrderOfCases } from '../queries/hand-offs.ts'
import { acceptHandOff } from './accept-hand-off.ts'

/**
 * Accepts several offers, each by itself: what is refused for one is told and does not stop the others.
 * @returns what became of each; an offer named twice is accepted once
 */
export const acceptMany = async (
  tx: Tx,
  actor: StaffActor,
  { handOffs }: z.output<typeof acceptancesSchema>,
): Promise<AcceptancesResult> => {
  const said = new Map(handOffs.map(({ id, ...taken }) => [id, taken]))
  const accepted: number[] = []
  const refused: AcceptancesResult['refused'] = []
  for (const id of await inOrderOfCases(tx, [...said.keys()])) {
    try {
      await withSavepoint(tx, () => acceptHandOff(tx, actor, id, said.get(id) ?? {}))
      accepted.push(id)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ id, code: error.code, words: error.message })
    }
  }
  return { accepted, refused }
}
