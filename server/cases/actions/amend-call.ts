import type { Tx } from '../../platform/db/transaction.ts'
import type { LegInput } from '../queries/legs.ts'
import { replaceLegs } from '../queries/replace-legs.ts'

/**
 * Corrects when a call ended and who served in it, when its system tells more of it. Who has the next word stays:
 * it was decided when the call ended, and people have acted on it since.
 * @throws platform.invalid when a leg names a person or team we do not have
 */
export const amendCall = (
  tx: Tx,
  contactId: number,
  { endedAt, legs }: { readonly endedAt: Date; readonly legs: readonly LegInput[] },
): Promise<void> => replaceLegs(tx, contactId, endedAt, legs)
