import { startWeb } from './app.ts'
import { refuseDemoData } from './cli/demo/demo-data.ts'
import type { Demonstration } from './cli/demo/demonstration.ts'
import { type Config, configFromEnvironment } from './platform/config/config.ts'
import { chooseDataPlace } from './platform/process/data-place.ts'
import { openDatabase } from './platform/process/database.ts'
import { explain } from './platform/process/explain.ts'
import { untilStopped } from './platform/process/stop-signals.ts'
import { type Stop, stopAll } from './platform/process/stops.ts'
import { startJobs } from './worker.ts'

/** Sentences for the person at the terminal; the log has standard error to itself. */
const say = (text: string) => process.stdout.write(`${text}\n`)

/** `npm run demo`: a company to look at, kept apart from the real data. */
const isDemonstration = process.argv.includes('--demo')

/** The server: database, web and worker in one process, until a signal. */
async function serve(settings: Config): Promise<void> {
  const stopped = untilStopped()
  const part = isDemonstration ? 'demo' : undefined
  const embedded = !settings.DATABASE_URL
  const { dataDir, note } = chooseDataPlace({ given: settings.DATA_DIR, embedded, part })
  if (note) say(note)
  if (!isDemonstration) refuseDemoData(dataDir)
  const database = await openDatabase(settings, { dataDir, as: placeOf(settings), say })
  const parts: Stop[] = [database.stop]
  try {
    const demo = isDemonstration ? await loadDemonstration(settings, dataDir) : undefined
    if (demo) parts.push(demo.stop)
    const config = demo?.config ?? settings
    const given = { config, databaseUrl: database.url, dataDir }
    // Before any worker runs: what the stories tell has been answered long ago.
    const signIns = await demo?.fill(database.url)
    if (config.REGARD_ROLE !== 'web') parts.push(await startJobs(given))
    const web = config.REGARD_ROLE === 'worker' ? null : await startWeb(given)
    if (web) parts.push(web.stop)
    const seconds = (performance.now() / 1000).toFixed(1)
    const ready = `Regard is ready at ${config.BASE_URL} after ${seconds} s, with its data in ${dataDir}. Ctrl-C stops it.`
    const setUp =
      web?.setupLink && `This desk is new. Set it up here, the link works once:\n  ${web.setupLink}`
    // In one piece: whoever waits for the first line finds what belongs to it.
    say([ready, signIns ?? setUp].filter(Boolean).join('\n'))
    await stopped
    say('Stopping…')
  } finally {
    await stopAll(parts, (error) => {
      process.exitCode = fail(error)
    })
  }
  say(process.exitCode ? 'Stopped, but not cleanly.' : 'Stopped. Everything is stored.')
}

async function loadDemonstration(settings: Config, dataDir: string): Promise<Demonstration> {
  const { prepareDemonstration } = await import('./cli/demo/demonstration.ts')
  return prepareDemonstration(settings, dataDir)
}

/** One whole Regard per data folder; web and worker processes that were divided on purpose may share one. */
const placeOf = (config: Config) => (config.REGARD_ROLE === 'all' ? 'server' : 'guest')

/** Tells the operator. @returns the exit code that goes with it */
function fail(error: unknown): number {
  const { text, exitCode } = explain(error)
  process.stderr.write(`${text}\n`)
  return exitCode
}

try {
  await serve(configFromEnvironment())
  process.exit()
} catch (error) {
  process.exit(fail(error))
}
