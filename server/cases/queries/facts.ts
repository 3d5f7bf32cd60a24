import { sql } from 'kysely'
import { platformErrors } from '../../platform/contract/errors.ts'
import { keptRows, keptStatement } from '../../platform/db/kept.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Fact } from '../contract.ts'
import { visibleCases } from './visibility.ts'

/** Of a customer with many cases, those whose facts are shown; the newest come first. */
const EARLIER_CASES = 200
const EARLIER_FACTS = 100

const columns = sql`facts.id, facts.case_id as "caseId", cases.number as "caseNumber", slot, text,
  message_id as "messageId", contact_id as "contactId", quote, added_at as "addedAt", facts.version,
  json_build_object('id', staff.id, 'name', staff.name) as "addedBy",
  coalesce((select json_agg(json_build_object('text', c.text, 'slot', c.slot, 'at', c.corrected_at,
      'by', (select name from staff where id = c.corrected_by)) order by c.id)
    from fact_corrections c where c.fact_id = facts.id), '[]') as corrections`
const joined = sql`facts join cases on cases.id = facts.case_id join staff on staff.id = facts.added_by`

type FoundFact = Omit<Fact, 'addedAt'> & { readonly addedAt: Date }
const shown = ({ addedAt, ...fact }: FoundFact): Fact => ({ ...fact, addedAt: addedAt.toISOString() })

const ofCase = keptStatement(
  (caseId: number) => sql<FoundFact>`select ${columns} from ${joined}
    where facts.case_id = ${caseId} and retracted_at is null order by facts.id`,
)

/** What was told on a case, oldest first. The caller has found the case through the actor. */
export const factsOfCase = async (db: Database, caseId: number): Promise<Fact[]> => {
  const rows = await ofCase(db, caseId)
  return rows.map(shown)
}

/**
 * What the customer told on their other cases that this person may see, newest first. What was tried and felt
 * belongs to its own need and stays there.
 */
export const earlierFacts = async (
  db: Database,
  actor: StaffActor,
  caseId: number,
  customerId: number | null,
): Promise<Fact[]> => {
  if (customerId === null) return []
  const rows = await keptRows(
    db,
    sql<FoundFact>`select ${columns} from ${joined}
    where facts.case_id = any(array(
        select id from cases where customer_id = ${customerId} and id <> ${caseId} and merged_into_id is null
          and ${visibleCases(actor)} order by created_at desc, id desc limit ${EARLIER_CASES}))
      and retracted_at is null and slot not in ('tried', 'feeling')
    order by facts.id desc limit ${EARLIER_FACTS}`,
  )
  return rows.map(shown)
}

/** One fact, also a retracted one. @throws platform.not-found */
export const factById = async (tx: Tx, factId: number): Promise<Fact> => {
  const { rows } = await sql<FoundFact>`select ${columns} from ${joined} where facts.id = ${factId}`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw platformErrors.notFound()
  return shown(row)
}
