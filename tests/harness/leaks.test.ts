import { closeSync, openSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { createTestDatabase, dropTestDatabases } from './database.ts'
import { findLeaks, rememberResources } from './leaks.ts'

describe('the leak guard', () => {
  test('is content when nothing was left open', async () => {
    const before = rememberResources()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await findLeaks(before)).toEqual([])
  })

  test('sees a timer', async () => {
    const before = rememberResources()
    const timer = setInterval(() => undefined, 1000)
    expect(await findLeaks(before)).toEqual([expect.stringMatching(/^a timer, opened at .*leaks.test.ts/)])
    clearInterval(timer)
  })

  test('sees a server that still listens', async () => {
    const before = rememberResources()
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    expect(await findLeaks(before)).toEqual([expect.stringContaining('a listening server')])
    await new Promise((resolve) => server.close(resolve))
  })

  test('sees a worker', async () => {
    const before = rememberResources()
    const worker = new Worker('setInterval(() => {}, 1000)', { eval: true })
    expect((await findLeaks(before)).join()).toContain('a worker')
    await worker.terminate()
  })

  test('sees an open file', async () => {
    const path = join(tmpdir(), `regard-leak-${process.pid}`)
    writeFileSync(path, '')
    const before = rememberResources()
    const file = openSync(path, 'r')
    expect(await findLeaks(before)).toEqual([`the file ${path}`])
    closeSync(file)
  })

  test('sees a database connection', async () => {
    const database = await createTestDatabase()
    const client = new pg.Client({ connectionString: database.url, application_name: 'forgetful' })
    client.on('error', () => undefined)
    await client.connect()
    await client.query('select 42 as answer')
    expect(await dropTestDatabases()).toEqual([
      'a database connection of "forgetful", last used for: select 42 as answer',
    ])
    await client.end().catch(() => undefined)
  })
})
