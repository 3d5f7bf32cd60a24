import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { createFirstAdmin } from '../../people/index.ts'
import { refuseDemoData, signInsIn } from './demo-data.ts'
import { openDemo } from './open-demo.ts'
// The whole house, as the process has it: letters are carried by one of its rooms.
import '../../rooms.ts'

let platform: TestPlatform
let dataDir: string

beforeAll(async () => {
  platform = await createTestPlatform()
  dataDir = await mkdtemp(join(tmpdir(), 'regard-demo-'))
})
afterAll(() => rm(dataDir, { recursive: true }))

const place = () => ({
  config: { ...platform.config, DEMO_CASES: 20 },
  databaseUrl: platform.database.url,
  dataDir,
})

test('a demonstration never touches a desk in use (T13)', async () => {
  const desk = await createTestPlatform()
  await createFirstAdmin(desk.db, {
    organisationName: 'A real company',
    name: 'Ana Lima',
    email: 'ana@real.example',
    password: 'quite a long phrase indeed',
  })
  const opening = openDemo({ ...place(), databaseUrl: desk.database.url })
  await expect(opening).rejects.toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('Nothing was changed'),
  })
  const { rows } = await desk.database.pool.query('select count(*) as n from staff')
  expect(Number(rows[0].n)).toBe(1)
})

test('every installation gets a password of its own, told again at the next start', async () => {
  const text = await openDemo(place())
  expect(text).toMatch(/password [a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}\n/)
  expect(text).toContain('ida@larkfield.example')
  expect(await openDemo(place())).toBe(text)
  expect((await stat(signInsIn(dataDir))).mode & 0o077).toBe(0)
}, 90_000)

test('its data never serves as a real desk (T13)', () => {
  expect(() => refuseDemoData(dataDir)).toThrow('npm run demo')
  expect(() => refuseDemoData(tmpdir())).not.toThrow()
})
