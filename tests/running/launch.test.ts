import { appendFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { installRoot } from '../../server/platform/places.ts'
import { dataFolder, forgetRunning, run } from '../harness/running.ts'

afterAll(forgetRunning)

/** A small project with the real launcher, a stand-in for npm that counts its runs, and one for the bundler. */
let project: string
const lockfile = { packages: { '': {}, 'node_modules/esbuild': { version: '1.0.0' } } }

const fakeNpm = `
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
appendFileSync('npm-runs', 'run\\n')
await new Promise((resolve) => setTimeout(resolve, 300))
if (process.env.NPM_FAILS) process.exit(1)
rmSync('node_modules', { recursive: true, force: true })
mkdirSync('node_modules/esbuild', { recursive: true })
writeFileSync('node_modules/esbuild/package.json', '{"type":"module","main":"index.js"}')
writeFileSync('node_modules/esbuild/index.js', 'export const build = async () => { if (process.env.BUILD_FAILS) throw new Error("no") }')
writeFileSync('node_modules/.package-lock.json', '${JSON.stringify(lockfile)}')
`

beforeEach(async () => {
  project = await dataFolder()
  await mkdir(join(project, 'server/cases/migrations'), { recursive: true })
  await cp(join(installRoot, 'tools/launch.mjs'), join(project, 'tools/launch.mjs'))
  await cp(join(installRoot, 'tools/launch'), join(project, 'tools/launch'), { recursive: true })
  for (const name of ['package.json', 'tsconfig.json']) await cp(join(installRoot, name), join(project, name))
  await writeFile(join(project, 'package-lock.json'), JSON.stringify(lockfile))
  await writeFile(join(project, 'npm.mjs'), fakeNpm)
  await writeFile(join(project, 'server/main.ts'), '')
})

function launch(env: Record<string, string> = {}, words = ['build']) {
  return run({
    program: join(project, 'tools/launch.mjs'),
    words,
    env: { npm_execpath: join(project, 'npm.mjs'), ...env },
  })
}

async function launched(env: Record<string, string> = {}, words = ['build']) {
  const one = launch(env, words)
  return { exitCode: await one.ended, text: one.output() }
}

const npmRuns = async () =>
  (await readFile(join(project, 'npm-runs'), 'utf8').catch(() => '')).split('run').length - 1

describe('the launcher', () => {
  test('fetches the parts and builds at first, and does neither when nothing changed', async () => {
    const first = await launched()
    expect(first).toMatchObject({
      exitCode: 0,
      text: expect.stringMatching(/Fetching[\s\S]*Fetched in[\s\S]*Built in/),
    })
    const second = await launched()
    expect(second.exitCode).toBe(0)
    expect(second.text).not.toMatch(/Fetch|Buil[dt] in/)
    expect(await npmRuns()).toBe(1)
  })

  test('builds again when a source changed, and fetches again when the lockfile did', async () => {
    await launched()
    await appendFile(join(project, 'server/main.ts'), '// changed')
    expect((await launched()).text).toContain('Built in')
    expect(await npmRuns()).toBe(1)
    const newer = { packages: { ...lockfile.packages, 'node_modules/more': { version: '2.0.0' } } }
    await writeFile(join(project, 'package-lock.json'), JSON.stringify(newer))
    await launched()
    expect(await npmRuns()).toBe(2)
  })

  test('takes an install that was made by hand for what it is', async () => {
    await launched()
    await rm(join(project, 'node_modules/.regard-installed'))
    await launched()
    expect(await npmRuns()).toBe(1)
  })

  test('started twice at the same moment it fetches once', async () => {
    const both = [launch(), launch()]
    expect(await Promise.all(both.map((one) => one.ended))).toEqual([0, 0])
    expect(await npmRuns()).toBe(1)
  })

  test('goes on after a kill -9 in the middle of fetching', async () => {
    const killed = launch()
    await killed.says('Fetching')
    killed.signal('SIGKILL')
    await killed.ended
    expect((await launched()).exitCode).toBe(0)
  })

  test('says what failed and what was kept, with an exit code for each', async () => {
    expect(await launched({ NPM_FAILS: '1' })).toMatchObject({
      exitCode: 11,
      text: expect.stringContaining('could not be fetched'),
    })
    await launched()
    await appendFile(join(project, 'server/main.ts'), '// changed')
    expect(await launched({ BUILD_FAILS: '1' })).toMatchObject({
      exitCode: 12,
      text: expect.stringContaining('could not be built'),
    })
    expect(await launched({}, ['fly'])).toMatchObject({ exitCode: 2, text: expect.stringContaining('"fly"') })
  })

  test.each([
    ['18.20.0', 10, 'needs Node 20.19 or newer, and this is Node 18.20.0'],
    ['20.18.9', 10, 'needs Node 20.19'],
    ['20.19.0', 0, 'no security updates any more'],
    ['24.1.0', 0, ''],
  ])('under Node %s exits with %i', async (version, exitCode, words) => {
    const preload = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`
    const ended = await launched({ NODE_OPTIONS: `--import=${preload}` })
    expect(ended.exitCode).toBe(exitCode)
    if (words) expect(ended.text).toContain(words)
    else expect(ended.text).not.toContain('security')
  })
})
