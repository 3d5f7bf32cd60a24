import type { Config } from '../config/config.ts'
import { migrate } from '../db/migrate.ts'
import { migrationsDir } from '../places.ts'
import { openPostgres } from '../postgres/index.ts'
import { checkExternalDatabase } from './external-database.ts'

/** A database that is there, reachable and of the newest schema. */
export type ReadyDatabase = {
  url: string
  /** What the embedded server's superuser is reached by; undefined for an external database. */
  superuserUrl?: string
  /** Whether it ran before we came. */
  adopted: boolean
  /** Lets go of the database; an embedded one that nobody else uses is stopped. */
  stop(): Promise<void>
}

/**
 * Opens the database that the settings name and migrates it. `guest` may come beside a running server.
 * Throws a Fault.
 */
export async function openDatabase(
  config: Config,
  options: { dataDir: string; as: 'server' | 'guest'; say?: (text: string) => void },
): Promise<ReadyDatabase> {
  const database = await reach(config, options)
  try {
    const { applied } = await migrate(database.url, migrationsDir)
    if (applied.length) options.say?.(`The database was brought up to date (${applied.length} steps).`)
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}

async function reach(config: Config, options: Parameters<typeof openDatabase>[1]): Promise<ReadyDatabase> {
  if (config.DATABASE_URL) {
    await checkExternalDatabase(config.DATABASE_URL)
    return { url: config.DATABASE_URL, adopted: true, stop: async () => undefined }
  }
  return openPostgres({ ...options, binDir: config.PGBIN, durable: config.REGARD_PG_FSYNC })
}
