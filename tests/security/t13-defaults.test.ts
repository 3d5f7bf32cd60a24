import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { ensureSetupLink } from '../../server/people/index.ts'
import { parseConfig } from '../../server/platform/config/config.ts'
import { installationSecret } from '../../server/platform/identity/secret.ts'
import { closeLater } from '../harness/closing.ts'
import { createTestPlatform } from '../harness/platform.ts'
import { PASSWORD } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'regard-defaults-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('T13 a fresh installation', () => {
  test('has nobody in it, and nothing for demonstration', async () => {
    const { db } = await createTestPlatform()
    for (const table of [
      'accounts',
      'staff',
      'teams',
      'customers',
      'cases',
      'api_tokens',
      'mailboxes',
      'settings',
    ] as const) {
      expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([])
    }
  })

  test('listens to this machine only until it is told otherwise', () => {
    expect(parseConfig({})).toMatchObject({ HOST: '127.0.0.1', SMTP_HOST: '127.0.0.1', TRUSTED_PROXIES: '' })
    expect(parseConfig({}).METRICS_TOKEN).toBeUndefined()
  })

  test('makes its own secret, different each time and for its owner’s eyes only', () => {
    const secrets = ['a', 'b'].map((name) => installationSecret(undefined, join(folder, name)))
    expect(new Set(secrets).size).toBe(2)
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url').length).toBeGreaterThanOrEqual(32)
    expect(statSync(join(folder, 'a', 'secret')).mode & 0o077).toBe(0)
    expect(installationSecret(undefined, join(folder, 'a'))).toBe(
      readFileSync(join(folder, 'a', 'secret'), 'utf8').trim(),
    )
  })

  test.each([
    'changeme-changeme-changeme-changeme',
    'this-is-a-secret-this-is-a-secret',
    'example-example-example-example-ex',
    '12345678901234567890123456789012',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  ])('refuses to start with the placeholder %s', (placeholder) => {
    expect(() => installationSecret(placeholder, folder)).toThrow(/placeholder/)
  })

  test('refuses a short secret by name', () => {
    expect(() => parseConfig({ REGARD_SECRET: 'short' })).toThrow(/REGARD_SECRET/)
  })
})

describe('T13 the set-up', () => {
  const open = async () => {
    const platform = await createTestPlatform()
    const { app, stop } = await createApp(platform, platform.database.url, null)
    closeLater(stop)
    const token = (await ensureSetupLink(platform.db, platform.config.BASE_URL))?.split('token=')[1] ?? ''
    const founding = {
      token,
      organisationName: 'Acme',
      name: 'Ada',
      email: 'ada@acme.example',
      password: PASSWORD,
    }
    const setUp = (payload: object) =>
      app.inject({ method: 'POST', url: '/api/v1/setup', payload: { ...founding, ...payload } })
    return { platform, token, setUp }
  }

  test('is done once: neither the same link nor another one founds a second desk', async () => {
    const { platform, setUp } = await open()
    expect((await setUp({})).statusCode).toBe(200)
    expect((await setUp({ email: 'eve@evil.example' })).statusCode).toBe(409)
    expect(await ensureSetupLink(platform.db, platform.config.BASE_URL)).toBeNull()
    expect(await platform.db.selectFrom('accounts').select('email').execute()).toEqual([
      { email: 'ada@acme.example' },
    ])
  })

  test('two at the same moment found one desk', async () => {
    const { platform, setUp } = await open()
    const answers = await Promise.all([setUp({}), setUp({ email: 'eve@evil.example' })])
    expect(answers.map(({ statusCode }) => statusCode).filter((status) => status === 200)).toHaveLength(1)
    expect(await platform.db.selectFrom('accounts').select('id').execute()).toHaveLength(1)
  })

  test.each(['', ' ', 'null', 'undefined', '0', 'x'.repeat(32)])(
    'is not opened by the link %j',
    async (wrong) => {
      const { platform, setUp } = await open()
      expect([400, 410]).toContain((await setUp({ token: wrong })).statusCode)
      expect(await platform.db.selectFrom('accounts').select('id').execute()).toEqual([])
    },
  )

  test('keeps only a hash of the link, and a new start makes the old print-out worthless', async () => {
    const { platform, token, setUp } = await open()
    const rows = JSON.stringify(await platform.db.selectFrom('one_time_links').selectAll().execute())
    expect(rows).not.toContain(token)
    await ensureSetupLink(platform.db, platform.config.BASE_URL)
    expect((await setUp({})).statusCode).toBe(410)
  })

  test('takes no weak password', async () => {
    const { setUp } = await open()
    for (const password of [
      'short',
      'passwordpassword',
      '123456789012',
      'ada@acme.example',
      'aaaaaaaaaaaaaa',
    ]) {
      expect((await setUp({ password })).statusCode, password).toBe(400)
    }
  })
})
