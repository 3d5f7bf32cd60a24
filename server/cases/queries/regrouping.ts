import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import { caseStates, channels } from '../contract.ts'
import type { LockedCase } from './case-row.ts'

const channelSchema = z.enum(channels)

const stand = z.object({
  state: z.enum(caseStates),
  closeReason: z.string().nullable(),
  customerWaitingSince: z.coerce.date().nullable(),
})

export const movedSchema = z.object({
  contactIds: z.array(z.number()),
  noteIds: z.array(z.number()),
  /** Rows that the other case did not have before. */
  participantIds: z.array(z.number()),
  tags: z.array(z.string()),
  drafts: z.array(z.object({ staffId: z.number(), mode: z.string() })),
  attentions: z.array(z.object({ staffId: z.number(), reason: z.string() })),
  /** Contacts of other cases that were about this need as well; what was merged before has none. */
  concerns: z.array(z.number()).default([]),
  /** Facts that hang on nothing that was said: they go along with the whole case. */
  factIds: z.array(z.number()).default([]),
  /** The receiving case had no customer and got this one. */
  customerId: z.number().nullable(),
  /** How both cases stood before. */
  from: stand,
  to: stand,
})

/** What a regrouping moved and how both cases stood before it: enough to take it back. */
export type Moved = z.output<typeof movedSchema>

export const standOf = (row: LockedCase): Moved['from'] => ({
  state: row.state,
  closeReason: row.close_reason,
  customerWaitingSince: row.customer_waiting_since,
})

export const nothingMoved = (from: LockedCase, to: LockedCase): Moved => ({
  contactIds: [],
  noteIds: [],
  participantIds: [],
  tags: [],
  drafts: [],
  attentions: [],
  concerns: [],
  factIds: [],
  customerId: null,
  from: standOf(from),
  to: standOf(to),
})

export const contactsOfCase = async (tx: Tx, caseId: number): Promise<number[]> => {
  const rows = await tx
    .selectFrom('contacts')
    .select('id')
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

export const notesOfCase = async (tx: Tx, caseId: number): Promise<number[]> => {
  const rows = await tx.selectFrom('notes').select('id').where('case_id', '=', caseId).orderBy('id').execute()
  return rows.map(({ id }) => id)
}

/** The earliest of some contacts. */
export const firstContact = async (tx: Tx, contactIds: readonly number[]) => {
  const row = await tx
    .selectFrom('contacts')
    .select(['channel', 'started_at'])
    .where('id', 'in', contactIds)
    .orderBy('started_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { ...row, channel: channelSchema.parse(row.channel) }
}

/** Hangs contacts with everything in them on another case. Their legs hang on them and need nothing. */
export const moveContacts = async (tx: Tx, contactIds: readonly number[], caseId: number): Promise<void> => {
  const ids = [...contactIds]
  await sql`
    with moved_contacts as (
      update contacts set case_id = ${caseId} where id = any(${ids}::bigint[]) returning id
    ), moved_messages as (
      update messages set case_id = ${caseId} where contact_id = any(${ids}::bigint[]) returning id
    ), moved_facts as (
      update facts set case_id = ${caseId} where contact_id = any(${ids}::bigint[])
        or message_id = any(array(select id from messages where contact_id = any(${ids}::bigint[]))) returning id
    ), moved_files as (
      update attachments set case_id = ${caseId} where message_id in (select id from moved_messages) returning id
    )
    update search_entries set case_id = ${caseId}
    where (kind = 'contact' and object_id in (select id from moved_contacts))
      or (kind = 'message' and object_id in (select id from moved_messages))
      or (kind = 'file' and object_id in (select id from moved_files))`.execute(tx)
}

/** Hangs notes with their attachments on another case. */
export const moveNotes = async (tx: Tx, noteIds: readonly number[], caseId: number): Promise<void> => {
  const ids = [...noteIds]
  await sql`
    with moved_notes as (
      update notes set case_id = ${caseId} where id = any(${ids}::bigint[]) returning id
    ), moved_files as (
      update attachments set case_id = ${caseId} where note_id = any(${ids}::bigint[]) returning id
    )
    update search_entries set case_id = ${caseId}
    where (kind = 'note' and object_id in (select id from moved_notes))
      or (kind = 'file' and object_id in (select id from moved_files))`.execute(tx)
}

/** The need of a case is found at the case it lives on in. */
export const moveNeed = async (tx: Tx, caseId: number, toCaseId: number): Promise<void> => {
  await tx
    .updateTable('search_entries')
    .set({ case_id: toCaseId })
    .where('kind', '=', 'need')
    .where('object_id', '=', caseId)
    .execute()
}

export interface NewRegrouping {
  readonly kind: 'merge' | 'split' | 'move'
  readonly fromCaseId: number
  readonly toCaseId: number
  readonly doneBy: number
  readonly moved: Moved
}

/** Writes down what was regrouped. */
export const insertRegrouping = (tx: Tx, { kind, fromCaseId, toCaseId, doneBy, moved }: NewRegrouping) =>
  tx
    .insertInto('regroupings')
    .values({
      kind,
      from_case_id: fromCaseId,
      to_case_id: toCaseId,
      done_by: doneBy,
      moved: JSON.stringify(moved),
    })
    .returning(['id', 'done_at'])
    .executeTakeFirstOrThrow()
