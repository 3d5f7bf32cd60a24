import { beforeAll, describe, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { type Tx, transact } from '../db/transaction.ts'
import { accountById, accountOfEmail, addAccount, setPasswordHash } from './accounts.ts'
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
beforeAll(async () => {
  platform = await createTestPlatform()
})
const inTx = <R>(work: (tx: Tx) => Promise<R>): Promise<R> => transact(platform.db, anonymous, work)
let made = 0
const newAccount = async (): Promise<number> => {
  made += 1
  return (await inTx((tx) => addAccount(tx, `person${made}@school.example`, 'hash'))) ?? 0
}

describe('an account', () => {
  test('is found by its address in whatever case it was typed, and shown as it was written first', async () => {
    const id = await inTx((tx) => addAccount(tx, 'Ada.Lima@School.example', null))
    const found = await accountOfEmail(platform.db, 'ADA.lima@school.EXAMPLE')
    expect(found).toEqual({
      ...{ id, email: 'Ada.Lima@School.example', passwordHash: null },
      ...{ totpSecretSealed: null, totpConfirmed: false, disabled: false },
    })
  })

  test('is one for each address, also when two add it at the same moment', async () => {
    const added = await Promise.all(
      ['eve@school.example', 'EVE@school.example', 'Eve@School.Example'].map((email) =>
        inTx((tx) => addAccount(tx, email, null)),
      ),
    )
    expect(added.filter((id) => id !== null)).toHaveLength(1)
  })

  test('of a customer never signs anybody in at the desk', async () => {
    await platform.db.insertInto('accounts').values({ kind: 'customer', email: 'mia@home.example' }).execute()
    expect(await accountOfEmail(platform.db, 'mia@home.example')).toBeUndefined()
    expect(await inTx((tx) => addAccount(tx, 'mia@home.example', null))).not.toBeNull()
  })

  test('is told to be switched off, and gets a new password alone', async () => {
    const [one, other] = [await newAccount(), await newAccount()]
    await inTx((tx) => setPasswordHash(tx, one, 'new hash'))
    await platform.db.updateTable('accounts').set({ disabled_at: new Date() }).where('id', '=', one).execute()
    expect(await accountById(platform.db, one)).toMatchObject({ passwordHash: 'new hash', disabled: true })
    expect(await accountById(platform.db, other)).toMatchObject({ passwordHash: 'hash', disabled: false })
    expect(await accountById(platform.db, 999_999)).toBeUndefined()
  })
})

describe('the second step of a sign-in', () => {
  test('a code works once, and none before it afterwards', async () => {
    const id = await newAccount()
    const spend = (step: number) => inTx((tx) => spendTotpStep(tx, id, step))
    expect(await spend(100)).toBe(true)
    expect(await spend(100)).toBe(false)
    expect(await spend(99)).toBe(false)
    expect(await spend(101)).toBe(true)
  })

  test('a code works for one of ten who send it at the same moment', async () => {
    const id = await newAccount()
    const all = await Promise.all(Array.from({ length: 10 }, () => inTx((tx) => spendTotpStep(tx, id, 100))))
    expect(all.filter(Boolean)).toHaveLength(1)
  })

  test('a recovery code works once, as it may be typed from paper, and for its own account', async () => {
    const [id, other] = [await newAccount(), await newAccount()]
    const { codes, hashes } = newRecoveryCodes()
    await inTx((tx) => confirmTotp(tx, id, hashes))
    const spend = (code: string, account = id) => inTx((tx) => spendRecoveryCode(tx, account, code))
    const [first = '', second = ''] = codes
    expect(await spend(first, other)).toBe(false)
    expect(await spend(` ${first.toUpperCase().replaceAll('-', ' ')} `)).toBe(true)
    expect(await spend(first)).toBe(false)
    expect(await spend(second)).toBe(true)
    for (const none of ['', '-', 'aaaa-aaaa-aaaa-aaaa', second.slice(0, -1)])
      expect(await spend(none)).toBe(false)
  })

  test('counts only when it was confirmed, and cannot be replaced afterwards', async () => {
    const id = await newAccount()
    await inTx((tx) => beginTotp(tx, id, 'sealed one'))
    expect(await accountById(platform.db, id)).toMatchObject({ totpConfirmed: false })
    const both = await Promise.all([1, 2].map(() => inTx((tx) => confirmTotp(tx, id, []))))
    expect(both.sort()).toEqual([false, true])
    await inTx((tx) => beginTotp(tx, id, 'sealed by a thief'))
    expect(await accountById(platform.db, id)).toMatchObject({
      totpSecretSealed: 'sealed one',
      totpConfirmed: true,
    })
  })

  test('is gone whole when it is removed: secret, last step and recovery codes', async () => {
    const id = await newAccount()
    const { codes, hashes } = newRecoveryCodes()
    await inTx((tx) => beginTotp(tx, id, 'sealed'))
    await inTx((tx) => confirmTotp(tx, id, hashes))
    await inTx((tx) => spendTotpStep(tx, id, 500))
    await inTx((tx) => removeTotp(tx, id))
    expect(await accountById(platform.db, id)).toMatchObject({ totpSecretSealed: null, totpConfirmed: false })
    expect(await inTx((tx) => spendRecoveryCode(tx, id, codes[0] ?? ''))).toBe(false)
    expect(await inTx((tx) => spendTotpStep(tx, id, 1))).toBe(true)
  })
})
