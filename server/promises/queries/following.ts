import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'

/**
 * Puts the promises of these cases where they belong: on the case of the message that said them, else the one they were
 * made on, followed through merges to the case in which it lives on. Bears being run again.
 * @returns the cases that gave or got one
 */
export const followCases = async (tx: Tx, caseIds: readonly number[]): Promise<number[]> => {
  const { rows } = await sql<{ from_id: number; to_id: number }>`
    with recursive concerned as (
      select p.id, p.case_id, coalesce(m.case_id, p.made_on_case_id) as home
      from promises p left join messages m on m.id = p.message_id
      where p.case_id = any(${[...caseIds]}::bigint[]) or p.made_on_case_id = any(${[...caseIds]}::bigint[])
    ), followed as (
      select c.id, c.home as at, cases.merged_into_id as next from concerned c join cases on cases.id = c.home
      union all
      select f.id, cases.id, cases.merged_into_id from followed f join cases on cases.id = f.next
    ), moved as (
      select c.id, c.case_id as from_id, f.at as to_id
      from concerned c join followed f on f.id = c.id and f.next is null
      where f.at <> c.case_id
    ), written as (
      update promises set case_id = moved.to_id, version = version + 1 from moved where promises.id = moved.id
    )
    select from_id, to_id from moved`.execute(tx)
  return [...new Set(rows.flatMap(({ from_id, to_id }) => [from_id, to_id]))]
}
