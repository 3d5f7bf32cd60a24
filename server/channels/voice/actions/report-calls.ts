import { amendCall } from '../../../cases/index.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { CallEvent } from '../contract.ts'
import { eventsOf, insertEvents, lockCall, placeCall } from '../queries/calls.ts'
import { foldCall } from '../rules/fold-call.ts'
import { keepCall } from './keep-call.ts'
import { legsOf } from './legs-of.ts'

export interface ReportedCall {
  readonly callId: string
  /** Null while it is going on. */
  readonly caseId: number | null
  readonly contactId: number | null
}

/**
 * Takes what a telephone system tells of its calls. An event counts once; a call that has ended becomes a contact
 * with its legs, and what is told of it later corrects them.
 * @throws voice.no-team
 */
export const reportCalls = async (
  tx: Tx,
  actor: StaffActor,
  system: string,
  events: readonly CallEvent[],
): Promise<ReportedCall[]> => {
  const callIds = new Set(events.map(({ callId }) => callId))
  const reported: ReportedCall[] = []
  // In one order, so that two reports of the same calls never wait for each other.
  for (const callId of [...callIds].sort()) {
    const own = events.filter((event) => event.callId === callId)
    reported.push({ callId, ...(await reportCall(tx, actor, system, callId, own)) })
  }
  return reported
}

const reportCall = async (
  tx: Tx,
  actor: StaffActor,
  system: string,
  callKey: string,
  events: readonly CallEvent[],
): Promise<{ caseId: number | null; contactId: number | null }> => {
  const { id, caseId, contactId } = await lockCall(tx, system, callKey)
  const place = { caseId, contactId }
  if ((await insertEvents(tx, id, events)) === 0) return place
  const call = foldCall(await eventsOf(tx, id))
  if (call.endedAt === null) return place
  const legs = await legsOf(tx, call)
  if (contactId !== null) {
    await amendCall(tx, contactId, { endedAt: call.endedAt, legs })
    return place
  }
  const kept = await keepCall(tx, actor, `${system}:${callKey}`, call, legs)
  await placeCall(tx, id, kept)
  return kept
}
