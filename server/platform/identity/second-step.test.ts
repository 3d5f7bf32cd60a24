import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { type Tx, transact } from '../db/transaction.ts'
import { accountById, addAccount } from './accounts.ts'
import { anonymous } from './actor.ts'
import {
  beginTotp,
  confirmTotp,
  newRecoveryCodes,
  removeTotp,
  spendRecoveryCode,
  spendTotpStep,
} from './totp.ts'

let platform: TestPlatform
let ada = 0
let bob = 0
beforeAll(async () => {
  platform = await createTestPlatform()
})
const within = <T>(work: (tx: Tx) => Promise<T>) => transact(platform.db, anonymous, work)
beforeEach(async () => {
  await platform.db.deleteFrom('accounts').execute()
  ada = (await within((tx) => addAccount(tx, 'ada@school.example', null))) ?? 0
  bob = (await within((tx) => addAccount(tx, 'bob@school.example', null))) ?? 0
})

const step = (number: number, account = ada) => within((tx) => spendTotpStep(tx, account, number))
const recover = (code: string, account = ada) => within((tx) => spendRecoveryCode(tx, account, code))
const codesFor = async (account: number): Promise<string[]> => {
  const { codes, hashes } = newRecoveryCodes()
  await within((tx) => beginTotp(tx, account, 'sealed'))
  expect(await within((tx) => confirmTotp(tx, account, hashes))).toBe(true)
  return codes
}
const leftOf = async (account: number): Promise<number> => {
  const { rows } = await platform.database.pool.query(
    'select cardinality(recovery_codes_sha256) as count from accounts where id = $1',
    [account],
  )
  return rows[0].count
}

describe('a step of thirty seconds', () => {
  test('of one person is not spent by another', async () => {
    expect(await step(100)).toBe(true)
    expect(await step(100, bob)).toBe(true)
    expect(await step(100, 4711)).toBe(false)
  })
})

describe('a recovery code', () => {
  test('is read however it was copied from paper', async () => {
    const [first = '', second = '', third = ''] = await codesFor(ada)
    expect(await recover(first.replaceAll('-', ''))).toBe(true)
    expect(await recover(` ${second.toUpperCase().replaceAll('-', ' ')} `)).toBe(true)
    expect(await recover(third.replaceAll('-', '–'))).toBe(true)
  })

  test.each(['', '-', '----', 'aaaa-aaaa-aaaa-aaaa', "' or true --"])('is not %j', async (guess) => {
    const [code = ''] = await codesFor(ada)
    expect(await recover(guess)).toBe(false)
    expect(await recover(code.slice(0, -1))).toBe(false)
    expect(await recover(`${code}a`)).toBe(false)
    expect(await leftOf(ada)).toBe(10)
  })

  test('cannot be the empty text where there are none', async () => {
    expect(await recover('')).toBe(false)
  })
})

describe('turning the second step on', () => {
  test('counts only once it was confirmed, and once', async () => {
    await within((tx) => beginTotp(tx, ada, 'sealed'))
    expect(await accountById(platform.db, ada)).toMatchObject({
      totpConfirmed: false,
      totpSecretSealed: 'sealed',
    })
    const both = await Promise.all(
      [1, 2].map(() => within((tx) => confirmTotp(tx, ada, newRecoveryCodes().hashes))),
    )
    expect(both.sort()).toEqual([false, true])
    expect(await accountById(platform.db, bob)).toMatchObject({ totpConfirmed: false })
  })

  test('may begin anew before it was confirmed, and then a code of any step fits', async () => {
    await within((tx) => beginTotp(tx, ada, 'first'))
    expect(await step(500)).toBe(true)
    await within((tx) => beginTotp(tx, ada, 'second'))
    expect(await accountById(platform.db, ada)).toMatchObject({ totpSecretSealed: 'second' })
    expect(await step(100)).toBe(true)
  })

  test('off forgets secret and codes, of that account', async () => {
    const [mine = ''] = await codesFor(ada)
    const [theirs = ''] = await codesFor(bob)
    await within((tx) => removeTotp(tx, ada))
    expect(await accountById(platform.db, ada)).toMatchObject({
      totpSecretSealed: null,
      totpConfirmed: false,
    })
    expect(await recover(mine)).toBe(false)
    expect(await recover(theirs, bob)).toBe(true)
  })
})
