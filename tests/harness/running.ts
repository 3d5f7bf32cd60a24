import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installRoot } from '../../server/platform/places.ts'
import { findPostmaster } from '../../server/platform/postgres/pid-file.ts'

/** The server, or another of our programs, as a process of its own. */
export type Running = {
  pid: number
  /** All it has printed so far. */
  output(): string
  /** Resolves when its output holds `text`; throws with the output when it ends or 60 s, or `patienceMs`, pass without. */
  says(text: string, patienceMs?: number): Promise<void>
  signal(name: NodeJS.Signals): void
  /** Its exit code; a signal's name when that ended it. */
  ended: Promise<number | NodeJS.Signals>
}

export type RunOptions = {
  program?: string
  words?: string[]
  env?: Record<string, string>
  /** Another user (tests that run as root only). */
  user?: { uid: number; gid: number }
  cwd?: string
  /** In a process group of its own, as a terminal starts it. */
  detached?: boolean
}

/** A user without rights that every Debian has: `daemon`. */
export const ordinaryUser = { uid: 1, gid: 1 }
export const isRoot = process.getuid?.() === 0

const children = new Set<ChildProcess>()
const folders = new Set<string>()

/** Starts a built program with nothing of our environment but the path. */
export function run(options: RunOptions = {}): Running {
  const program = options.program ?? join(installRoot, 'dist/main.js')
  const child = spawn(process.execPath, [program, ...(options.words ?? [])], {
    ...options.user,
    cwd: options.cwd ?? '/',
    detached: options.detached ?? false,
    env: { PATH: process.env.PATH, SMTP_ENABLED: 'off', REGARD_PG_FSYNC: 'off', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => {
      children.delete(child)
      resolve(code ?? signal ?? 1)
    })
  })
  const says = (text: string, patienceMs = 60_000) =>
    waitFor(
      () => output.includes(text),
      child,
      () => `"${text}" not in:\n${output}`,
      patienceMs,
    )
  return { pid: child.pid ?? 0, output: () => output, says, signal: (name) => child.kill(name), ended }
}

async function waitFor(
  there: () => boolean,
  child: ChildProcess,
  complaint: () => string,
  patienceMs: number,
): Promise<void> {
  const end = Date.now() + patienceMs
  while (!there()) {
    const over = child.exitCode !== null || child.signalCode !== null || Date.now() > end
    await new Promise((resolve) => setTimeout(resolve, over ? 50 : 10))
    if (over && !there()) throw new Error(complaint())
  }
}

/** A data folder for one test; `forgetRunning` stops what runs there and removes it. */
export async function dataFolder(parent = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(parent, 'regard-running-'))
  await chmod(folder, 0o777)
  folders.add(folder)
  return join(folder, 'data')
}

/** For `afterAll`: ends every process and database of this file, whatever the tests left. */
export async function forgetRunning(): Promise<void> {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders) {
    const server = await findPostmaster(join(folder, 'data', 'postgres'))
    if (server) process.kill(server.pid, 'SIGQUIT')
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}
