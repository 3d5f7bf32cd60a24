import { sql } from 'kysely'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Repeat } from '../contract.ts'

/** What the customer may have had to say again: exactly one of them. */
export interface Said {
  readonly messageId?: number
  readonly legId?: number
  readonly contactId?: number
}

/** What hangs on messages, contacts and legs of a case, wherever those were said first. */
const ofCase = (caseId: number) => sql`(
    message_id = any(array(select id from messages where case_id = ${caseId}))
    or contact_id = any(array(select id from contacts where case_id = ${caseId}))
    or leg_id = any(array(select legs.id from legs join contacts on contacts.id = contact_id where case_id = ${caseId})))`

const columns = sql`repeats.id, message_id as "messageId", leg_id as "legId", contact_id as "contactId",
  fact_id as "factId", is_repeat as "isRepeat", noted_at as "notedAt",
  (select name from staff where id = noted_by) as "notedBy"`

type FoundRepeat = Omit<Repeat, 'notedAt'> & { readonly notedAt: Date }
const shown = ({ notedAt, ...repeat }: FoundRepeat): Repeat => ({ ...repeat, notedAt: notedAt.toISOString() })

/** What people said about repeats on a case, oldest first. The caller has found the case through the actor. */
export const repeatsOfCase = async (db: Database, caseId: number): Promise<Repeat[]> => {
  const { rows } = await sql<FoundRepeat>`select ${columns} from repeats
    where ${ofCase(caseId)} order by id`.execute(db)
  return rows.map(shown)
}

/** One of them, when it is on this case. @throws platform.not-found */
export const repeatOfCase = async (tx: Tx, caseId: number, repeatId: number): Promise<Repeat> => {
  const { rows } = await sql<FoundRepeat>`select ${columns} from repeats
    where id = ${repeatId} and ${ofCase(caseId)}`.execute(tx)
  const [row] = rows
  if (!row) throw platformErrors.notFound()
  return shown(row)
}

/** Whether this was said by the customer on this case. */
export const isSaidOn = async (tx: Tx, caseId: number, said: Said): Promise<boolean> => {
  const { rows } = await sql`
    select id from messages
    where id = ${said.messageId ?? null} and case_id = ${caseId} and author_kind = 'customer'
    union all
    select id from contacts where id = ${said.contactId ?? null} and case_id = ${caseId}
    union all
    select legs.id from legs join contacts on contacts.id = contact_id
    where legs.id = ${said.legId ?? null} and case_id = ${caseId}`.execute(tx)
  return rows.length > 0
}

/** Writes down what a person says about it; whoever says so last is believed. @returns its id */
export const upsertRepeat = async (
  tx: Tx,
  staffId: number,
  { messageId, legId, contactId }: Said,
  told: { readonly factId?: number | undefined; readonly isRepeat: boolean },
): Promise<number> => {
  const place = sql.ref(messageId ? 'message_id' : legId ? 'leg_id' : 'contact_id')
  const { rows } = await sql<{ id: number }>`
    insert into repeats (message_id, leg_id, contact_id, fact_id, is_repeat, noted_by)
    values (${messageId ?? null}, ${legId ?? null}, ${contactId ?? null}, ${told.factId ?? null}, ${told.isRepeat}, ${staffId})
    on conflict (${place}) do update set fact_id = excluded.fact_id, is_repeat = excluded.is_repeat,
      noted_by = excluded.noted_by, noted_at = now()
    returning id`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('writing a repeat returned nothing')
  return row.id
}

export const deleteRepeat = async (tx: Tx, repeatId: number): Promise<void> => {
  await tx.deleteFrom('repeats').where('id', '=', repeatId).execute()
}
