import { sql } from 'kysely'
import { platformErrors } from '../../platform/contract/errors.ts'
import { keptStatement } from '../../platform/db/kept.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Repeat } from '../contract.ts'

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

const allOfCase = keptStatement(
  (caseId: number) => sql<FoundRepeat>`select ${columns} from repeats where ${ofCase(caseId)} order by id`,
)

/** What people said about repeats on a case, oldest first. The caller has found the case through the actor. */
export const repeatsOfCase = async (db: Database, caseId: number): Promise<Repeat[]> => {
  const rows = await allOfCase(db, caseId)
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
