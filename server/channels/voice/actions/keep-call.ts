import {
  callAttention,
  type LegInput,
  type LoggedContact,
  letSee,
  logContact,
  openByHand,
  settleAttention,
  unfinishedOfCustomer,
} from '../../../cases/index.ts'
import { normalAddress, recogniseCustomer } from '../../../customers/index.ts'
import { defaultTeam } from '../../../people/index.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import { voiceErrors } from '../contract.ts'
import type { FoldedCall } from '../rules/fold-call.ts'

/**
 * Writes an ended call on the customer's record: on the need of theirs that nobody has solved yet, else on a new
 * case. Whoever was cut off from them is called to ring them up.
 * @throws voice.no-team
 */
export const keepCall = async (
  tx: Tx,
  actor: StaffActor,
  externalId: string,
  call: FoldedCall,
  legs: readonly LegInput[],
): Promise<LoggedContact> => {
  const customerId = await customerOf(tx, actor, call)
  const contact = {
    ...{ channel: 'call' as const, direction: call.direction, subject: '', summary: '', externalId },
    ...{ startedAt: call.startedAt.toISOString(), endedAt: call.endedAt?.toISOString() ?? null },
    ...{ legs: [...legs], alsoConcerns: [] },
  }
  const known = customerId === null ? null : await unfinishedOfCustomer(tx, actor, customerId)
  const kept =
    known === null
      ? await openByHand(tx, actor, {
          need: `Call from ${call.customerNumber ?? 'an unknown number'}`,
          teamId: legs.find(({ teamId }) => teamId)?.teamId ?? (await someTeam(tx)),
          ...{ customerId, contact, tags: [] },
        })
      : await logContact(tx, actor, known, contact)
  await callBack(tx, kept.caseId, legs)
  return kept
}

/** The line broke: whoever spoke last rings them up, until somebody has spoken to them again. */
const callBack = async (tx: Tx, caseId: number, legs: readonly LegInput[]): Promise<void> => {
  const last = legs.at(-1)
  if (last?.howEnded !== 'disconnected') {
    if (last?.howEnded !== 'abandoned') await settleAttention(tx, caseId, 'cut-off')
    return
  }
  if (last.staffId === undefined) return
  await letSee(tx, caseId, [last.staffId], 'follower')
  await callAttention(tx, caseId, [last.staffId], 'cut-off')
}

const customerOf = async (
  tx: Tx,
  actor: StaffActor,
  { customerNumber }: FoldedCall,
): Promise<number | null> => {
  // "anonymous" and the like is nobody.
  if (customerNumber === null || !normalAddress('phone', customerNumber)) return null
  return (await recogniseCustomer(tx, actor, { kind: 'phone', value: customerNumber })).customerId
}

const someTeam = async (tx: Tx): Promise<number> => {
  const team = await defaultTeam(tx)
  if (team === undefined) throw voiceErrors.noTeam()
  return team
}
