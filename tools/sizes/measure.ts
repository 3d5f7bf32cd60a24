import { isGenerated, isTest } from '../lib/files.ts'
import type { Module } from '../lib/modules.ts'
import { escapes, type FunctionSize, functionSizes } from './functions.ts'
import { lineCount, type Reading, readings } from './reading.ts'

export interface FileSize {
  readonly where: string
  readonly lines: number
}

/** Everything the size budgets speak of; files and functions are sorted, smallest first. */
export interface Sizes {
  readonly files: readonly FileSize[]
  readonly tests: readonly FileSize[]
  readonly functions: readonly FunctionSize[]
  readonly escapes: readonly string[]
  readonly readings: readonly Reading[]
  /** Lines of test for each line of source; null when there is no source. */
  readonly testRatio: { readonly server: number | null; readonly browser: number | null }
}

/** Measures the modules. Generated files are nobody's reading and are left out. */
export const measureSizes = (modules: ReadonlyMap<string, Module>): Sizes => {
  const written = [...modules.values()].filter(({ path }) => !isGenerated(path))
  const source = written.filter(({ path }) => !isTest(path))
  const tests = written.filter(({ path }) => isTest(path))
  return {
    files: sorted(source.map(sizeOf)),
    tests: sorted(tests.map(sizeOf)),
    functions: sorted(source.flatMap(functionSizes)),
    escapes: written.flatMap(escapes),
    readings: readings(modules),
    testRatio: {
      server: ratio(tests.filter(isServer), source.filter(isServer)),
      browser: ratio(tests.filter(isBrowser), source.filter(isBrowser)),
    },
  }
}

/** The value that `share` (0 to 1) of the sorted sizes do not exceed; 0 when there are none. */
export const percentile = (sizes: readonly { lines: number }[], share: number): number =>
  sizes[Math.max(0, Math.ceil(sizes.length * share) - 1)]?.lines ?? 0

const sizeOf = (module: Module): FileSize => ({ where: module.path, lines: lineCount(module) })

const sorted = <T extends { lines: number }>(sizes: T[]): T[] => sizes.sort((a, b) => a.lines - b.lines)

// What runs in the browser or is tried in one; every other test is a test of the server.
const isBrowser = ({ path }: Module): boolean => /^(web|widget|tests\/journeys)\//.test(path)
const isServer = ({ path }: Module): boolean =>
  /^(server|pages|tests)\//.test(path) && !path.startsWith('tests/journeys/')

const ratio = (tests: readonly Module[], source: readonly Module[]): number | null => {
  const lines = (modules: readonly Module[]) => modules.reduce((sum, module) => sum + lineCount(module), 0)
  return source.length === 0 ? null : lines(tests) / lines(source)
}
