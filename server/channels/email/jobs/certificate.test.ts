import { mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../../tests/harness/platform.ts'
import { followCertificate, readCertificate } from './certificate.ts'

let folder: string
let platform: TestPlatform
const pathOf = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regard-certificate-'))
  await writeFile(pathOf('cert.pem'), 'first')
  await writeFile(pathOf('key.pem'), 'key')
  platform = await createTestPlatform({ SMTP_TLS_CERT: pathOf('cert.pem'), SMTP_TLS_KEY: pathOf('key.pem') })
})
afterAll(() => rm(folder, { recursive: true }))

it('a certificate is read from its two files, and there is none where none is set', async () => {
  expect(await readCertificate(platform.config)).toEqual({ cert: 'first', key: 'key' })
  expect(await readCertificate({ SMTP_TLS_CERT: pathOf('cert.pem') })).toBeNull()
  await expect(readCertificate({ SMTP_TLS_CERT: '/none', SMTP_TLS_KEY: '/none' })).rejects.toThrow('ENOENT')
})

it('a renewed one is handed over, once, and one that cannot be used leaves the old in place', async () => {
  const used: string[] = []
  const stop = await followCertificate(
    platform,
    ({ cert }) => {
      used.push(cert)
      if (cert === 'broken') throw new Error('this is no certificate')
    },
    10,
  )
  const renew = async (cert: string, second: number) => {
    await writeFile(pathOf('new.pem'), cert)
    await utimes(pathOf('new.pem'), second, second)
    await rename(pathOf('new.pem'), pathOf('cert.pem'))
    await expect.poll(() => used.at(-1)).toBe(cert)
  }
  await renew('second', 1_000)
  await renew('broken', 2_000)
  await renew('third', 3_000)
  stop()
  expect(used).toEqual(['second', 'broken', 'third'])
})
