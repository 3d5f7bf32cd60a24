import type { Logger } from 'pino'
import type { Config } from './config/config.ts'
import type { Database } from './db/pool.ts'
import type { FileStore } from './files/store.ts'
import type { Seal } from './identity/seal.ts'

/** What every route and job can lean on. Made once by the process, handed down, never a global. */
export interface Platform {
  readonly config: Config
  readonly db: Database
  readonly files: FileStore
  readonly logger: Logger
  /** Seals credentials at rest and signs tokens that leave the house. */
  readonly seal: Seal
}
