import { callAttention, type LockedCase, letNotesOnly, settleAttention } from '../../cases/index.ts'
import { staffNames } from '../../people/index.ts'
import type { Announcement } from '../../platform/contract/announcement.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { type Actor, actorId } from '../../platform/identity/actor.ts'
import { consultAnnouncements } from '../contract.ts'
import { type ConsultRow, type End, openConsults, writeEnd } from '../queries/consults.ts'
import { endWords } from '../rules/words.ts'
import { announceConsult } from './announce-consult.ts'

/**
 * Ends an open question of a locked case: nobody is called by it any more, whom it let write to the customer reads and
 * writes notes from now on, and whoever asked is told. `row` is the case in which it lives on.
 */
export const endConsult = async (
  tx: Tx,
  actor: Actor,
  row: LockedCase,
  consult: ConsultRow,
  end: Omit<End, 'by'> & { readonly said?: string },
): Promise<void> => {
  const { said, ...how } = end
  const by = actor.kind === 'staff' ? actorId(actor) : null
  const afterSeconds = await writeEnd(tx, consult.id, { ...how, by })
  const { case_id: caseId, staff_id: staffId, team_id: teamId } = consult
  if (consult.lets_staff_write) await letNotesOnly(tx, { caseId, staffId })
  if (consult.lets_team_write && teamId !== null) await letNotesOnly(tx, { caseId, teamId })
  // After a merge the other case may have a question of its own to the same person.
  const isStillAsked = (await openConsults(tx, row.id)).some((one) => one.staff_id === staffId)
  if (!isStillAsked) await settleAttention(tx, row.id, 'consult', [staffId])
  await tellAsker(tx, row, consult, { state: end.state, by, words: said ?? '' })
  const { noteId, words, because } = end
  const announcement: Announcement = consultAnnouncements[end.state]
  await announceConsult(tx, actor, consult, announcement, {
    afterSeconds,
    ...(noteId !== undefined && { noteId }),
    ...(words !== undefined && { words }),
    ...(because !== undefined && { because }),
  })
}

interface Told {
  readonly state: End['state']
  readonly by: number | null
  readonly words: string
}

/** Whoever asked hears what came of it, unless they ended it; an answer is also for the owner of today. */
const tellAsker = async (tx: Tx, row: LockedCase, consult: ConsultRow, { state, by, words }: Told) => {
  const told = state === 'withdrawn' ? [consult.asked_by] : [consult.asked_by, row.owner_id]
  const others = told.filter((id) => id !== null && id !== by) as number[]
  const who = state === 'withdrawn' ? consult.staff_id : (by ?? consult.staff_id)
  const name = (await staffNames(tx, [who])).get(who) ?? consult.staff_name
  await callAttention(tx, row.id, others, 'consult-answered', endWords({ state, by: name, words }))
}
