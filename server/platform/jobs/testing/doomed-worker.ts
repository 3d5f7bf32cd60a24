import { parseConfig } from '../../config/config.ts'
import { createPlatform } from '../../create-platform.ts'
import { connect } from '../../db/pool.ts'
import { createLogger } from '../../log/logger.ts'
import { startWorker } from '../worker.ts'
import { slowJob } from './slow-job.ts'

// A worker in a process of its own, so that a test can really kill it in the middle of a job.
const [url = '', dataDir = ''] = process.argv.slice(2)
const config = parseConfig({ LOG_LEVEL: 'silent', DATA_DIR: dataDir })
const connection = connect(url, 5, 'doomed worker')
const platform = createPlatform({ config, db: connection.db, logger: createLogger('silent'), dataDir })
await startWorker(platform, connection.pool, [slowJob(60_000)])
