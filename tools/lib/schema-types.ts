import { generate, PostgresDialect } from 'kysely-codegen'

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
  }
}
