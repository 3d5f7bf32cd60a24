import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { seedCases } from '../server/cli/seed/seed-cases.ts'
import { migrate } from '../server/platform/db/migrate.ts'
import { migrationsDir } from '../server/platform/places.ts'
import { openPostgres } from '../server/platform/postgres/index.ts'
import { round } from './load.ts'
import { reportOf } from './report.ts'
import { measureSize, type SizeResult } from './size.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000,100000,1000000' },
    requests: { type: 'string', default: '400' },
    note: { type: 'string' },
  },
})

const git = (...words: string[]): string => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim()

const measureAll = async (): Promise<SizeResult[]> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'regard-bench-'))
  const postgres = await openPostgres({ dataDir, as: 'server' })
  try {
    const results: SizeResult[] = []
    for (const cases of values.cases.split(',').map(Number)) {
      const name = `seeded_${cases}`
      await asSuperuser(postgres.superuserUrl, `create database ${name} owner regard`)
      const url = postgres.url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`)
      await migrate(url, migrationsDir)
      const begun = performance.now()
      const progress = (done: number) => process.stderr.write(`\rseeding: ${done} of ${cases} cases `)
      await seedCases(url, { cases, seed: 1, progress })
      const seedSeconds = round((performance.now() - begun) / 1000)
      console.error(`\nmeasuring at ${cases} cases`)
      results.push(await measureSize(url, dataDir, { cases, seedSeconds, requests: Number(values.requests) }))
      await asSuperuser(postgres.superuserUrl, `drop database ${name} with (force)`)
    }
    return results
  } finally {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

const asSuperuser = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const sizes = await measureAll()
const machine = {
  processors: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  memoryGb: round(totalmem() / 2 ** 30),
}
const run = {
  commit: git('rev-parse', '--short', 'HEAD'),
  node: process.version,
  machine,
  note: values.note,
  sizes,
}
await mkdir(join(root, 'bench', 'results'), { recursive: true })
await writeFile(join(root, 'bench', 'results', `${run.commit}.json`), `${JSON.stringify(run, null, 2)}\n`)
await writeFile(join(root, 'docs', 'performance.md'), reportOf(run))
console.log(reportOf(run))
