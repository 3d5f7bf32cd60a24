import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ProgramFailed, runInOwnGroup } from './own-group.ts'

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'regard-group-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

describe('a program in a group of its own', () => {
  test('ends in peace when Ctrl-C reaches everything in the group of its parent', async () => {
    const file = join(dir, 'done')
    const parent = fork(new URL('own-group.example.ts', import.meta.url), [file], {
      detached: true,
      execArgv: ['--import', 'tsx'],
    })
    await once(parent, 'message')
    process.kill(-(parent.pid ?? 0), 'SIGINT')
    expect((await once(parent, 'exit'))[0]).toBe(0)
    expect(await readFile(file, 'utf8')).toBe('done\n')
  })

  test('hands on what the program said when it failed', async () => {
    const failing = runInOwnGroup('/bin/sh', ['-c', 'echo no room >&2; exit 3'], {})
    await expect(failing).rejects.toMatchObject({ stderr: 'no room\n' })
    await expect(failing).rejects.toBeInstanceOf(ProgramFailed)
  })

  test('says which signal ended it when it said nothing', async () => {
    await expect(runInOwnGroup('/bin/sh', ['-c', 'kill -9 $$'], {})).rejects.toMatchObject({
      stderr: 'ended by SIGKILL',
    })
  })

  test('fails when there is no such program', async () => {
    await expect(runInOwnGroup(join(dir, 'nothing'), [], {})).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
