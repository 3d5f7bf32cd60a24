import type { Tx } from '../../platform/db/transaction.ts'

/** A colleague, or a team with everybody in it. */
export interface AskedIn {
  readonly caseId: number
  readonly staffId?: number
  readonly teamId?: number
}

/**
 * Lets a colleague or a team see a locked case because their help is asked for: from now on, whatever comes of it.
 * Who takes part already keeps what they may do there.
 * @returns whether it is this question that lets them write to the customer; `letNotesOnly` takes that back
 */
export const askIn = async (tx: Tx, asked: AskedIn, mayWriteToCustomer: boolean): Promise<boolean> => {
  const before = await ofAsked(tx, asked).select('notes_only').executeTakeFirst()
  const lets = mayWriteToCustomer && before?.notes_only !== false
  if (before) {
    await tx
      .updateTable('case_participants')
      .set({
        part: 'consulted',
        notes_only: before.notes_only && !lets,
      })
      .where('id', 'in', ofAsked(tx, asked).select('id'))
      .execute()
    return lets
  }
  await tx
    .insertInto('case_participants')
    .values({
      case_id: asked.caseId,
      staff_id: asked.staffId ?? null,
      team_id: asked.teamId ?? null,
      part: 'consulted',
      notes_only: !mayWriteToCustomer,
    })
    .execute()
  return lets
}

/** From now on they read and write notes, unless they may do more for another reason. */
export const letNotesOnly = async (tx: Tx, asked: AskedIn): Promise<void> => {
  await tx
    .updateTable('case_participants')
    .set({ notes_only: true })
    .where('id', 'in', ofAsked(tx, asked).select('id'))
    .execute()
}

const ofAsked = (tx: Tx, { caseId, staffId, teamId }: AskedIn) =>
  tx
    .selectFrom('case_participants')
    .where('case_id', '=', caseId)
    .where((where) =>
      where.or([
        ...(staffId === undefined ? [] : [where('staff_id', '=', staffId)]),
        ...(teamId === undefined ? [] : [where('team_id', '=', teamId)]),
      ]),
    )

/** A colleague whom only an offer let in sees the case no more, unless they see it without that. */
export const letSeeNoMore = async (tx: Tx, caseId: number, staffId: number): Promise<void> => {
  await tx
    .deleteFrom('case_participants')
    .where('case_id', '=', caseId)
    .where('staff_id', '=', staffId)
    .where('part', '=', 'follower')
    .execute()
}
