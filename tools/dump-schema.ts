import pg from 'pg'
import { type Gate, keepFresh, runAsProgram } from './lib/gate.ts'
import { withMigratedDatabase } from './lib/migrated-database.ts'
import { dumpSchema } from './lib/schema-dump.ts'
import { generateTypes } from './lib/schema-types.ts'

const heading = '-- Generated from the migrations by tools/dump-schema.ts.'

/**
 * Keeps `server/schema.sql` and `server/platform/db/schema.generated.ts` equal to what the migrations build,
 * so that a reader sees the tables in one place and a query with a wrong column does not compile.
 */
export const checkSchema: Gate = (options) =>
  withMigratedDatabase(options.root, async (url) => [
    ...keepFresh(options, 'server/schema.sql', `${heading}\n\n${await schemaAt(url)}`),
    ...keepFresh(options, 'server/platform/db/schema.generated.ts', await generateTypes(url)),
  ])

const schemaAt = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await dumpSchema(client)
  } finally {
    await client.end()
  }
}

await runAsProgram(import.meta.url, checkSchema)
