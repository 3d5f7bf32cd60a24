// The desk's own web process, as `npm start` runs it, on a free port.
import { createApp, openPlatform } from '../server/app.ts'
import { parseConfig } from '../server/platform/config/config.ts'
import { answerParent } from './child.ts'

const { BENCH_DATABASE: databaseUrl = '', BENCH_DATA: dataDir = '' } = process.env
const config = parseConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error', SMTP_ENABLED: 'no' })
const { platform } = openPlatform({ config, databaseUrl, dataDir }, 'bench')
const web = await createApp(platform, databaseUrl, null)
await web.app.listen({ port: 0, host: '127.0.0.1' })
const address = web.app.server.address()
answerParent(typeof address === 'object' && address ? address.port : 0)
