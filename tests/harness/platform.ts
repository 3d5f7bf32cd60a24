import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseConfig } from '../../server/platform/config/config.ts'
import { createPlatform } from '../../server/platform/create-platform.ts'
import { connect } from '../../server/platform/db/pool.ts'
import { createLogger } from '../../server/platform/log/logger.ts'
import type { Platform } from '../../server/platform/platform.ts'
import { closeLater } from './closing.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** A real platform on a database and a folder of this test file; closed and removed after it. */
export interface TestPlatform extends Platform {
  readonly database: TestDatabase
}

/** @param settings environment settings that differ from the defaults */
export const createTestPlatform = async (settings: Record<string, string> = {}): Promise<TestPlatform> => {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'regard-files-'))
  const config = parseConfig({
    LOG_LEVEL: 'silent',
    BASE_URL: 'http://desk.test',
    DATA_DIR: dataDir,
    ...settings,
  })
  const connection = connect(database.url, config.DATABASE_POOL, 'test')
  closeLater(async () => {
    await connection.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  const logger = createLogger(config.LOG_LEVEL)
  return { ...createPlatform({ config, db: connection.db, logger, dataDir }), database }
}
