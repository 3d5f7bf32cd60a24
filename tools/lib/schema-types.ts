import { setTimeout as rest } from 'node:timers/promises'
import { sql } from 'kysely'
import { generate, PostgresDialect } from 'kysely-codegen'
import { connect } from '../../server/platform/db/pool.ts'

/**
 * Renders the TypeScript types of every table in the `public` schema of the database at `url`, for kysely.
 * `bigint` and `numeric` are numbers because our pool parses them so (ids and counts stay far below 2^53).
 */
export const generateTypes = async (url: string): Promise<string> => {
  const dialect = new PostgresDialect({ numericParser: 'number' })
  const db = await dialect.introspector.connect({ connectionString: url, dialect })
  try {
    return await generate({
      db,
      dialect,
      includePattern: 'public.*',
      typeMapping: { int8: 'number', numeric: 'number', json: 'unknown', jsonb: 'unknown' },
      verify: false,
    })
  } finally {
    await db.destroy()
    await untilGone(url)
  }
}

/** The generator's connections die of a server that stops while they close: waits, at most a second, until none is left. */
const untilGone = async (url: string): Promise<void> => {
  const { db, close } = connect(url, 1, 'types')
  try {
    for (let tries = 0; tries < 20; tries += 1) {
      const { rows } = await sql<{ left: number }>`select count(*)::int as left from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and application_name = ''`.execute(
        db,
      )
      if (rows[0]?.left === 0) return
      await rest(50)
    }
  } finally {
    await close()
  }
}
