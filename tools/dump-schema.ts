import { join } from 'node:path'
import pg from 'pg'
import { type Gate, type GateOptions, keepFresh, runAsProgram } from './lib/gate.ts'
import { withMigratedDatabase } from './lib/migrated-database.ts'
import { dumpSchema } from './lib/schema-dump.ts'
import { generateTypes } from './lib/schema-types.ts'

const heading = '-- Generated from the migrations by tools/dump-schema.ts.'

/**
 * Keeps `server/schema.sql` and `server/platform/db/schema.generated.ts` equal to what the migrations build,
 * so that a reader sees the tables in one place and a query with a wrong column does not compile.
 */
export const checkSchema: Gate = (options) =>
  withMigratedDatabase(join(options.root, 'server'), (url) => compareSchema(options, url))

/** The same for a database that is migrated already. */
export const compareSchema = async (options: GateOptions, url: string): Promise<string[]> => [
  ...keepFresh(options, 'server/schema.sql', `${heading}\n\n${await schemaAt(url)}`),
  ...keepFresh(options, 'server/platform/db/schema.generated.ts', await generateTypes(url)),
]

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
