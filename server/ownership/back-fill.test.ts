import { cpSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { migrate } from '../platform/db/migrate.ts'
import { migrationsDir } from '../platform/places.ts'

/** The number of the migration that began to keep the history of owners. */
const BEGAN = 10

const [LENA, MIA, SAM] = [1, 2, 3]
const [TAKEN, PASSED_ON, RESTING, EARLY] = [1, 2, 3, 4]

let folder: string
let database: TestDatabase

/** A desk as it was before owners had a history: each case with its owner, and in the journal who took it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regard-old-migrations-'))
  for (const path of readdirSync(migrationsDir, { recursive: true, encoding: 'utf8' }))
    if (numberOf(path) < BEGAN) cpSync(join(migrationsDir, path), join(folder, path))
  database = await createTestDatabase()
  await database.pool.query(
    'drop schema public cascade; create schema public; drop schema graphile_worker cascade',
  )
  await migrate(database.url, folder)
  await fill()
  await migrate(database.url, migrationsDir)
})
afterAll(() => rm(folder, { recursive: true }))

/** Of another file than a migration, a number that was not yet there. */
const numberOf = (path: string) => Number(/migrations\/(\d{4})_\w+\.sql$/.exec(path)?.[1] ?? BEGAN)
const at = (hour: number) => new Date(Date.UTC(2026, 0, 5, hour)).toISOString()

const fill = async () => {
  for (const [id, name] of [
    [LENA, 'Lena'],
    [MIA, 'Mia'],
    [SAM, 'Sam'],
  ])
    await database.pool.query(
      `with account as (insert into accounts (kind, email, password_hash) values ('staff', $2, 'x') returning id)
       insert into staff (id, account_id, name, email, role, reach) overriding system value
       select $1, id, $2, $2, 'agent', 'all' from account`,
      [id, name],
    )
  await database.pool.query(`insert into teams (id, name, duty_lead_id) overriding system value
    values (1, 'Team', ${LENA})`)
  const owners = { [TAKEN]: MIA, [PASSED_ON]: SAM, [RESTING]: LENA, [EARLY]: SAM }
  for (const [id, owner] of Object.entries(owners))
    await database.pool.query(
      `insert into cases (id, need, team_id, owner_id, state, held_on_duty, channel, created_at)
       overriding system value values ($1, 'A need', 1, $2, 'open', false, 'email', $3)`,
      [id, owner, at(9)],
    )
  await took(TAKEN, LENA, MIA, 10)
  await took(PASSED_ON, LENA, MIA, 10)
  await took(PASSED_ON, MIA, SAM, 12)
  // A clock that went wrong: taken before it came in.
  await took(EARLY, LENA, SAM, 8)
}
const took = (caseId: number, fromStaffId: number, toStaffId: number, hour: number) =>
  database.pool.query(
    `insert into journal (type, time, actor_kind, actor_id, source, case_id, objects, attributes)
     values ('cases.taken', $1, 'staff', $2, 'desk', $3, '[]', $4)`,
    [at(hour), toStaffId, caseId, JSON.stringify({ fromStaffId, toStaffId })],
  )

const historyOf = async (caseId: number) => {
  const { rows } = await database.pool.query(
    'select owner_id::int as who, how, since, until from ownerships where case_id = $1 order by id',
    [caseId],
  )
  return rows.map(({ who, how, since, until }) => [
    who,
    how,
    since.toISOString(),
    until?.toISOString() ?? null,
  ])
}

describe('the history of owners of a desk that had none', () => {
  test('begins with whoever it was taken from, when it came in', async () => {
    expect(await historyOf(TAKEN)).toEqual([
      [LENA, 'received', at(9), at(10)],
      [MIA, 'took', at(10), null],
    ])
  })

  test('has everybody through whose hands it went', async () => {
    expect(await historyOf(PASSED_ON)).toEqual([
      [LENA, 'received', at(9), at(10)],
      [MIA, 'took', at(10), at(12)],
      [SAM, 'took', at(12), null],
    ])
  })

  test('is one line where nobody took it', async () => {
    expect(await historyOf(RESTING)).toEqual([[LENA, 'received', at(9), null]])
  })

  test('never begins before the case did, whatever a clock said', async () => {
    expect(await historyOf(EARLY)).toEqual([
      [LENA, 'received', at(9), at(9)],
      [SAM, 'took', at(9), null],
    ])
  })

  test('ends with the owner of today, for every case', async () => {
    const { rows } = await database.pool.query(`select cases.id from cases
      left join ownerships o on o.case_id = cases.id and o.until is null
      where o.owner_id is distinct from cases.owner_id`)
    expect(rows).toEqual([])
  })

  test('goes on from there: the next owner follows without a gap', async () => {
    await database.pool.query(
      `update cases set owner_id = ${SAM}, owner_came_by = 'hand-off' where id = $1`,
      [TAKEN],
    )
    const [, before, now] = await historyOf(TAKEN)
    expect(now).toEqual([SAM, 'hand-off', before?.[3], null])
  })

  test('holds from now on: whoever owns an unfinished case cannot be switched off', async () => {
    await expect(
      database.pool.query(`update staff set switched_off_at = now() where id = ${SAM}`),
    ).rejects.toThrow('must go on working here')
  })
})
