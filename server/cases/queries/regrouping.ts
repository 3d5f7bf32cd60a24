import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import { channels } from '../contract.ts'

const channelSchema = z.enum(channels)

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
