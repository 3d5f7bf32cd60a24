import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import fc from '../../../tests/harness/properties.ts'
import { systemActor } from '../identity/actor.ts'
import { upkeepJobs } from '../jobs/upkeep.ts'
import { linkFile, ownUpload, safeName, storeFile } from './files.ts'

const mia = systemActor('mia')
let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform()
})
const store = (name = 'a.txt') =>
  storeFile(platform.db, platform.files, mia, { bytes: Buffer.from('hello'), name, mediaType: 'text/plain' })

describe('a stored file', () => {
  it('comes back byte for byte, under a key of at least 128 random bits', async () => {
    const [one, two] = [await store(), await store()]
    expect(await platform.files.get(one.key)).toEqual(Buffer.from('hello'))
    expect(await platform.files.size(one.key)).toBe(5)
    expect(Buffer.from(one.key, 'base64url').length).toBeGreaterThanOrEqual(16)
    expect(one.key).not.toBe(two.key)
  })
  it('is never overwritten, and no key leads out of the folder', async () => {
    const { key } = await store()
    await expect(platform.files.put(key, Buffer.from('other'))).rejects.toThrow('EEXIST')
    expect(await platform.files.get(key)).toEqual(Buffer.from('hello'))
    await expect(platform.files.get('../../../../etc/passwd')).rejects.toThrow('not a file key')
  })
  it('is an upload of the one who made it, until something holds it', async () => {
    const { key } = await store()
    expect(await ownUpload(platform.db, systemActor('eve'), key)).toBeUndefined()
    expect(await ownUpload(platform.db, mia, key)).toMatchObject({ key })
    await linkFile(platform.db, key)
    expect(await ownUpload(platform.db, mia, key)).toBeUndefined()
  })
  it('leaves no half-written file under its name', async () => {
    await store()
    const names = readdirSync(`${platform.config.DATA_DIR}/files`, { recursive: true }).map(String)
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([])
  })
  it('is swept when nothing took it up for a day, and kept when something did', async () => {
    const [forgotten, held] = [await store(), await store()]
    await linkFile(platform.db, held.key)
    await platform.db
      .updateTable('files')
      .set({ created_at: new Date(Date.now() - 2 * 86_400_000) })
      .execute()
    const sweep = upkeepJobs.find((job) => job.name === 'platform.sweep-files')
    await sweep?.run({ ...platform, attempt: 1 }, {})
    expect(await platform.files.size(forgotten.key)).toBeNull()
    expect(await platform.files.size(held.key)).toBe(5)
  })
})

describe('a file name (T24)', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\evil.exe', 'evil.exe'],
    ['..', 'file'],
    ['', 'file'],
    ['a\0b.txt', 'ab.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['zero\u200Bwidth.txt', 'zerowidth.txt'],
    ['.htaccess', 'htaccess'],
    ['line\nbreak.txt', 'linebreak.txt'],
    ['Größe 日本.pdf', 'Größe 日本.pdf'],
  ])('%j is shown as %j', (given, shown) => {
    expect(safeName(given)).toBe(shown)
  })
  it('of four thousand characters is cut', () => {
    expect(safeName('x'.repeat(4096)).length).toBeLessThanOrEqual(255)
  })
  it('of any characters is shown whole: one line, no path, no half characters', () => {
    const wild = fc.string({
      unit: fc.constantFrom('a', '/', '\\', '.', ' ', '\0', '\n', '\u202e', '\ud83d', '\udc4b', '👋', 'é'),
    })
    const many = fc.nat(300).map((length) => `x${'👋'.repeat(length)}`)
    fc.assert(
      fc.property(fc.oneof(wild, many), (given) => {
        const shown = safeName(given)
        expect(shown).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u)
        expect(shown.isWellFormed()).toBe(true)
        expect(shown.length).toBeGreaterThan(0)
        expect(shown.length).toBeLessThanOrEqual(255)
        expect(shown).not.toMatch(/^\./)
      }),
    )
  })
})
