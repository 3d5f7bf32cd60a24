import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { connect } from '../db/pool.ts'
import { transact } from '../db/transaction.ts'
import { systemActor } from '../identity/actor.ts'
import { enqueue } from './job.ts'
import { freeDeadWorkers } from './recovery.ts'
import { slowJob } from './testing/slow-job.ts'
import { upkeepJobs } from './upkeep.ts'
import { startWorker } from './worker.ts'

const actor = systemActor('test')
const marksOf = async (platform: TestPlatform, n: number): Promise<string[]> => {
  const { rows } = await sql<{ mark: string }>`select mark from job_marks where n = ${n} order by id`.execute(
    platform.db,
  )
  return rows.map((row) => row.mark)
}

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform()
  await sql`create table job_marks (id bigint generated always as identity, n int, mark text)`.execute(
    platform.db,
  )
})

const withWorker = async (ms: number, work: () => Promise<void>): Promise<void> => {
  const connection = connect(platform.database.url, 5, 'worker')
  const stop = await startWorker(platform, connection.pool, [slowJob(ms), ...upkeepJobs])
  try {
    await work()
  } finally {
    await stop()
    await connection.close()
  }
}

describe('jobs', () => {
  it('exist exactly if the change that queued them does', async () => {
    const failing = transact(platform.db, actor, async (tx) => {
      await enqueue(tx, slowJob(0), { n: 1 })
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    await transact(platform.db, actor, (tx) => enqueue(tx, slowJob(0), { n: 2 }))
    await withWorker(0, () =>
      vi.waitFor(async () => expect(await marksOf(platform, 2)).toEqual(['began', 'ended']), 5_000),
    )
    expect(await marksOf(platform, 1)).toEqual([])
  })

  it('of a worker that was killed are done by the next one within seconds', async () => {
    await transact(platform.db, actor, (tx) => enqueue(tx, slowJob(0), { n: 3 }))
    const program = fileURLToPath(new URL('./testing/doomed-worker.ts', import.meta.url))
    const doomed = spawn(process.execPath, [
      '--import',
      'tsx',
      program,
      platform.database.url,
      platform.config.DATA_DIR ?? '',
    ])
    await vi.waitFor(async () => expect(await marksOf(platform, 3)).toEqual(['began']), 10_000)
    const died = new Promise((resolve) => doomed.once('exit', resolve))
    doomed.kill('SIGKILL')
    await died
    await withWorker(0, () =>
      vi.waitFor(async () => expect(await marksOf(platform, 3)).toEqual(['began', 'began', 'ended']), {
        timeout: 14_000,
        interval: 100,
      }),
    )
  }, 30_000)

  it('of a living worker are never taken from it', async () => {
    await transact(platform.db, actor, (tx) => enqueue(tx, slowJob(0), { n: 4 }))
    await withWorker(5_000, async () => {
      await vi.waitFor(async () => expect(await marksOf(platform, 4)).toEqual(['began']), 5_000)
      await sql`update graphile_worker._private_jobs set locked_at = now() - interval '1 hour' where locked_at is not null`.execute(
        platform.db,
      )
      expect(await freeDeadWorkers(platform.database.pool)).toEqual([])
    })
    expect(await marksOf(platform, 4)).toEqual(['began', 'ended'])
  })
})
