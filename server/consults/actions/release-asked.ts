import { unsafeLockCase } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { casesAsking, openConsults } from '../queries/consults.ts'
import { endConsult } from './end-consult.ts'

/** Somebody is switched off: what they were asked ends, and whoever asked is told to ask somebody else. */
export const releaseAsked = async (tx: Tx, staffId: number): Promise<void> => {
  for (const caseId of await casesAsking(tx, staffId)) {
    const row = await unsafeLockCase(tx, caseId)
    for (const consult of await openConsults(tx, caseId)) {
      if (consult.staff_id === staffId)
        await endConsult(tx, systemActor('consults'), row, consult, { state: 'withdrawn', because: 'left' })
    }
  }
}
