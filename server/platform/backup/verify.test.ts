import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { copyFile, exists, filesBelow, measure } from './copy.ts'
import { type Entry, type Manifest, readManifest, writeManifest } from './manifest.ts'
import { restoreBackup } from './restore.ts'
import { verifyBackup } from './verify.ts'

const root = await mkdtemp(join(tmpdir(), 'regard-verify-'))
afterAll(() => rm(root, { recursive: true }))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'backup-'))
})
const write = async (path: string, text: string, where = folder) => {
  await mkdir(join(where, path, '..'), { recursive: true })
  await writeFile(join(where, path), text)
}
/** A backup of these files as `createBackup` leaves it. */
const backedUp = async (files: Record<string, string>): Promise<Manifest> => {
  const entries: Entry[] = []
  for (const [path, text] of Object.entries(files)) {
    await write(path, text)
    const entry = await measure(folder, path)
    if (entry) entries.push(entry)
  }
  const about = {
    format: 1,
    createdAt: '2026-03-01T12:00:00.000Z',
    regard: '1.0.0',
    postgresMajor: 18,
  } as const
  const manifest = { ...about, entries }
  await writeManifest(folder, manifest)
  return manifest
}
const three = { 'files/aa/bb/one': '1', 'files/aa/bb/two': '2', secret: 'kept' }

describe('a backup', () => {
  test('that is whole says what it holds', async () => {
    const manifest = await backedUp(three)
    expect(await verifyBackup(folder)).toEqual(manifest)
  })

  test('names the first five files that are wrong, and counts the rest', async () => {
    await backedUp(Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`files/f${n}`, String(n)])))
    await rm(join(folder, 'files'), { recursive: true })
    await expect(verifyBackup(folder)).rejects.toMatchObject({
      kind: 'backupFailed',
      message: expect.stringMatching(/f0 is missing; .*f4 is missing and 3 more\. Nothing was restored/),
    })
  })

  test.each([
    ['no list of files', async () => rm(join(folder, 'manifest.json')), 'no finished backup'],
    ['no sum of the list', async () => rm(join(folder, 'manifest.sha256')), 'was altered'],
    ['a list that is no JSON', async () => write('manifest.json', '{"format":'), 'was altered'],
    ['a list of another kind', async () => write('manifest.json', '[]'), 'was altered'],
    ['an added entry', async () => edited((list) => list.entries.pop()), 'was altered'],
    ['a file in place of another', async () => write('files/aa/bb/one', '2'), 'one was altered'],
    ['a file nobody listed', async () => write('files/cc/more', ''), 'more does not belong to it'],
  ])('with %s is refused', async (_what, damage, words) => {
    await backedUp(three)
    await damage()
    await expect(verifyBackup(folder)).rejects.toThrow(words)
  })

  test('of a format that is not known here is refused, although its sum is right', async () => {
    const manifest = await backedUp(three)
    await writeManifest(folder, { ...manifest, format: 2 as 1 })
    await expect(readManifest(folder)).rejects.toMatchObject({ kind: 'backupFailed' })
  })

  test('puts nothing into the data folder when one byte of it is wrong, not even by force', async () => {
    await backedUp(three)
    await write('secret', 'Kept')
    const dataDir = await mkdtemp(join(root, 'data-'))
    await write('secret', 'of before', dataDir)
    await expect(restoreBackup({ folder, dataDir, force: true })).rejects.toThrow('secret was altered')
    expect(await filesBelow(dataDir)).toEqual(['secret'])
    expect(await readFile(join(dataDir, 'secret'), 'utf8')).toBe('of before')
  })
})

const edited = async (change: (manifest: Manifest) => unknown): Promise<void> => {
  const manifest = await readManifest(folder)
  change(manifest)
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
}

describe('copying', () => {
  test('proves what was written, byte for byte, for any length', async () => {
    const bytes = Buffer.alloc(2 * 1024 * 1024 + 1, 'some text ')
    await writeFile(join(folder, 'large'), bytes)
    const copy = await copyFile(folder, join(folder, 'copy'), 'large')
    expect(copy).toEqual(await measure(folder, 'large'))
    expect((await readFile(join(folder, 'copy', 'large'))).equals(bytes)).toBe(true)
  })

  test('of a file that has vanished is no fault', async () => {
    expect(await copyFile(folder, join(folder, 'copy'), 'gone')).toBeUndefined()
    expect(await measure(folder, 'gone')).toBeUndefined()
  })

  test('of what is there but cannot be read fails, so that no backup is called whole without it', async () => {
    await write('plain', 'x')
    await expect(filesBelow(join(folder, 'plain'))).rejects.toThrow('ENOTDIR')
    await expect(exists(join(folder, 'plain', 'below'))).rejects.toThrow('ENOTDIR')
    expect(await filesBelow(join(folder, 'nothing'))).toEqual([])
  })

  test('follows no link out of the folder', async () => {
    await write('b', '1')
    await write('a/z', '2')
    await symlink('/etc', join(folder, 'a', 'link'))
    expect(await filesBelow(folder)).toEqual(['a/z', 'b'])
  })
})
