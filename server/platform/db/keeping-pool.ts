import type { CompiledQuery, PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** A program has far fewer; reached only when somebody keeps statements whose text changes with what they are asked. */
const MOST_KEPT = 100

const names = new Map<string, string>()

/** Names a statement, so that each connection parses and plans it once and keeps it ready. */
export const keep = <Row>(compiled: CompiledQuery<Row>): CompiledQuery<Row> => {
  if (!names.has(compiled.sql) && names.size < MOST_KEPT) names.set(compiled.sql, `kept_${names.size}`)
  return compiled
}

/** A pool for Kysely that hands the names on. */
export const keepingPool = (pool: pg.Pool): PostgresPool => ({
  connect: async () => keepingClient(await pool.connect()),
  end: () => pool.end(),
})

const keepingClient = (client: pg.PoolClient): PostgresPoolClient => ({
  // Never with a cursor: Kysely asks by one only where it was given their class.
  query: (text: unknown, values?: readonly unknown[]) => {
    const statement = String(text)
    return client.query({ name: names.get(statement), text: statement, values: [...(values ?? [])] }) as never
  },
  release: () => client.release(),
})
