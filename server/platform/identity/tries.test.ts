import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { transact } from '../db/transaction.ts'
import { anonymous } from './actor.ts'
import { accountKey, beginTry, endTry, mayMail } from './tries.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform()
})
beforeEach(async () => {
  await platform.database.pool.query('delete from sign_in_failures')
})

const begin = (key: string, ip: string | null = '10.0.0.1') => beginTry(platform.db, { key, ip })
const atOnce = async (count: number, work: (index: number) => Promise<unknown>) =>
  (await Promise.all(Array.from({ length: count }, (_, index) => work(index)))).filter(
    (outcome) => outcome !== null && outcome !== false,
  ).length

describe('beginTry', () => {
  test('T07: lets exactly nine through of fifty at once on one account', async () => {
    expect(await atOnce(50, (index) => begin('email:a', `10.0.1.${index}`))).toBe(9)
  })

  test('T07: lets exactly forty through of sixty at once from one network on sixty accounts', async () => {
    expect(await atOnce(60, (index) => begin(`email:${index}`))).toBe(40)
  })

  test('T07: lets exactly forty through of sixty at once from sixty addresses of one household', async () => {
    const household = (index: number) => begin(`email:${index}`, `2001:db8::${(index + 1).toString(16)}`)
    expect(await atOnce(60, household)).toBe(40)
  })

  test('a right try does not count, an earlier wrong one still does', async () => {
    for (let wrong = 0; wrong < 8; wrong += 1) await begin('email:a')
    for (let right = 0; right < 5; right += 1) {
      const id = await begin('email:a')
      expect(id).not.toBeNull()
      await endTry(platform.db, id ?? 0)
    }
    expect(await begin('email:a')).not.toBeNull()
    expect(await begin('email:a')).toBeNull()
  })

  test('a browser that is known is counted by itself, wherever it is', async () => {
    await atOnce(60, (index) => begin(`email:${index}`))
    expect(await begin('browser:7.secret', null)).not.toBeNull()
  })

  test.each([
    ['10.0.0.1', '10.0.0.2', false],
    ['2001:db8::1', '2001:db8::ffff', true],
    ['2001:db8::1', '2001:db8:0:1::1', false],
  ])('%s and %s are one network: %s', async (one, other, isOne) => {
    await atOnce(40, (index) => begin(`email:${index}`, one))
    expect((await begin('email:new', other)) === null).toBe(isOne)
  })
})

test('an address is the same key in any case, and is not stored as it was typed', async () => {
  expect(accountKey('Ada@School.example')).toBe(accountKey('ada@school.EXAMPLE'))
  expect(accountKey('ada@school.example')).not.toContain('ada')
})

test('links are mailed to an address three times an hour, also when they are asked for at once', async () => {
  const ask = () => transact(platform.db, anonymous, (tx) => mayMail(tx, 'ada@school.example', '10.0.0.1'))
  expect(await atOnce(8, ask)).toBe(3)
  await platform.database.pool.query(`update sign_in_failures set at = at - interval '61 minutes'`)
  expect(await ask()).toBe(true)
})
