import { sql } from 'kysely'
import { z } from 'zod'
import { defineJob, type Job } from './job.ts'

const BATCH = 1_000
const nothing = z.looseObject({})

/** Forgets idempotency keys, spent links, old sessions and failed sign-ins that nobody can need any more. */
const sweepRows = defineJob({
  name: 'platform.sweep-rows',
  schema: nothing,
  attempts: 3,
  schedule: '17 * * * *',
  run: async ({ db }) => {
    await sql`delete from idempotency_keys where created_at < now() - interval '7 days'`.execute(db)
    await sql`delete from sign_in_failures where at < now() - interval '1 day'`.execute(db)
    await sql`delete from one_time_links where expires_at < now() - interval '30 days'`.execute(db)
    await sql`delete from sessions where expires_at < now() - interval '30 days' or revoked_at < now() - interval '30 days'`.execute(
      db,
    )
    await sql`delete from presences where seen_at < now() - interval '1 hour'`.execute(db)
  },
})

/** Removes uploads that nothing has held for a day: first the row, so that nobody can take it up meanwhile. */
const sweepFiles = defineJob({
  name: 'platform.sweep-files',
  schema: nothing,
  attempts: 3,
  schedule: '41 * * * *',
  run: async ({ db, files }) => {
    const { rows } = await sql<{ key: string }>`
      delete from files where key in (
        select key from files where linked_at is null and created_at < now() - interval '1 day'
        limit ${BATCH} for update skip locked) returning key`.execute(db)
    for (const { key } of rows) await files.remove(key)
  },
})

export const upkeepJobs: readonly Job[] = [sweepRows, sweepFiles]
