import { rm } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { dataFolder, forgetRunning } from '../tests/harness/running.ts'
import { openDatabases } from './databases.ts'

afterAll(forgetRunning)

test('a kept database is seeded once and found again; one that was seeded half is refused', {
  timeout: 90_000,
}, async () => {
  const folder = await dataFolder()
  const first = await openDatabases(folder)
  const made = await first.seeded(40)
  await first.stop()
  const again = await openDatabases(folder)
  try {
    const found = await again.seeded(40)
    expect(found).toMatchObject({ url: made.url, seedSeconds: made.seedSeconds })
    const client = new pg.Client(found.url)
    await client.connect()
    await client.query('delete from search_languages')
    await client.end()
    await expect(again.seeded(40)).rejects.toThrow('seeded_40 was not seeded to its end')
  } finally {
    await again.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
