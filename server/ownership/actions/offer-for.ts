import { unsafeLockCase, unsafeUnfinishedOf } from '../../cases/index.ts'
import { staffExists, unsafeActorOf } from '../../people/index.ts'
import type { Database } from '../../platform/db/pool.ts'
import { type Tx, transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { unsafeDraft } from '../queries/brief.ts'
import { offeredByUsSince, openOffer } from '../queries/hand-offs.ts'
import { completed } from '../rules/draft-brief.ts'
import { makeOffer } from './offer-case.ts'
import { takeFrom } from './take-over.ts'

/** Somebody who cannot hand over themselves: who receives what they own, from when on. */
export interface Absentee {
  readonly staffId: number
  readonly receiverId: number
  readonly since: Date
  /** Set when the receiver asked for it themselves: then they take responsibility at once, for this reason. */
  readonly takenOverBecause: string | null
}

const BATCH = 100
const ANSWER_MS = 24 * 3_600_000

/**
 * Offers what somebody owns to a named person, each case by itself, with the brief that the record gives. Each is
 * offered once; what comes of it (declined, unanswered) goes to the lead on duty. They own it until somebody accepts.
 */
export const offerFor = async (db: Database, absentee: Absentee): Promise<void> => {
  const { staffId, since } = absentee
  for (let after = 0; ; ) {
    const ids = await unsafeUnfinishedOf(db, staffId, after, BATCH)
    const offered =
      absentee.takenOverBecause === null ? await offeredByUsSince(db, ids, staffId, since) : null
    for (const id of ids) {
      if (offered?.has(id)) continue
      await transact(db, systemActor('ownership'), (tx) => offerOne(tx, absentee, id))
    }
    if (ids.length < BATCH) return
    after = ids.at(-1) ?? after
  }
}

const offerOne = async (tx: Tx, absentee: Absentee, caseId: number): Promise<void> => {
  const { staffId, receiverId, takenOverBecause } = absentee
  const row = await unsafeLockCase(tx, caseId)
  if (row.id !== caseId || row.owner_id !== staffId || !(await staffExists(tx, receiverId))) return
  if (takenOverBecause !== null) {
    const receiver = await unsafeActorOf(tx, receiverId)
    if (receiver) await takeFrom(tx, receiver, row, { reason: takenOverBecause })
    return
  }
  if (await openOffer(tx, caseId)) return
  await makeOffer(tx, systemActor('ownership'), row, {
    to: { staffId: receiverId, teamId: row.team_id },
    brief: completed(await unsafeDraft(tx, caseId)),
    tellCustomer: false,
    answerBy: new Date(Date.now() + ANSWER_MS),
  })
}
