import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { installRoot } from '../server/platform/places.ts'

const root = mkdtempSync(join(tmpdir(), 'regard-ci-'))
afterAll(() => rmSync(root, { recursive: true }))

let machine: string
beforeEach(() => {
  machine = mkdtempSync(join(root, 'machine-'))
  mkdirSync(join(machine, 'project', '.ci'), { recursive: true })
  mkdirSync(join(machine, 'bin'))
  copyFileSync(join(installRoot, '.ci/run'), join(machine, 'project/.ci/run'))
  // What every system has; nothing else is there unless a test puts it there.
  for (const name of ['bash', 'dirname', 'id', 'env'])
    symlinkSync(`/usr/bin/${name}`, join(machine, 'bin', name))
})

const program = (name: string, script: string): void => {
  const path = join(machine, 'bin', name)
  writeFileSync(path, `#!/usr/bin/bash\necho "${name} $*" >> ${machine}/calls\n${script}\n`)
  chmodSync(path, 0o755)
}
const calls = () => readFileSync(join(machine, 'calls'), 'utf8').trim().split('\n')
/** Runs it as a machine without Chromium does. @returns its exit code and the lines it printed */
const run = () => {
  const { status, stdout } = spawnSync(join(machine, 'project/.ci/run'), {
    env: { PATH: join(machine, 'bin'), CHROMIUM: join(machine, 'no-chromium') },
    encoding: 'utf8',
  })
  return { status, lines: stdout.trim().split('\n') }
}
const tests = (exitCode: number) => program('npm', `echo "12 passed"; exit ${exitCode}`)
const installed = () => calls().flatMap((call) => /install .* (\S+)$/.exec(call)?.[1] ?? [])

describe('the run of a bare machine', () => {
  test('installs what the tests use and is not there, then runs the command of the README', () => {
    program('apt-get', 'exit 0')
    program('sudo', 'shift; "$@"')
    tests(0)
    const { status, lines } = run()
    expect(status).toBe(0)
    expect(lines.at(-1)).toBe('12 passed')
    expect(installed()).toContain('chromium')
    expect(calls().at(-1)).toBe('npm test')
    expect(readFileSync(join(installRoot, 'README.md'), 'utf8')).toContain('npm test')
  })

  test('ends as the tests end', () => {
    program('apt-get', 'exit 0')
    program('sudo', 'shift; "$@"')
    tests(7)
    expect(run()).toMatchObject({ status: 7, lines: expect.arrayContaining(['12 passed']) })
  })

  test('goes on without what cannot be had, and says what that means; one package keeps no other away', () => {
    program('apt-get', 'case "$*" in *update*|*chromium*) exit 100;; esac')
    program('sudo', 'shift; "$@"')
    program('node', '')
    tests(0)
    const { status, lines } = run()
    expect(status).toBe(0)
    expect(lines).toContain('chromium could not be installed: the tests that need it say so and are skipped.')
    expect(lines.at(-1)).toBe('12 passed')
  })

  test('on another system says what to install by hand', () => {
    tests(0)
    const { status, lines } = run()
    expect(status).toBe(0)
    expect(lines[0]).toMatch(/^This is no Debian: install .*chromium/)
    expect(lines.at(-1)).toBe('12 passed')
  })

  test('tries to install npm, and without it says what is needed instead of failing in silence', () => {
    program('apt-get', 'exit 0')
    program('sudo', 'shift; "$@"')
    const { status, lines } = run()
    expect(status).toBe(10)
    expect(installed()).toEqual(expect.arrayContaining(['nodejs', 'npm']))
    expect(lines.at(-1)).toBe('There is no npm here. Install Node 20.19 or newer, then run this again.')
  })

  test('where everything is there installs nothing', () => {
    program('apt-get', 'exit 0')
    writeFileSync(join(machine, 'no-chromium'), '')
    chmodSync(join(machine, 'no-chromium'), 0o755)
    tests(0)
    run()
    expect(installed()).not.toContain('chromium')
  })
})
