import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from './config/config.ts'
import type { Database } from './db/pool.ts'
import { diskStore } from './files/disk.ts'
import { s3Store } from './files/s3.ts'
import { createSeal } from './identity/seal.ts'
import { installationSecret } from './identity/secret.ts'
import type { Platform } from './platform.ts'

export interface PlatformParts {
  readonly config: Config
  readonly db: Database
  readonly logger: Logger
  /** Where files and the secret live when nothing else is set. */
  readonly dataDir: string
}

/** Makes what every route and job leans on, from the settings. */
export const createPlatform = ({ config, db, logger, dataDir }: PlatformParts): Platform => ({
  config,
  db,
  logger,
  files: config.FILES === 's3' ? s3Store(config) : diskStore(join(dataDir, 'files')),
  seal: createSeal(installationSecret(config.REGARD_SECRET, dataDir)),
})
