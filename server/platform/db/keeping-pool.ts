import type { CompiledQuery, PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** A program has far fewer; reached only when somebody keeps statements whose text changes with what they are asked. */
const MOST_KEPT = 100
/** What each connection may hold ready beside those, of what transactions repeat. */
const MOST_REPEATED = 150
const OFTEN = 10
const MOST_COUNTED = 1_000

const names = new Map<string, string>()
const counts = new Map<string, number>()
let repeated = 0

/** Names a statement, so that each connection parses and plans it once and keeps it ready. */
export const keep = <Row>(compiled: CompiledQuery<Row>): CompiledQuery<Row> => {
  if (!names.has(compiled.sql) && names.size - repeated < MOST_KEPT)
    names.set(compiled.sql, `kept_${names.size}`)
  return compiled
}

/**
 * Names what transactions ask again and again: they write and read by key, so one plan fits all calls. Not what
 * takes every column: the database refuses to go on with it when an upgrade adds one.
 */
const noteRepeated = (statement: string): void => {
  if (repeated >= MOST_REPEATED || names.has(statement) || statement.includes('*')) return
  const count = (counts.get(statement) ?? 0) + 1
  if (count < OFTEN) {
    if (counts.size >= MOST_COUNTED) counts.clear()
    counts.set(statement, count)
    return
  }
  counts.delete(statement)
  repeated += 1
  names.set(statement, `kept_${names.size}`)
}

/** A pool for Kysely that hands the names on. */
export const keepingPool = (pool: pg.Pool): PostgresPool => ({
  connect: async () => keepingClient(await pool.connect()),
  end: () => pool.end(),
})

const BEGINS = /^(?:begin|start transaction)/

const keepingClient = (client: pg.PoolClient): PostgresPoolClient => {
  let isInTransaction = false
  return {
    // Never with a cursor: Kysely asks by one only where it was given their class.
    query: (text: unknown, values?: readonly unknown[]) => {
      const statement = String(text)
      if (BEGINS.test(statement)) isInTransaction = true
      else if (isInTransaction && values?.length) noteRepeated(statement)
      return client.query({
        name: names.get(statement),
        text: statement,
        values: [...(values ?? [])],
      }) as never
    },
    release: () => client.release(),
  }
}
