import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { Visitor } from '../../../tests/harness/visitor.ts'
import { createTestApp, emptyDesk, type TestWeb } from '../../../tests/harness/web.ts'
import { createSeal } from '../../platform/identity/seal.ts'
import { installationSecret } from '../../platform/identity/secret.ts'
import { commands } from '../commands.ts'

let web: TestWeb
const dataDir = await mkdtemp(join(tmpdir(), 'regard-commands-'))
afterAll(() => rm(dataDir, { recursive: true }))

beforeAll(async () => {
  web = await createTestApp()
})
let printed: string[]
let told: string[]
beforeEach(async () => {
  vi.stubEnv('DATABASE_URL', web.platform.database.url)
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('LOG_LEVEL', 'silent')
  vi.stubEnv('PORT', '1')
  vi.stubEnv('BASE_URL', 'http://desk.test')
  printed = []
  told = []
  vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(String(text)))
  vi.spyOn(console, 'error').mockImplementation((text) => void told.push(String(text)))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean(told.push(String(text))))
  await emptyDesk(web)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const regard = async (name: string, ...words: string[]): Promise<string> => {
  const listed = commands.find((one) => one.name === name)
  if (!listed) throw new Error(`there is no command ${name}`)
  await (await listed.load()).run(words)
  return printed.splice(0).join('\n')
}
const setup = () =>
  regard(
    'setup',
    '--email',
    'ada@school.example',
    '--password',
    'lantern-otter-42',
    '--organisation',
    'School',
  )
const count = async (table: string) =>
  Number((await web.platform.database.pool.query(`select count(*) as n from ${table}`)).rows[0].n)

describe('regard setup', () => {
  test('makes an administrator who can sign in, named after the address when no name is given', async () => {
    expect(await setup()).toContain(
      'ada is the administrator. Sign in at http://desk.test as ada@school.example',
    )
    await web.visitor({ email: 'ada@school.example', password: 'lantern-otter-42' })
    const { organisation_name: name } = await web.platform.db
      .selectFrom('settings')
      .select('organisation_name')
      .executeTakeFirstOrThrow()
    expect(name).toBe('School')
  })

  test('is done once; of two at once one is refused, and there is one administrator', async () => {
    const both = await Promise.allSettled([setup(), setup()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(setup()).rejects.toThrow('already set up')
    expect(await count('staff')).toBe(1)
  })

  test('refuses a weak password before anything is written', async () => {
    const weak = regard('setup', '--email', 'ada@school.example', '--password', 'ada@school.example')
    await expect(weak).rejects.toThrow()
    expect(await count('accounts')).toBe(0)
  })
})

describe('regard token create', () => {
  const made = async (...words: string[]) => regard('token create', '--name', 'script', ...words)
  const statusOf = async (token: string, path: string) => (await new Visitor(web.app, token).get(path)).status

  test('prints a token and nothing else where a script reads it, limited to its scopes', async () => {
    await setup()
    const token = await made('--scopes', ' people.read , customers.read')
    expect(token).toMatch(/^\S{20,}$/)
    expect(told.join(' ')).toContain('shown this once')
    expect(told.join(' ')).not.toContain(token)
    expect(await statusOf(token, '/teams')).toBe(200)
    expect(await statusOf(token, '/cases')).toBe(403)
  })

  test('that is for all may all that its person may', async () => {
    await setup()
    const token = await made('--scopes', 'all')
    expect(await statusOf(token, '/cases')).toBe(200)
    expect(await statusOf(token, '/tokens')).toBe(200)
  })

  test('ends when it was told to end', async () => {
    await setup()
    const token = await made('--scopes', 'all', '--expires', '2099-01-31')
    expect(await statusOf(token, '/teams')).toBe(200)
    await web.platform.database.pool.query("update api_tokens set expires_at = now() - interval '1 second'")
    // What a request before it has learnt of the token is believed for a moment.
    await expect.poll(() => statusOf(token, '/teams'), { timeout: 5_000 }).toBe(401)
  })

  test('is refused for unknown scopes and people, and on a desk without anybody', async () => {
    await expect(made('--scopes', 'all')).rejects.toThrow()
    await setup()
    await expect(made('--scopes', 'people.fly')).rejects.toThrow()
    await expect(made('--scopes', 'all', '--as', 'nobody@school.example')).rejects.toThrow()
    expect(await count('api_tokens')).toBe(0)
  })
})

describe('regard mailbox add', () => {
  const mailboxes = () => web.platform.db.selectFrom('mailboxes').selectAll().execute()
  const add = (...words: string[]) => regard('mailbox add', '--address', 'Help@School.example', ...words)

  test('sets a mailbox up for the first team, with passwords sealed by the secret of that data folder', async () => {
    await setup()
    const said = await add('--smtp', 'smtps://help:p%40ss%20word@mail.school.example', '--signature', 'Yours')
    expect(said).toContain('Help@School.example is set up')
    expect(said).not.toContain('p@ss')
    const [box] = await mailboxes()
    expect(box).toMatchObject({
      address: 'help@school.example',
      imap: null,
      smtp: { host: 'mail.school.example', port: 465, security: 'tls', user: 'help' },
      signature: 'Yours',
    })
    const seal = createSeal(installationSecret(undefined, dataDir))
    const opened: unknown = JSON.parse(seal.open('email.mailbox', box?.credentials_sealed ?? ''))
    expect(opened).toEqual({ imap: '', smtp: 'p@ss word' })
  })

  test('finds its team by name, and names those that there are', async () => {
    await setup()
    const { name } = await web.platform.db.selectFrom('teams').select('name').executeTakeFirstOrThrow()
    await expect(add('--team', 'No such team')).rejects.toThrow(`There are: ${name}.`)
    await add('--team', name.toUpperCase(), '--name', 'Post')
    expect(await mailboxes()).toMatchObject([{ name: 'Post' }])
  })

  test('is refused before a set-up, for a taken address, and for an unprotected password', async () => {
    await expect(add()).rejects.toThrow('run "regard setup" first')
    await setup()
    await add()
    await expect(add()).rejects.toThrow('already a mailbox')
    const open = regard(
      'mailbox add',
      '--address',
      'x@school.example',
      '--smtp',
      'smtp+plain://a:b@mail.example',
    )
    await expect(open).rejects.toMatchObject({ message: expect.not.stringContaining(':b@') })
    expect(await mailboxes()).toHaveLength(1)
  })
})

describe('regard status', () => {
  const status = async () => JSON.parse(await regard('status', '--json'))

  test('says where the desk stands, in numbers a script can use', async () => {
    expect(await status()).toMatchObject({
      running: false,
      setUp: false,
      jobsWaiting: 0,
      jobsFailed: 0,
      dataDir,
    })
    await setup()
    const facts = await status()
    expect(facts).toMatchObject({
      setUp: true,
      database: expect.stringMatching(/^PostgreSQL \d+\.\d+ \(external\)$/),
    })
    expect(facts.databaseMegabytes).toBeGreaterThan(0)
    expect(facts.schema).toBeGreaterThanOrEqual(5)
  })

  test('counts what waits and what was given up', async () => {
    const { pool } = web.platform.database
    await pool.query(`select graphile_worker.add_job('later', run_at => now() + interval '1 day')`)
    await pool.query(`select graphile_worker.add_job('given-up', max_attempts => 1)`)
    await pool.query(
      `update graphile_worker._private_jobs set attempts = 1
       where task_id = (select id from graphile_worker._private_tasks where identifier = 'given-up')`,
    )
    expect(await status()).toMatchObject({ jobsWaiting: 1, jobsFailed: 1 })
    await pool.query('delete from graphile_worker._private_jobs')
  })

  test('is one line for each fact when a person reads it, without any address of the database', async () => {
    const text = await regard('status')
    expect(text).toMatch(/^setUp +false$/m)
    expect(text).not.toContain('postgres://')
  })
})

describe('regard seed', () => {
  test('writes as many cases as were asked for, and says how far it is', async () => {
    await regard('seed', '--cases', '40', '--seed', '3')
    expect(await count('cases')).toBe(40)
    expect(told.join('')).toContain('40 of 40 cases')
  }, 60_000)
})

describe('backup and restore of a database that is not ours', () => {
  test('are left to its own tools, which are named, and nothing is done', async () => {
    await expect(regard('backup', join(dataDir, 'backup'))).rejects.toMatchObject({
      kind: 'backupFailed',
      message: expect.stringContaining('pg_dump'),
    })
    await expect(regard('restore', join(dataDir, 'backup'))).rejects.toMatchObject({
      kind: 'backupFailed',
      message: expect.stringContaining('pg_restore'),
    })
  })
})

test('a database that is not there is named, without its password', async () => {
  vi.stubEnv('DATABASE_URL', 'postgres://regard:canary@127.0.0.1:1/regard')
  const failed = regard('status')
  await expect(failed).rejects.toMatchObject({ kind: 'databaseUnreachable' })
  await expect(failed).rejects.toMatchObject({ message: expect.not.stringContaining('canary') })
})
