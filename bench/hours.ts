// R26: reckons random open hours over all time zones, and compares each with minutes counted on PostgreSQL's clock.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openPostgres } from '../server/platform/postgres/index.ts'
import { differencesIn } from '../tests/factories/hours-oracle.ts'
import { randomOf } from '../tests/factories/random-hours.ts'

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '100000' }, seed: { type: 'string', default: '26' } },
})
const EACH = 40
const zones = Intl.supportedValuesOf('timeZone')
const rounds = Math.ceil(Number(values.cases) / zones.length / EACH)
const random = randomOf(Number(values.seed))

const dataDir = await mkdtemp(join(tmpdir(), 'regard-hours-'))
const postgres = await openPostgres({ dataDir, as: 'server' })
const client = new pg.Client(postgres.url)
await client.connect()
try {
  const wrong: string[] = []
  for (let round = 1; round <= rounds; round += 1) {
    for (const zone of zones) wrong.push(...(await differencesIn(client, zone, random, { cases: EACH })))
    process.stderr.write(`\r${round * zones.length * EACH} cases, ${wrong.length} different `)
  }
  const cases = rounds * zones.length * EACH
  const report = { cases, zones: zones.length, seed: Number(values.seed), different: wrong.length }
  console.log(JSON.stringify({ ...report, first: wrong.slice(0, 10) }, null, 2))
  if (cases >= 100_000)
    await writeFile(new URL('results/hours.json', import.meta.url), `${JSON.stringify(report, null, 2)}\n`)
  process.exitCode = wrong.length === 0 ? 0 : 1
} finally {
  await client.end()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}
