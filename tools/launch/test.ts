import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../lib/gate.ts'
import { runTeeing } from './tee.ts'
import {
  add,
  type Counts,
  countGates,
  countJourneys,
  countVitest,
  nothing,
  totalLine,
} from './test-counts.ts'

const results = join(projectRoot, 'test-results')
const words = process.argv.slice(2)

/** `npm test`: the gates, then the tests of the code, then the walks in a browser; the total is the last line. */
const run = async (): Promise<Counts> => {
  await rm(results, { recursive: true, force: true })
  await mkdir(results, { recursive: true })
  if (words.length > 0) return vitest()
  return add(add(await gates(), await vitest()), await journeys())
}

const gates = async (): Promise<Counts> => {
  const { exitCode, output } = await runTeeing('tsx', ['tools/check.ts'])
  return countGates(output, exitCode)
}

const vitest = async (): Promise<Counts> => {
  const report = join(results, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { exitCode } = await runTeeing('vitest', ['run', ...reporters, ...words])
  return countVitest(await readReport(report), exitCode)
}

const journeys = async (): Promise<Counts> => {
  const report = join(results, 'journeys.json')
  if (!existsSync(join(projectRoot, 'playwright.config.ts'))) return nothing
  const { exitCode } = await runTeeing('playwright', ['test'], { PLAYWRIGHT_JSON_OUTPUT_NAME: report })
  return countJourneys(await readReport(report), exitCode)
}

const readReport = async (path: string): Promise<unknown> =>
  existsSync(path) ? JSON.parse(await readFile(path, 'utf8')) : undefined

const counts = await run()
console.log(`\n${totalLine(counts)}`)
process.exitCode = counts.failed > 0 ? 1 : 0
