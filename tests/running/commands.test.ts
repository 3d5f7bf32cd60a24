import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { installRoot } from '../../server/platform/places.ts'
import { findPostmaster } from '../../server/platform/postgres/pid-file.ts'
import { freePort } from '../harness/free-port.ts'
import { dataFolder, forgetRunning, run } from '../harness/running.ts'

afterAll(forgetRunning)

const cli = join(installRoot, 'dist/cli.js')

async function regard(env: Record<string, string>, ...words: string[]) {
  const command = run({ program: cli, words, env })
  const exitCode = await command.ended
  return { exitCode, text: command.output().trim() }
}

const newDesk = async () => ({ DATA_DIR: await dataFolder(), PORT: String(await freePort()) })
const admin = ['--email', 'mia@example.org', '--password', 'quiet rivers run deep']

describe('regard', () => {
  test('lists its commands, tells how each is written, and refuses what it does not know', async () => {
    const list = await regard({})
    expect(list).toMatchObject({ exitCode: 0, text: expect.stringContaining('setup') })
    for (const words of [
      ['help', 'setup'],
      ['setup', '--help'],
    ]) {
      expect((await regard({}, ...words)).text).toContain('Usage: regard setup --email')
    }
    expect(await regard({}, 'fly')).toMatchObject({ exitCode: 2, text: expect.stringContaining('"fly"') })
    expect(await regard({}, 'setup', '--fly')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('--fly'),
    })
    expect(await regard({}, 'setup')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('--email is missing'),
    })
  })

  test('sets a desk up while it is not running, once, and leaves no database running', async () => {
    const env = await newDesk()
    expect(await regard(env, 'setup', ...admin, '--name', 'Mia')).toMatchObject({
      exitCode: 0,
      text: expect.stringContaining('Mia is the administrator'),
    })
    expect(await findPostmaster(join(env.DATA_DIR, 'postgres'))).toBeUndefined()
    expect(await regard(env, 'setup', ...admin)).toMatchObject({
      exitCode: 3,
      text: expect.stringContaining('already set up'),
    })
  })

  test('refuses a weak password with the words of the desk', async () => {
    const env = await newDesk()
    const weak = await regard(env, 'setup', '--email', 'mia@example.org', '--password', 'mia@example.org')
    expect(weak).toMatchObject({ exitCode: 3, text: expect.stringContaining('at least 12 characters') })
  })

  test('works beside a running desk and leaves it running', async () => {
    const env = await newDesk()
    const desk = run({ env })
    await desk.says('ready')
    expect((await regard(env, 'setup', ...admin)).exitCode).toBe(0)
    const status = JSON.parse((await regard(env, 'status', '--json')).text)
    expect(status).toMatchObject({ running: true, setUp: true, dataDir: env.DATA_DIR, jobsFailed: 0 })
    expect((await fetch(`http://127.0.0.1:${env.PORT}/health`)).ok).toBe(true)
    desk.signal('SIGINT')
    expect(await desk.ended).toBe(0)
  })

  test('prints a token that works at once, limited to its scopes', async () => {
    const env = await newDesk()
    const desk = run({ env })
    await desk.says('ready')
    await regard(env, 'setup', ...admin)
    const made = await regard(env, 'token', 'create', '--name', 'script', '--scopes', 'people.read')
    const token = made.text.split('\n').at(-1) ?? ''
    const status = (path: string) =>
      fetch(`http://127.0.0.1:${env.PORT}/api/v1/${path}`, {
        headers: { authorization: `Bearer ${token}` },
      }).then((reply) => reply.status)
    expect(await status('teams')).toBe(200)
    expect(await status('cases')).toBe(403)
    expect(await regard(env, 'token', 'create', '--name', 'x', '--scopes', 'fly')).toMatchObject({
      exitCode: 3,
      text: expect.stringContaining('fly'),
    })
    const forNobody = ['token', 'create', '--name', 'x', '--scopes', 'all', '--as', 'no@example.org']
    expect((await regard(env, ...forNobody)).exitCode).toBe(3)
    desk.signal('SIGINT')
    expect(await desk.ended).toBe(0)
  })

  test('backs up a running desk and restores it elsewhere, where the administrator still is', async () => {
    const env = await newDesk()
    await regard(env, 'setup', ...admin)
    const target = `${env.DATA_DIR}-backup`
    expect(await regard(env, 'backup', target)).toMatchObject({
      exitCode: 0,
      text: expect.stringContaining(target),
    })
    const elsewhere = await newDesk()
    expect((await regard(elsewhere, 'restore', target)).exitCode).toBe(0)
    expect(JSON.parse((await regard(elsewhere, 'status', '--json')).text)).toMatchObject({ setUp: true })
    const [before, after] = await Promise.all(
      [env, elsewhere].map(({ DATA_DIR }) => readFile(join(DATA_DIR, 'secret'), 'utf8')),
    )
    expect(after).toBe(before)
    expect(await regard(elsewhere, 'restore', target)).toMatchObject({
      exitCode: 30,
      text: expect.stringContaining('--force'),
    })
  })

  test('says which tools back up an external database, and does nothing', async () => {
    const env = { ...(await newDesk()), DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' }
    expect(await regard(env, 'restore', '/tmp')).toMatchObject({
      exitCode: 30,
      text: expect.stringContaining('pg_restore'),
    })
  })
})
