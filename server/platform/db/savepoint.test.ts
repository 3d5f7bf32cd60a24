import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { systemActor } from '../identity/actor.ts'
import { brokenConstraint } from './constraint.ts'
import { readMigrations } from './migration-files.ts'
import { withSavepoint } from './savepoint.ts'
import { type Tx, transact } from './transaction.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform()
  await platform.database.pool.query(
    'create table things (id int constraint things_are_one primary key, of int constraint things_of references things)',
  )
})
beforeEach(() => platform.database.pool.query('truncate things'))

const add = (tx: Tx, id: number, of: number | null = null) =>
  sql`insert into things values (${id}, ${of})`.execute(tx)
const inOne = (work: (tx: Tx) => Promise<unknown>) => transact(platform.db, systemActor('test'), work)
const stored = async () =>
  (await platform.database.pool.query('select id from things order by id')).rows.map(({ id }) => id)

describe('a part of a transaction', () => {
  test('that fails is undone alone, and the rest is kept', async () => {
    await inOne(async (tx) => {
      await add(tx, 1)
      const part = withSavepoint(tx, async () => {
        await add(tx, 2)
        await add(tx, 1)
      })
      await expect(part).rejects.toThrow('things_are_one')
      await add(tx, 3)
    })
    expect(await stored()).toEqual([1, 3])
  })

  test('that succeeds is kept with the whole, and gone with the whole', async () => {
    expect(await inOne((tx) => withSavepoint(tx, async () => (await add(tx, 1)) && 'done'))).toBe('done')
    const failed = inOne(async (tx) => {
      await withSavepoint(tx, () => add(tx, 2))
      throw new Error('later')
    })
    await expect(failed).rejects.toThrow('later')
    expect(await stored()).toEqual([1])
  })

  test('may have parts of its own, each undone alone', async () => {
    await inOne((tx) =>
      withSavepoint(tx, async () => {
        await add(tx, 1)
        await withSavepoint(tx, async () => {
          await add(tx, 2)
          throw new Error('inner')
        }).catch(() => undefined)
        await add(tx, 3)
      }),
    )
    expect(await stored()).toEqual([1, 3])
  })

  test('that fails for another reason than the database throws just that', async () => {
    const reason = new Error('mine')
    await expect(inOne((tx) => withSavepoint(tx, () => Promise.reject(reason)))).rejects.toBe(reason)
  })
})

describe('what refused a statement', () => {
  const refusal = (work: (tx: Tx) => Promise<unknown>) =>
    inOne(work).then(
      () => expect.fail('it was taken'),
      (error: unknown) => brokenConstraint(error),
    )

  test('is named: a unique index or a reference', async () => {
    await inOne((tx) => add(tx, 1))
    expect(await refusal((tx) => add(tx, 1))).toBe('things_are_one')
    expect(await refusal((tx) => add(tx, 2, 99))).toBe('things_of')
  })

  test('is nothing of ours for every other error', async () => {
    expect(await refusal((tx) => sql`select nonsense`.execute(tx))).toBeNull()
    expect(await refusal((tx) => sql`insert into things values (null)`.execute(tx))).toBeNull()
    expect(brokenConstraint(new Error('x'))).toBeNull()
    expect(brokenConstraint(undefined)).toBeNull()
  })
})

describe('the series of migrations', () => {
  let root: string
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'regard-migrations-'))
  })
  afterAll(() => rm(root, { recursive: true }))
  const write = async (path: string, text = 'select 1') => {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), text)
  }

  test('is one for all rooms, in the order of its numbers', async () => {
    await write('people/migrations/0002_people.sql')
    await write('channels/email/migrations/0010_email.sql')
    await write('platform/migrations/0001_platform.sql')
    expect(readMigrations(root).map(({ number, name }) => [number, name])).toEqual([
      [1, 'platform'],
      [2, 'people'],
      [10, 'email'],
    ])
  })

  test('has each number once, whatever room it stands in', async () => {
    await write('people/migrations/0002_people.sql')
    await write('cases/migrations/0002_cases.sql')
    expect(() => readMigrations(root)).toThrow(/number 2 is used twice: .*0002_\w+\.sql and .*0002_\w+\.sql/)
  })

  test.each(['1_short.sql', '0001-dash.sql', '0001_Upper.sql', '0001_x.SQL.sql'])(
    'refuses a file of another name, so that none is overlooked: %s',
    async (name) => {
      await write(`people/migrations/${name}`)
      expect(() => readMigrations(root)).toThrow(name)
    },
  )

  test('knows a file by its content', async () => {
    await write('people/migrations/0001_a.sql', 'select 1')
    const [before] = readMigrations(root)
    await write('people/migrations/0001_a.sql', 'select 2')
    const [after] = readMigrations(root)
    expect(after?.sha256).not.toBe(before?.sha256)
    expect(after?.sql).toBe('select 2')
  })
})
