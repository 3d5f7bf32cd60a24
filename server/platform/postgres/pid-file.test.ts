import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findPostmaster, isAlive } from './pid-file.ts'

const root = await mkdtemp(join(tmpdir(), 'regard-pid-'))
afterAll(() => rm(root, { recursive: true }))

let cluster: string
let sleeper: ChildProcess | null = null
beforeEach(async () => {
  cluster = await mkdtemp(join(root, 'cluster-'))
})
afterEach(async () => {
  if (!sleeper) return
  const ended = once(sleeper, 'exit')
  sleeper.kill('SIGKILL')
  await ended
  sleeper = null
})

/** A process that works in this folder, as a PostgreSQL server does in its cluster. */
const worksIn = (folder: string): number => {
  sleeper = spawn('sleep', ['60'], { cwd: folder, stdio: 'ignore' })
  return sleeper.pid ?? 0
}
const path = () => join(cluster, 'postmaster.pid')
const write = (pid: number | string, status = 'ready') =>
  writeFile(path(), `${pid}\n${cluster}\n1770000000\n5432\n/run/sockets\n\n 12345 6\n${status}   \n`)

describe('the server of a cluster', () => {
  test('is the one that its file names and that works there', async () => {
    const pid = worksIn(cluster)
    await write(pid)
    expect(await findPostmaster(cluster)).toEqual({ pid, socketDir: '/run/sockets', ready: true })
    await write(pid, 'starting')
    expect(await findPostmaster(cluster)).toMatchObject({ ready: false })
  })

  test('is none without a file, or without a folder', async () => {
    expect(await findPostmaster(cluster)).toBeUndefined()
    expect(await findPostmaster(join(cluster, 'nothing'))).toBeUndefined()
  })

  test.each(['', '\0\0', 'not a number', '-1', '0', '1.5'])('is none when the file says %j', async (text) => {
    await writeFile(path(), text)
    expect(await findPostmaster(cluster)).toBeUndefined()
  })

  test('that is dead is none; its file is left to PostgreSQL, which knows what to do', async () => {
    const pid = worksIn(cluster)
    const ended = sleeper && once(sleeper, 'exit')
    sleeper?.kill('SIGKILL')
    await ended
    sleeper = null
    await write(pid)
    expect(isAlive(pid)).toBe(false)
    expect(await findPostmaster(cluster)).toBeUndefined()
    expect(existsSync(path())).toBe(true)
  })

  test('whose number another program got since is none, and its file goes: it would forbid every start', async ({
    skip,
  }) => {
    if (!existsSync('/proc/self/cwd')) skip('this system does not tell where a process works')
    await write(worksIn(root))
    expect(await findPostmaster(cluster)).toBeUndefined()
    expect(existsSync(path())).toBe(false)
  })
})

test('a process is alive when it is there, whoever owns it', () => {
  expect(isAlive(process.pid)).toBe(true)
  expect(isAlive(1)).toBe(true)
  expect(isAlive(2 ** 30)).toBe(false)
})
