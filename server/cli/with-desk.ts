import { configFromEnvironment } from '../platform/config/config.ts'
import { createPlatform } from '../platform/create-platform.ts'
import { connect } from '../platform/db/pool.ts'
import { createLogger } from '../platform/log/logger.ts'
import type { Platform } from '../platform/platform.ts'
import { chooseDataPlace } from '../platform/process/data-place.ts'
import { openDatabase } from '../platform/process/database.ts'

/** The desk as a command sees it. */
export type Desk = {
  platform: Platform
  dataDir: string
  databaseUrl: string
  /** The embedded database's superuser; undefined for an external database. */
  superuserUrl?: string
  /** Whether the database ran before this command came. */
  wasRunning: boolean
}

/**
 * Does `work` beside a running Regard, or alone: then the database is started for it and stopped after it.
 * Throws a Fault when the database cannot be opened.
 */
export async function withDesk<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
  const config = configFromEnvironment()
  const { dataDir } = chooseDataPlace({ given: config.DATA_DIR, embedded: !config.DATABASE_URL })
  const database = await openDatabase(config, { dataDir, as: 'guest' })
  const { db, close } = connect(database.url, 2, 'command', false)
  try {
    const platform = createPlatform({ config, db, logger: createLogger('warn'), dataDir })
    return await work({
      platform,
      dataDir,
      databaseUrl: database.url,
      superuserUrl: database.superuserUrl,
      wasRunning: database.adopted,
    })
  } finally {
    await close()
    await database.stop()
  }
}
