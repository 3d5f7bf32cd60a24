import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { transact } from '../db/transaction.ts'
import { systemActor } from '../identity/actor.ts'
import { defineJob, type EnqueueOptions, enqueue } from './job.ts'
import { upkeepJobs } from './upkeep.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform()
})
const run = async (name: string) => {
  const job = upkeepJobs.find((one) => one.name === name)
  await job?.run({ ...platform, attempt: 1 }, {})
}
const count = async (from: string): Promise<number> =>
  Number((await platform.database.pool.query(`select count(*) as n from ${from}`)).rows[0].n)

describe('the hourly sweep', () => {
  const account = `insert into accounts (kind, email) values ('staff', 'ada@school.example')
    on conflict do nothing`
  const mine = `(select id from accounts limit 1)`
  const session = (expires: string, revoked: string) => `insert into sessions
    (account_id, token_sha256, expires_at, revoked_at) values (${mine}, gen_random_uuid()::text::bytea, ${expires}, ${revoked})`

  test.each([
    [
      'idempotency_keys',
      `insert into idempotency_keys (actor, key, request_sha256, created_at)
      select 'staff:1', 'key ' || age, 'x', now() - age from unnest($1::interval[]) as age`,
      '8 days',
      '6 days',
    ],
    [
      'sign_in_failures',
      `insert into sign_in_failures (account_key, at)
      select 'email:x', now() - age from unnest($1::interval[]) as age`,
      '25 hours',
      '23 hours',
    ],
    [
      'one_time_links',
      `insert into one_time_links (purpose, token_sha256, expires_at)
      select 'reset', age::text::bytea, now() - age from unnest($1::interval[]) as age`,
      '31 days',
      '29 days',
    ],
    [
      'presences',
      `insert into presences (staff_id, case_id, doing, seen_at)
      select 1, extract(epoch from age), 'looking', now() - age from unnest($1::interval[]) as age`,
      '61 minutes',
      '59 minutes',
    ],
  ])('forgets of %s only what is too old to be needed', async (table, insert, old, young) => {
    await platform.database.pool.query(insert, [[old, young]])
    expect(await count(table)).toBe(2)
    await run('platform.sweep-rows')
    expect(await count(table)).toBe(1)
    await run('platform.sweep-rows')
    expect(await count(table)).toBe(1)
  })

  test('keeps every session that is open, and those that ended lately', async () => {
    await platform.database.pool.query(account)
    await platform.database.pool.query(session(`now() + interval '1 day'`, 'null'))
    await platform.database.pool.query(session(`now() - interval '29 days'`, 'null'))
    await platform.database.pool.query(session(`now() - interval '31 days'`, 'null'))
    await platform.database.pool.query(session(`now() + interval '1 day'`, `now() - interval '31 days'`))
    await run('platform.sweep-rows')
    expect(await count('sessions')).toBe(2)
    expect(await count('sessions where expires_at > now() and revoked_at is null')).toBe(1)
  })
})

describe('a job in the queue', () => {
  const greet = defineJob({
    ...{ name: 'test.greet', attempts: 7, schema: z.strictObject({ to: z.string().trim() }) },
    run: async () => undefined,
  })
  const queue = (payload: { to: string }, options?: EnqueueOptions) =>
    transact(platform.db, systemActor('test'), (tx) => enqueue(tx, greet, payload, options))
  const waiting = async () =>
    (
      await sql<{ payload: { to: string }; max_attempts: number; later: boolean; queue_name: string | null }>`
        select p.payload, j.max_attempts, j.run_at > now() + interval '59 minutes' as later, j.queue_name
        from graphile_worker.jobs j join graphile_worker._private_jobs p using (id) order by j.id`.execute(
        platform.db,
      )
    ).rows
  beforeEach(async () => {
    await sql`delete from graphile_worker._private_jobs`.execute(platform.db)
  })

  test('holds what its schema makes of the payload, and as many tries as it may have', async () => {
    await queue({ to: ' Ada ' })
    expect(await waiting()).toEqual([
      { payload: { to: 'Ada' }, max_attempts: 7, later: false, queue_name: null },
    ])
  })

  test('of one key is there once: the later one counts', async () => {
    await queue({ to: 'first' }, { key: 'greeting' })
    await queue({ to: 'second' }, { key: 'greeting', runAt: new Date(Date.now() + 3_600_000) })
    await queue({ to: 'other' }, { key: 'another' })
    expect((await waiting()).map(({ payload, later }) => [payload.to, later])).toEqual([
      ['second', true],
      ['other', false],
    ])
  })

  test('waits in line with the others of its queue', async () => {
    await queue({ to: 'Ada' }, { queue: 'greetings' })
    expect((await waiting())[0]?.queue_name).toBe('greetings')
  })

  test.each([{ to: 7 }, {}, { to: 'Ada', more: true }, null])(
    'never holds %j, nor runs with it',
    async (payload) => {
      await expect(queue(payload as { to: string })).rejects.toThrow()
      expect(await waiting()).toEqual([])
      await expect(
        Promise.resolve().then(() => greet.run({ ...platform, attempt: 1 }, payload)),
      ).rejects.toThrow()
    },
  )
})
