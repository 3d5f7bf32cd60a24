import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { isRoot, ordinaryUser } from '../../../tests/harness/running.ts'
import { ensurePrivateDir, placesIn } from './places.ts'
import { copyPrograms, linkLibraries } from './program-files.ts'
import { findPrograms } from './programs.ts'
import { canReach, chooseRunAs, letPass } from './run-as.ts'

const root = await mkdtemp(join(tmpdir(), 'regard-places-'))
chmodSync(root, 0o755)
afterAll(() => rm(root, { recursive: true }))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'f-'))
  chmodSync(folder, 0o755)
})
const modeOf = (path: string) => statSync(path).mode & 0o777

describe('the places of a database', () => {
  test('lie in the data folder', () => {
    expect(placesIn('/srv/desk')).toEqual({
      cluster: '/srv/desk/postgres',
      socketDir: '/srv/desk/run',
      log: '/srv/desk/logs/postgres.log',
      programs: '/srv/desk/programs',
    })
  })

  test('but the socket, whose path the kernel limits: a long one moves away, each folder to its own', () => {
    const long = (name: string) => placesIn(`/srv/${'x'.repeat(90)}/${name}`).socketDir
    expect(long('a')).not.toContain('xxx')
    expect(Buffer.byteLength(join(long('a'), '.s.PGSQL.5432'))).toBeLessThan(100)
    expect(long('a')).toBe(long('a'))
    expect(long('a')).not.toBe(long('b'))
    // Bytes are counted, not letters.
    expect(placesIn(`/srv/${'七'.repeat(30)}`).socketDir).not.toContain('七')
  })
})

describe('a folder that only the database may enter', () => {
  test('is made, and closed again when it was opened', () => {
    const path = join(folder, 'run', 'deep')
    ensurePrivateDir(path, undefined)
    expect(modeOf(path)).toBe(0o700)
    chmodSync(path, 0o777)
    ensurePrivateDir(path, undefined)
    expect(modeOf(path)).toBe(0o700)
  })

  test('is refused when something else stands in its place', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(() => ensurePrivateDir(file, undefined)).toThrow()
    const link = join(folder, 'link')
    symlinkSync('/etc', link)
    expect(() => ensurePrivateDir(link, undefined)).toThrow(/belongs to another user|EEXIST/)
  })

  test.skipIf(!isRoot)('is given to the user that serves', () => {
    const path = join(folder, 'run')
    ensurePrivateDir(path, ordinaryUser)
    expect(statSync(path)).toMatchObject(ordinaryUser)
  })

  test.skipIf(!isRoot)('that a third one put there is refused by name', async () => {
    const path = join(folder, 'theirs')
    ensurePrivateDir(path, { uid: 12_345, gid: 12_345 })
    expect(() => ensurePrivateDir(path, ordinaryUser)).toThrow('belongs to another user (number 12345)')
  })
})

describe('the user that serves', () => {
  test.skipIf(isRoot)('is whoever starts Regard', () => {
    expect(chooseRunAs(folder)).toBeUndefined()
  })

  test.skipIf(!isRoot)('is never root: nobody for a new cluster, its owner for an old one', () => {
    expect(chooseRunAs(join(folder, 'new'))?.uid).toBeGreaterThan(0)
    const path = join(folder, 'old')
    ensurePrivateDir(path, ordinaryUser)
    expect(chooseRunAs(path)).toEqual(ordinaryUser)
    mkdirSync(join(folder, 'of-root'))
    expect(chooseRunAs(join(folder, 'of-root'))?.uid).toBeGreaterThan(0)
  })

  test('reaches a folder only through open ones above it', () => {
    const closed = join(folder, 'closed')
    const cluster = join(closed, 'data', 'postgres')
    mkdirSync(cluster, { recursive: true })
    chmodSync(closed, 0o700)
    expect(canReach(cluster, undefined)).toBe(true)
    expect(canReach(cluster, { uid: 54_321, gid: 54_321 })).toBe(false)
    chmodSync(closed, 0o711)
    expect(canReach(cluster, { uid: 54_321, gid: 54_321 })).toBe(true)
    // What is not there yet is made by us, and open.
    expect(canReach(join(folder, 'not', 'yet', 'there'), { uid: 54_321, gid: 54_321 })).toBe(true)
  })

  test('is let through our own data folder, whose contents stay closed', () => {
    const data = join(folder, 'data')
    mkdirSync(data)
    chmodSync(data, 0o700)
    letPass(data, { uid: 54_321, gid: 54_321 })
    expect(modeOf(data)).toBe(0o711)
    letPass(data, undefined)
    expect(modeOf(data)).toBe(0o711)
  })
})

describe('the programs', () => {
  /** A package as it is published: no symbolic links, but a list of them. */
  const packaged = () => {
    const native = join(folder, 'package', 'native')
    mkdirSync(join(native, 'lib'), { recursive: true })
    writeFileSync(join(folder, 'package', 'package.json'), '{\n  "name": "x",\n  "version": "18.4.0"\n}')
    writeFileSync(join(native, 'lib', 'libpq.so.5.18'), 'library')
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]
    writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links))
    return native
  }

  test('get the short names of their libraries, once', () => {
    const native = packaged()
    linkLibraries(native)
    linkLibraries(native)
    expect(readFileSync(join(native, 'lib', 'libpq.so.5'), 'utf8')).toBe('library')
  })

  test('are copied whole, with those names, under their version, and once', async () => {
    const native = packaged()
    const copy = join(folder, 'copy')
    const first = await copyPrograms(native, copy)
    expect(first).toBe(join(copy, '18.4.0', 'native'))
    expect(readFileSync(join(first, 'lib', 'libpq.so.5'), 'utf8')).toBe('library')
    writeFileSync(join(native, 'lib', 'libpq.so.5.18'), 'changed later')
    expect(readFileSync(join(await copyPrograms(native, copy), 'lib', 'libpq.so.5'), 'utf8')).toBe('library')
  })

  test('a copy that breaks off leaves nothing that looks like one', async () => {
    const native = packaged()
    const copy = join(folder, 'copy')
    mkdirSync(copy)
    writeFileSync(join(copy, '18.4.0'), 'a file in the place of the folder')
    await expect(copyPrograms(native, copy)).rejects.toThrow()
    expect(existsSync(join(copy, '18.4.0', 'native'))).toBe(false)
  })

  test('are looked for where PGBIN says, and nowhere else', async () => {
    const options = { copyDir: join(folder, 'copy'), runAs: undefined }
    await expect(findPrograms({ ...options, wanted: join(folder, 'nowhere') })).rejects.toMatchObject({
      kind: 'noDatabasePrograms',
      message: expect.stringContaining('PGBIN is'),
    })
    // Both programs are there by name, but this is no PostgreSQL.
    mkdirSync(join(folder, 'bin'))
    for (const name of ['initdb', 'postgres']) {
      writeFileSync(join(folder, 'bin', name), '#!/bin/sh\necho hello\n')
      chmodSync(join(folder, 'bin', name), 0o755)
    }
    await expect(findPrograms({ ...options, wanted: join(folder, 'bin') })).rejects.toThrow('can be run')
    writeFileSync(join(folder, 'bin', 'postgres'), '#!/bin/sh\necho "postgres (PostgreSQL) 17.2"\n')
    expect(await findPrograms({ ...options, wanted: join(folder, 'bin') })).toEqual({
      binDir: join(folder, 'bin'),
      major: 17,
    })
  })
})
