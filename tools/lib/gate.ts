import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The folder of the project. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** What a gate is told: the folder to look at, and whether it may rewrite what is generated. */
export interface GateOptions {
  readonly root: string
  readonly fix: boolean
}

/** A gate returns its complaints, each one line that says where, what, and what to do; none means green. */
export type Gate = (options: GateOptions) => Promise<string[]>

/** Compares a committed generated file with its fresh text; with `fix`, writes it instead of complaining. */
export const keepFresh = ({ root, fix }: GateOptions, path: string, text: string): string[] => {
  const full = join(root, path)
  const committed = existsSync(full) ? readFileSync(full, 'utf8') : undefined
  if (committed === text) return []
  if (fix) {
    mkdirSync(dirname(full), { recursive: true })
    writeFileSync(full, text)
    return []
  }
  return [`${path}: ${difference(committed, text)}; run npm run check -- --fix and commit it`]
}

const difference = (committed: string | undefined, fresh: string): string => {
  if (committed === undefined) return 'is missing'
  const old = committed.split('\n')
  const line = fresh.split('\n').findIndex((text, index) => text !== old[index])
  const at = line < 0 ? fresh.split('\n').length : line
  return `is stale from line ${at + 1} (${JSON.stringify(fresh.split('\n')[at] ?? 'end of file')})`
}

/** Runs the gate when its file was called as a program (`tsx tools/x.ts [--fix]`) and not imported. */
export const runAsProgram = async (moduleUrl: string, gate: Gate): Promise<void> => {
  if (pathToFileURL(process.argv[1] ?? '').href !== moduleUrl) return
  const complaints = await gate({ root: projectRoot, fix: process.argv.includes('--fix') })
  for (const complaint of complaints) console.error(complaint)
  process.exitCode = complaints.length > 0 ? 1 : 0
}
