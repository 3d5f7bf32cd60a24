import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DefaultQueryCompiler } from 'kysely'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, '.stamp', 'sql')
const recorded = new Set<string>()

/**
 * Remembers every statement that the tests make a `queries.ts` compile, with the functions it came from.
 * `tools/snapshot-sql.ts` makes the committed snapshots of it; authors of queries have nothing to do.
 */
export function recordStatements(): void {
  const compile = DefaultQueryCompiler.prototype.compileQuery
  DefaultQueryCompiler.prototype.compileQuery = function record(node, queryId) {
    const compiled = compile.call(this, node, queryId)
    const origin = originOf(stackHere())
    if (origin) recorded.add(JSON.stringify({ ...origin, sql: compiled.sql }))
    return compiled
  }
}

/** Writes what the test file at `testPath` has made, in place of what its last run made. */
export function writeStatements(testPath: string): void {
  if (recorded.size === 0) return
  mkdirSync(folder, { recursive: true })
  const hashes = new Map<string, string>()
  const lines = [...recorded].map((line) => {
    const statement = JSON.parse(line) as { path: string }
    const sha256 = hashes.get(statement.path) ?? hashOf(join(root, statement.path))
    hashes.set(statement.path, sha256)
    return JSON.stringify({ ...statement, sha256 })
  })
  const name = relative(root, testPath).replaceAll(/[^\w.-]/g, '-')
  writeFileSync(join(folder, `${name}.jsonl`), `${lines.join('\n')}\n`)
}

const FRAME = /^\s*at (?:async )?(?:[\w$]+\.)?([\w$]+) \((?:file:\/\/)?(\/.*?):\d+:\d+\)/

/** The file of queries nearest to the statement, and its functions on the way there, innermost first. */
function originOf(stack: string): { path: string; functions: string[] } | undefined {
  let path: string | undefined
  const functions: string[] = []
  for (const line of stack.split('\n')) {
    const [, name = '', file = ''] = FRAME.exec(line) ?? []
    if (!/\/queries(\/[\w-]+)?\.ts$/.test(file)) continue
    path ??= file
    if (file === path) functions.push(name)
  }
  return path === undefined ? undefined : { path: relative(root, path), functions }
}

function stackHere(): string {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 40
  const { stack = '' } = new Error('where')
  Error.stackTraceLimit = limit
  return stack
}

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')
