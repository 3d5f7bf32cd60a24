import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addCase, addStaff, addTeam } from '../../../tests/factories/desk.ts'
import { createTestDatabase } from '../../../tests/harness/database.ts'
import { type Connection, connect } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { RECENCY_BITS } from '../queries/search-entries.ts'
import { findEntries, newestGatherings } from './find-entries.ts'

test('a small index is asked as a whole', () => {
  expect(newestGatherings(0)).toEqual([])
  expect(newestGatherings(4_000)).toEqual([])
})

test('a large one is asked from its newest gatherings back', () => {
  expect(newestGatherings(4_100)).toEqual([{ marks: "('@0:2' | '@0:1')", share: 2_052 / 4_100 }])
  const large = newestGatherings(4_000_000)
  expect(large.map(({ marks }) => marks)).toEqual([
    "('@0:1953' | '@0:1952')",
    "('@1:244' | '@1:243')",
    "('@2:30' | '@2:29')",
    "('@3:3' | '@3:2')",
  ])
  expect(large.map(({ share }) => share.toFixed(4))).toEqual(['0.0006', '0.0047', '0.0497', '0.4757'])
})

describe('among ten thousand entries', () => {
  let connection: Connection
  let reader: StaffActor
  let cases: number[]

  beforeAll(async () => {
    connection = connect((await createTestDatabase()).url, 2, 'test')
    reader = await addStaff(connection.db, { reach: 'all' })
    const teamId = await addTeam(connection.db, reader)
    cases = await Promise.all(
      Array.from({ length: 70 }, () => addCase(connection.db, { teamId, owner: reader })),
    )
    const marks = RECENCY_BITS.map((bits, level) => `'@${level}:' || (id >> ${bits})`)
    // "phone" stands in each, "modem" in every hundredth, "quokka" only in the oldest.
    await connection.pool.query(
      `insert into search_entries (id, case_id, kind, object_id, at, words)
       select nextval('search_entries_id_seq') as id, ($1::bigint[])[1 + n % 70], 'message', n,
         now() - (10000 - n) * interval '1 minute', ''
       from generate_series(1, 10000) as n`,
      [cases],
    )
    await connection.pool.query(
      `update search_entries set words = 'phone'::tsvector || array_to_tsvector(array[${marks}]
         || case when object_id % 100 = 0 then array['modem'] else '{}' end
         || case when object_id = 1 then array['quokka'] else '{}' end)`,
    )
  })
  afterAll(() => connection.close())

  const found = async (word: string) => {
    const entries = await findEntries(connection.db, reader, `'${word}'`, new Date())
    return entries.map(({ object_id }) => object_id)
  }

  test('a rare word is found in the oldest', async () => {
    expect(await found('quokka')).toEqual([1])
  })

  test('one that is not so rare by the newest of each case', async () => {
    expect(await found('modem')).toEqual([10_000, 9_900, 9_800, 9_700, 9_600, 9_500, 9_400])
  })

  test('a common one by the newest of each case', async () => {
    const hits = await found('phone')
    expect(hits).toHaveLength(70)
    expect(Math.min(...hits)).toBeGreaterThan(9_850)
  })
})
