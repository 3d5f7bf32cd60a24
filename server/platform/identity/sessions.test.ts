import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { type Tx, transact } from '../db/transaction.ts'
import { addAccount } from './accounts.ts'
import { anonymous } from './actor.ts'
import { createSession, openSessions, revokeSessions, type Visitor } from './sessions.ts'

let platform: TestPlatform
let ada = 0
let ben = 0
beforeAll(async () => {
  platform = await createTestPlatform()
  ada = (await inTx((tx) => addAccount(tx, 'ada@school.example', null))) ?? 0
  ben = (await inTx((tx) => addAccount(tx, 'ben@school.example', null))) ?? 0
})
beforeEach(async () => {
  await platform.db.deleteFrom('sessions').execute()
})

const inTx = <R>(work: (tx: Tx) => Promise<R>): Promise<R> => transact(platform.db, anonymous, work)
const browser = (more: Partial<Visitor> = {}): Visitor => ({
  ...{ ip: '10.0.0.1', userAgent: 'Firefox', formerSecret: null, browserMark: null },
  ...more,
})
const open = (accountId: number, visitor = browser()) => inTx((tx) => createSession(tx, accountId, visitor))
const idsOf = async (accountId: number) => (await openSessions(platform.db, accountId)).map(({ id }) => id)
const age = (column: 'last_seen_at' | 'expires_at', span: string) =>
  sql`update sessions set ${sql.ref(column)} = now() - ${span}::interval`.execute(platform.db)

describe('a session', () => {
  test('shows its owner where it was opened, and keeps its secret only as a hash', async () => {
    const { id, secret } = await open(ada, browser({ ip: '2001:db8::1', userAgent: 'F'.repeat(400) }))
    const [shown] = await openSessions(platform.db, ada)
    expect(shown).toMatchObject({ id, ip: '2001:db8::1', user_agent: 'F'.repeat(300) })
    const { rows } = await platform.database.pool.query('select row_to_json(s)::text as row from sessions s')
    expect(rows[0].row).not.toContain(secret)
  })

  test('ends the one that this browser held before, so that nobody can plant one', async () => {
    const before = await open(ada)
    const after = await open(ben, browser({ formerSecret: before.secret }))
    expect(await idsOf(ada)).toEqual([])
    expect(await idsOf(ben)).toEqual([after.id])
    expect(after.secret).not.toBe(before.secret)
  })

  test('of a browser without a known network address is opened all the same', async () => {
    const { id } = await open(ada, browser({ ip: null, formerSecret: 'never issued' }))
    expect(await idsOf(ada)).toEqual([id])
  })

  test.each([
    ['idle for 71 hours stays', 'last_seen_at', '71 hours', 1],
    ['idle for 73 hours ends', 'last_seen_at', '73 hours', 0],
    ['past its last day ends, however busy it is', 'expires_at', '1 second', 0],
  ] as const)('%s', async (_what, column, span, left) => {
    await open(ada)
    await age(column, span)
    expect(await idsOf(ada)).toHaveLength(left)
  })

  test('that was used last stands first', async () => {
    const [first, second] = [await open(ada), await open(ada)]
    expect(await idsOf(ada)).toEqual([second.id, first.id])
    await sql`update sessions set last_seen_at = now() + interval '1 second' where id = ${first.id}`.execute(
      platform.db,
    )
    expect(await idsOf(ada)).toEqual([first.id, second.id])
  })
})

describe('ending sessions', () => {
  test('one of one’s own ends only that one, and never somebody else’s', async () => {
    const [one, two, bens] = [await open(ada), await open(ada), await open(ben)]
    expect(await inTx((tx) => revokeSessions(tx, { accountId: ada, id: bens.id }))).toBe(0)
    expect(await inTx((tx) => revokeSessions(tx, { accountId: ada, id: one.id }))).toBe(1)
    expect(await idsOf(ada)).toEqual([two.id])
    expect(await idsOf(ben)).toEqual([bens.id])
  })

  test('all others leaves the one in hand, and counts each only once', async () => {
    const [here] = [await open(ada), await open(ada), await open(ada), await open(ben)]
    const others = () => inTx((tx) => revokeSessions(tx, { accountId: ada, except: here.id }))
    expect(await others()).toBe(2)
    expect(await others()).toBe(0)
    expect(await idsOf(ada)).toEqual([here.id])
    expect(await idsOf(ben)).toHaveLength(1)
  })

  test('every one, as when a person is switched off', async () => {
    await open(ada)
    await open(ada)
    expect(await inTx((tx) => revokeSessions(tx, { accountId: ada, except: null }))).toBe(2)
    expect(await idsOf(ada)).toEqual([])
  })

  test('by its secret, as signing out does; an unknown one ends nothing', async () => {
    const { secret } = await open(ada)
    expect(await inTx((tx) => revokeSessions(tx, { secret: `${secret}x` }))).toBe(0)
    expect(await inTx((tx) => revokeSessions(tx, { secret }))).toBe(1)
    expect(await idsOf(ada)).toEqual([])
  })
})
