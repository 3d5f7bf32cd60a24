import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Budgets, isMissed, judge, readBudgets } from './budgets.ts'
import { openDatabases } from './databases.ts'
import { measureGrowth } from './growth.ts'
import { reportOf, verdictLines } from './report.ts'
import type { Run } from './result.ts'
import { round } from './round.ts'
import { measureRunningDesk } from './running-desk.ts'
import { measureSize, type SizeResult } from './size.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({
  options: {
    /** Sizes to measure, none with `--cases=`. */
    cases: { type: 'string', default: '10000,100000,1000000' },
    requests: { type: 'string', default: '400' },
    note: { type: 'string' },
    /** A folder whose seeded databases are used, and kept, instead of being made anew. */
    data: { type: 'string' },
    /** Exit code 1 when a target is missed. */
    enforce: { type: 'boolean', default: false },
  },
})

const git = (...words: string[]): string => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim()

const requests = Number(values.requests)

const measureSizes = async (budgets: Budgets): Promise<Pick<Run, 'sizes' | 'growth'>> => {
  const wanted = values.cases.split(',').filter(Boolean).map(Number)
  if (wanted.length === 0) return { sizes: [] }
  const databases = await openDatabases(values.data ?? null)
  const { dataDir } = databases
  try {
    const sizes: SizeResult[] = []
    const urls: string[] = []
    for (const cases of wanted) {
      const { url, seedSeconds } = await databases.seeded(cases)
      console.error(`measuring at ${cases} cases`)
      sizes.push(await measureSize(url, dataDir, { cases, seedSeconds, requests }))
      urls.push(url)
    }
    const [small = '', large = ''] = [urls[0], urls.at(-1)]
    if (small === large) return { sizes }
    console.error('measuring growth')
    const names = Object.keys(budgets.growth)
    return {
      sizes,
      growth: await measureGrowth(small, large, { dataDir, names, requests: Math.ceil(requests / 4) }),
    }
  } finally {
    await databases.stop()
  }
}

const loadBefore = round(loadavg()[0] ?? 0)
console.error('measuring the running desk')
const budgets = readBudgets()
const desk = await measureRunningDesk()
const run: Run = {
  commit: git('rev-parse', '--short', 'HEAD'),
  node: process.version,
  machine: {
    processors: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    memoryGb: round(totalmem() / 2 ** 30),
    loadBefore,
  },
  note: values.note,
  desk,
  ...(await measureSizes(budgets)),
}
const verdicts = judge(run, budgets)
await mkdir(join(root, 'bench', 'results'), { recursive: true })
await writeFile(join(root, 'bench', 'results', `${run.commit}.json`), `${JSON.stringify(run, null, 2)}\n`)
await writeFile(join(root, 'docs', 'performance.md'), reportOf(run, verdicts))
console.log(reportOf(run, verdicts))
console.log(verdictLines(verdicts).join('\n'))
if (values.enforce && verdicts.some(isMissed)) process.exitCode = 1
