import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isTest } from './lib/files.ts'
import { type Gate, type GateOptions, keepFresh, runAsProgram } from './lib/gate.ts'
import { type Module, readModules } from './lib/modules.ts'
import { type QueryFunction, queryFunctions } from './sql/functions.ts'
import { formsOf } from './sql/recordings.ts'
import { representatives } from './sql/representatives.ts'
import { parseSnapshot, renderSnapshot, type Section } from './sql/snapshot.ts'

/**
 * Keeps a `queries.generated.sql` beside each `queries.ts` with the statements its functions make, so that a
 * review sees the SQL and not only the code that builds it. The tests record the statements (tests/harness/
 * record-sql.ts); this gate asks that each function was run by a test since it changed.
 */
export const checkSqlSnapshots: Gate = async (options) =>
  [...readModules(options.root).values()]
    .filter(({ path }) => /^server\/.*\/queries(\/[\w-]+)?\.ts$/.test(path) && !isTest(path))
    .flatMap((module) => checkFile(options, module))

const checkFile = (options: GateOptions, module: Module): string[] => {
  const target = module.path.replace(/\.ts$/, '.generated.sql')
  const functions = queryFunctions(module)
  if (functions.length === 0) return []
  const committed = readSections(join(options.root, target))
  const names = functions.map(({ name }) => name)
  const recorded = formsOf(options.root, module.path, names)
  const sections: Section[] = []
  const complaints: string[] = []
  for (const each of functions) {
    const section = sectionOf(each, committed.get(each.name), recorded.get(each.name))
    if (section) sections.push(section)
    else
      complaints.push(
        `${module.path}: no test has run ${each.name} since it changed; test it, then run npm run check -- --fix`,
      )
  }
  return [...complaints, ...keepFresh(options, target, renderSnapshot(module.path, sections))]
}

/** A recording is newer than what is committed, but knows only the forms that the tests of the last run made. */
const sectionOf = (
  { name, hash }: QueryFunction,
  committed: Section | undefined,
  recorded: readonly string[] | undefined,
): Section | undefined => {
  const kept = committed?.hash === hash ? committed.forms : []
  const forms = representatives([...kept, ...(recorded ?? [])])
  return forms.length > 0 ? { name, hash, forms } : undefined
}

const readSections = (file: string): Map<string, Section> =>
  new Map(
    existsSync(file)
      ? parseSnapshot(readFileSync(file, 'utf8')).map((section) => [section.name, section])
      : [],
  )

await runAsProgram(import.meta.url, checkSqlSnapshots)
