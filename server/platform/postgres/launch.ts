import { spawn } from 'node:child_process'
import { chownSync, closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Places } from './places.ts'
import type { Programs } from './programs.ts'
import type { RunAs } from './run-as.ts'

/** A server we have just started: `exited` becomes true when it gave up. */
export type Launched = { pid: number; exited: boolean; lastWords: () => string }

const LOG_LIMIT_BYTES = 10 * 1024 * 1024

/**
 * Starts the server in its own process group, so that Ctrl-C reaches Regard first, which then stops the
 * database last. It inherits nothing of our environment: secrets stay with us.
 */
export function launchServer(options: {
  places: Places
  programs: Programs
  runAs: RunAs
  settings: Record<string, string>
}): Launched {
  const { places, runAs } = options
  const log = openLog(places.log, runAs)
  const startOfLog = statSync(places.log).size
  const args = ['-D', places.cluster, ...settingArguments(places, options.settings)]
  const child = spawn(join(options.programs.binDir, 'postgres'), args, {
    ...runAs,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  const launched: Launched = {
    pid: child.pid ?? 0,
    exited: false,
    lastWords: () => readFileSync(places.log).subarray(startOfLog).toString('utf8'),
  }
  const gone = () => {
    launched.exited = true
  }
  child.once('exit', gone).once('error', gone)
  return launched
}

function settingArguments(places: Places, settings: Record<string, string>): string[] {
  const all: Record<string, string> = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: places.socketDir,
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function openLog(path: string, runAs: RunAs): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o755 })
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`)
  const log = openSync(path, 'a', 0o640)
  if (runAs) chownSync(path, runAs.uid, runAs.gid)
  return log
}
