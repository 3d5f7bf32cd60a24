import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '../../server/platform/db/migrate.ts'
import { migrationsDir } from '../../server/platform/places.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'regard-upgrade-'))
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

/** The migrations that a version knew whose newest one had this number. */
const migrationsUpTo = async (newest: number): Promise<void> => {
  const files = await readdir(migrationsDir, { recursive: true })
  for (const path of files) {
    const number = /^(\d{4})_.*\.sql$/.exec(basename(path))?.[1]
    if (number && Number(number) <= newest)
      await cp(join(migrationsDir, path), join(folder, relative('.', path)))
  }
}

/** An outgoing mail as the desk kept it before each recipient had a state of their own. */
const old = (id: number, state: string, delivery: string, recipients: string[], more = {}) => ({
  ...{ id, state, delivery, recipients, reply: null, detail: null, reason: null },
  ...more,
})
const mails = [
  old(1, 'sent', 'sent', ['Mia@x.example', 'sam@x.example', 'mia@x.example']),
  old(2, 'deferred', 'deferred', ['mia@x.example'], { reply: '451 later' }),
  old(3, 'failed', 'failed', ['mia@x.example'], { reply: '550 no', reason: 'no-such-address' }),
  old(4, 'uncertain', 'uncertain', ['mia@x.example'], { reply: 'nobody knows' }),
  old(5, 'queued', 'queued', ['mia@x.example', 'sam@x.example']),
  // One was refused when it left, the other has it.
  old(6, 'sent', 'bounced', ['mia@x.example', 'gone@x.example'], {
    detail: 'gone@x.example: 550 no such user',
  }),
]

it('a desk with mail of before knows afterwards how each recipient stands, and loses none', async () => {
  const { pool, url } = database
  await pool.query('drop schema public cascade; create schema public; drop schema graphile_worker cascade')
  await migrationsUpTo(40)
  expect((await migrate(url, folder)).applied.length).toBeGreaterThan(20)
  // The case behind them does not matter here.
  for (const column of ['case_id', 'contact_id'])
    await pool.query(`alter table messages drop constraint messages_${column}_fkey`)
  for (const { id, state, delivery, recipients, reply, detail, reason } of mails) {
    await pool.query(
      `insert into messages (id, case_id, contact_id, author_kind, author_name, text, sent_at, delivery, delivery_detail,
         delivery_reason) overriding system value values ($1, 1, 1, 'staff', 'Ada', 'Words', now(), $2, $3, $4)`,
      [id, delivery, detail, reason],
    )
    await pool.query(
      `insert into outbox (id, message_id, header_message_id, envelope_from, recipients, state, last_reply, next_try_at)
       overriding system value values ($1::bigint, $1::bigint, 'mail-' || $1::bigint, 'help@x.example', $2, $3, $4, now())`,
      [id, recipients, state, reply],
    )
  }
  await migrationsUpTo(9_999)
  expect((await migrate(url, folder)).applied).toContain('0041_outbox_recipients')
  const { rows } = await pool.query<{ line: string }>(
    `select concat_ws(' ', outbox_id, address, state, reason, reply) as line from outbox_recipients order by outbox_id, position`,
  )
  expect(rows.map(({ line }) => line)).toEqual([
    ...['1 mia@x.example sent', '1 sam@x.example sent'],
    '2 mia@x.example deferred 451 later',
    '3 mia@x.example failed no-such-address 550 no',
    '4 mia@x.example uncertain nobody knows',
    ...['5 mia@x.example queued', '5 sam@x.example queued'],
    ...['6 mia@x.example sent', '6 gone@x.example failed'],
  ])
}, 120_000)
