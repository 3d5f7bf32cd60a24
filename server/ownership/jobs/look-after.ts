import { handOverFromAbsences } from '../../people/index.ts'
import { Refusal } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { defineJob } from '../../platform/jobs/job.ts'
import { expireHandOff } from '../actions/expire-hand-off.ts'
import { finishLeaving } from '../actions/leave.ts'
import { type Absentee, offerFor } from '../actions/offer-for.ts'
import { overdueOffers } from '../queries/hand-offs.ts'
import { allLeavings, type LeavingRow } from '../queries/leavings.ts'
import { lookAfterTicket } from './queue.ts'

const BATCH = 500

/** Takes unanswered offers further, offers what rests on people who leave or are away, and lets leavers go. */
export const lookAfter = async (db: Database): Promise<void> => {
  const system = systemActor('ownership')
  for (const { id } of await overdueOffers(db, new Date(), BATCH))
    await transact(db, system, (tx) => expireHandOff(tx, id))
  const leavings = await allLeavings(db)
  for (const leaving of leavings) {
    await offerFor(db, absenteeOf(leaving))
    await transact(db, system, (tx) => finishLeaving(tx, leaving.staffId)).catch(passOver)
  }
  const leaves = new Set(leavings.map(({ staffId }) => staffId))
  for (const { staffId, standInId, startsAt } of await handOverFromAbsences(db, new Date())) {
    if (!leaves.has(staffId))
      await offerFor(db, { staffId, receiverId: standInId, since: startsAt, takenOverBecause: null })
  }
}

/** Who became duty lead or the last administrator meanwhile stays until somebody else is; nobody waits for that. */
const passOver = (error: unknown): void => {
  if (!(error instanceof Refusal)) throw error
}

const absenteeOf = ({ staffId, receiverId, begunBy, begunAt }: LeavingRow): Absentee => ({
  staffId,
  receiverId,
  since: begunAt,
  takenOverBecause: receiverId === begunBy ? 'The owner no longer works here.' : null,
})

export const lookAfterJob = defineJob({
  ...lookAfterTicket,
  schedule: '* * * * *',
  run: ({ db }) => lookAfter(db),
})
