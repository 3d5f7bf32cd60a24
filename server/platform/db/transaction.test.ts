import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { anonymous, systemActor } from '../identity/actor.ts'
import { brokenConstraint } from './constraint.ts'
import { withSavepoint } from './savepoint.ts'
import { type Tx, transact } from './transaction.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform()
  await sql`create table marks (n int constraint marks_are_unique primary key)`.execute(platform.db)
})
beforeEach(async () => {
  await sql`truncate marks`.execute(platform.db)
})
const inTx = <R>(work: (tx: Tx) => Promise<R>): Promise<R> => transact(platform.db, anonymous, work)
const mark = (tx: Tx, n: number) => sql`insert into marks values (${n})`.execute(tx)
const fail = (tx: Tx, code: string) =>
  sql`do ${sql.lit(`begin raise exception 'no' using errcode = '${code}'; end`)}`.execute(tx)
const marks = async (): Promise<number[]> => {
  const { rows } = await sql<{ n: number }>`select n from marks order by n`.execute(platform.db)
  return rows.map(({ n }) => n)
}

describe('a transaction', () => {
  test('is known to the database by who acts, and only for as long as it lasts', async () => {
    const actor = () => sql<{ who: string }>`select current_setting('regard.actor', true) as who`
    const inside = await transact(platform.db, systemActor('email'), (tx) => actor().execute(tx))
    expect(inside.rows).toEqual([{ who: 'system:email' }])
    const after = await Promise.all(Array.from({ length: 10 }, () => actor().execute(platform.db)))
    for (const { rows } of after) expect(rows[0]?.who ?? '').toBe('')
  })

  test('gives back what the work gave', async () => {
    expect(await inTx(async () => 'done')).toBe('done')
  })

  test.each(['40001', '40P01'])(
    'that lost against another (%s) is done again, from the beginning',
    async (code) => {
      let tries = 0
      await inTx(async (tx) => {
        tries += 1
        await mark(tx, tries)
        if (tries < 3) await fail(tx, code)
      })
      expect(tries).toBe(3)
      expect(await marks()).toEqual([3])
    },
  )

  test('gives up after the third time, with nothing kept', async () => {
    let tries = 0
    const losing = inTx(async (tx) => {
      tries += 1
      await mark(tx, tries)
      await fail(tx, '40001')
    })
    await expect(losing).rejects.toMatchObject({ code: '40001' })
    expect(tries).toBe(3)
    expect(await marks()).toEqual([])
  })

  test.each([
    ['a rule was broken', '23514'],
    ['nobody could read it', '22P02'],
  ])('is not done again because %s', async (_why, code) => {
    let tries = 0
    const failing = inTx(async (tx) => {
      tries += 1
      await fail(tx, code)
    })
    await expect(failing).rejects.toMatchObject({ code })
    expect(tries).toBe(1)
  })
})

describe('a part of a transaction', () => {
  test('that fails is undone alone, and what it threw is thrown on', async () => {
    await inTx(async (tx) => {
      await mark(tx, 1)
      const part = withSavepoint(tx, async () => {
        await mark(tx, 2)
        await mark(tx, 1)
      })
      await expect(part).rejects.toMatchObject({ code: '23505' })
      await mark(tx, 3)
    })
    expect(await marks()).toEqual([1, 3])
  })

  test('within a part is undone alone too, also when the outer one goes on', async () => {
    await inTx((tx) =>
      withSavepoint(tx, async () => {
        await mark(tx, 1)
        await withSavepoint(tx, async () => {
          await mark(tx, 2)
          throw new Error('inner')
        }).catch(() => undefined)
        await mark(tx, 3)
      }),
    )
    expect(await marks()).toEqual([1, 3])
  })

  test('that went well is gone with a transaction that fails later', async () => {
    const failing = inTx(async (tx) => {
      expect(await withSavepoint(tx, async () => mark(tx, 1).then(() => 'kept'))).toBe('kept')
      throw new Error('later')
    })
    await expect(failing).rejects.toThrow('later')
    expect(await marks()).toEqual([])
  })
})

describe('what refused a statement', () => {
  const refusalOf = (work: (tx: Tx) => Promise<unknown>) => inTx(work).catch(brokenConstraint)

  test('is named: a value that is there already, or one that points at nothing', async () => {
    const twice = refusalOf(async (tx) => mark(tx, 1).then(() => mark(tx, 1)))
    expect(await twice).toBe('marks_are_unique')
    const dangling = refusalOf((tx) =>
      tx
        .insertInto('sessions')
        .values({ account_id: 404, token_sha256: Buffer.from('x'), expires_at: new Date() })
        .execute(),
    )
    expect(await dangling).toBe('sessions_account_id_fkey')
  })

  test.each([new Error('23505'), { code: '23505', constraint: 'x' }, null, undefined, '23505'])(
    'is nothing for %j, which the database did not say',
    (error) => {
      expect(brokenConstraint(error)).toBeNull()
    },
  )

  test('is nothing for another rule', async () => {
    expect(await refusalOf((tx) => sql`insert into marks values (null)`.execute(tx))).toBeNull()
  })
})
