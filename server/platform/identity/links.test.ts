import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { type Tx, transact } from '../db/transaction.ts'
import { addAccount } from './accounts.ts'
import { anonymous } from './actor.ts'
import { issueLink, type LinkPurpose, spendLink, voidLinks } from './links.ts'

let platform: TestPlatform
let ada = 0
let ben = 0
beforeAll(async () => {
  platform = await createTestPlatform()
  ada = (await inTx((tx) => addAccount(tx, 'ada@school.example', null))) ?? 0
  ben = (await inTx((tx) => addAccount(tx, 'ben@school.example', null))) ?? 0
})
beforeEach(async () => {
  await platform.db.deleteFrom('one_time_links').execute()
})

const inTx = <R>(work: (tx: Tx) => Promise<R>): Promise<R> => transact(platform.db, anonymous, work)
const issue = (purpose: LinkPurpose, accountId: number | null, minutes = 30) =>
  inTx((tx) => issueLink(tx, purpose, accountId, minutes))
const spend = (purpose: LinkPurpose, secret: string) => inTx((tx) => spendLink(tx, purpose, secret))

describe('a link', () => {
  test('works once, and tells whose it is', async () => {
    const secret = await issue('reset', ada)
    expect(await spend('reset', secret)).toEqual({ accountId: ada })
    expect(await spend('reset', secret)).toBeNull()
  })

  test('works for one of ten who use it at the same moment', async () => {
    const secret = await issue('invitation', ada)
    const all = await Promise.all(Array.from({ length: 10 }, () => spend('invitation', secret)))
    expect(all.filter((one) => one !== null)).toEqual([{ accountId: ada }])
  })

  test('for one purpose does not serve another', async () => {
    const secret = await issue('invitation', ada)
    expect(await spend('reset', secret)).toBeNull()
    expect(await spend('set-up', secret)).toBeNull()
    expect(await spend('invitation', secret)).toEqual({ accountId: ada })
  })

  test('is worthless when its time is over', async () => {
    const [late, early] = [await issue('reset', ada, 0), await issue('reset', ada, 1)]
    expect(await spend('reset', late)).toBeNull()
    expect(await spend('reset', early)).not.toBeNull()
  })

  test.each(['', ' ', 'x', 'null', '0'.repeat(5_000), 'A\0B', '💥'])('is not %j', async (secret) => {
    await issue('reset', ada)
    expect(await spend('reset', secret)).toBeNull()
  })

  test('that was used makes the others of its account and purpose worthless, and nobody else’s', async () => {
    const [first, second] = [await issue('reset', ada), await issue('reset', ada)]
    const [bens, invitation] = [await issue('reset', ben), await issue('invitation', ada)]
    await spend('reset', second)
    expect(await spend('reset', first)).toBeNull()
    expect(await spend('reset', bens)).toEqual({ accountId: ben })
    expect(await spend('invitation', invitation)).toEqual({ accountId: ada })
  })

  test('is spent only if what it was used for is done', async () => {
    const secret = await issue('reset', ada)
    const failing = inTx(async (tx) => {
      expect(await spendLink(tx, 'reset', secret)).not.toBeNull()
      throw new Error('the password was too weak')
    })
    await expect(failing).rejects.toThrow('too weak')
    expect(await spend('reset', secret)).toEqual({ accountId: ada })
  })

  test('is kept only as a hash', async () => {
    const secret = await issue('reset', ada)
    const { rows } = await platform.database.pool.query('select l::text as row from one_time_links l')
    expect(rows).toHaveLength(1)
    expect(rows[0].row).not.toContain(secret)
  })
})

test('a new set-up link makes the printed ones before it worthless, and touches no person’s', async () => {
  const [printed, personal] = [await issue('set-up', null), await issue('set-up', ada)]
  await inTx((tx) => voidLinks(tx, 'set-up', null))
  const fresh = await issue('set-up', null)
  expect(await spend('set-up', printed)).toBeNull()
  expect(await spend('set-up', fresh)).toEqual({ accountId: null })
  expect(await spend('set-up', personal)).toEqual({ accountId: ada })
})
