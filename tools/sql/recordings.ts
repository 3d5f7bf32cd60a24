import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow } from '../lib/files.ts'
import { layOut } from './layout.ts'

interface Recorded {
  readonly path: string
  readonly functions: readonly string[]
  readonly sql: string
  readonly sha256: string
}

/**
 * What the tests recorded for one file of queries since it was last changed: for each of `names`, the distinct
 * forms of its statements, laid out and sorted. A function that no test ran is missing.
 */
export const formsOf = (root: string, path: string, names: readonly string[]): Map<string, string[]> => {
  const sha256 = createHash('sha256')
    .update(readFileSync(join(root, path)))
    .digest('hex')
  const forms = new Map<string, Set<string>>()
  for (const recorded of readRecordings(root)) {
    if (recorded.path !== path || recorded.sha256 !== sha256) continue
    // A statement belongs to each function on its way: to the one that sends it and to those that send through it.
    for (const name of recorded.functions.filter((each) => names.includes(each))) {
      forms.set(name, (forms.get(name) ?? new Set()).add(layOut(recorded.sql)))
    }
  }
  return new Map([...forms].map(([name, texts]) => [name, [...texts].sort()]))
}

const readRecordings = (root: string): Recorded[] =>
  existsSync(join(root, '.stamp/sql'))
    ? filesBelow(root, '.stamp/sql').flatMap((file) =>
        readFileSync(join(root, file), 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line): Recorded => JSON.parse(line)),
      )
    : []
