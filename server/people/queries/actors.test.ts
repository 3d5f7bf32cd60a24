import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addStaff } from '../../../tests/factories/desk.ts'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { transact } from '../../platform/db/transaction.ts'
import { anonymous } from '../../platform/identity/actor.ts'
import { sha256 } from '../../platform/identity/authenticate.ts'
import { createSession } from '../../platform/identity/sessions.ts'
import { newSecret } from '../../platform/identity/tokens.ts'
import { createFirstAdmin } from '../actions/create-first-admin.ts'
import { findActor, recheckActor } from './actors.ts'

let platform: TestPlatform
let accountId: number
let staffId: number
let secret: string
beforeAll(async () => {
  platform = await createTestPlatform()
  const founding = {
    organisationName: 'School',
    name: 'Ada',
    email: 'ada@school.example',
    password: 'lantern-otter-42',
  }
  ;({ accountId, staffId } = await createFirstAdmin(platform.db, founding))
  // Somebody else is on duty, so that Ada may be switched off.
  const mia = await addStaff(platform.db, { name: 'Mia', role: 'lead' })
  await platform.db.updateTable('teams').set({ duty_lead_id: mia.staffId }).execute()
})

const change = (statement: string) => platform.database.pool.query(statement)
const bySession = () => findActor(platform.db, { by: 'session', sha256: sha256(secret) })

beforeEach(async () => {
  await change('update staff set switched_off_at = null; update accounts set disabled_at = null')
  const visitor = { ip: null, userAgent: 'test', formerSecret: null, browserMark: null }
  secret = (await transact(platform.db, anonymous, (tx) => createSession(tx, accountId, visitor))).secret
})

describe('findActor by session', () => {
  test('tells role, reach and teams', async () => {
    expect(await bySession()).toMatchObject({
      kind: 'staff',
      staffId,
      role: 'admin',
      reach: 'all',
      teamIds: [expect.any(Number)],
      tokenId: null,
      scopes: null,
    })
  })

  test('nobody is behind an unknown secret, nor behind a token that is used as a session', async () => {
    expect(await findActor(platform.db, { by: 'session', sha256: sha256('x'.repeat(32)) })).toBeNull()
    expect(await findActor(platform.db, { by: 'token', sha256: sha256(secret) })).toBeNull()
  })

  test.each([
    ['the person was switched off', `update staff set switched_off_at = now() where name = 'Ada'`],
    ['the account was disabled', 'update accounts set disabled_at = now()'],
    ['it was revoked', 'update sessions set revoked_at = now()'],
    ['it is older than its absolute limit', `update sessions set expires_at = now() - interval '1 second'`],
    ['nobody used it for three days', `update sessions set last_seen_at = now() - interval '73 hours'`],
  ])('is null, also for an open stream, when %s', async (_when, statement) => {
    const before = await bySession()
    if (before?.kind !== 'staff') throw new Error('not signed in')
    expect(await recheckActor(platform.db, before)).toEqual(before)
    await change(statement)
    expect(await bySession()).toBeNull()
    expect(await recheckActor(platform.db, before)).toBeNull()
  })

  test('notes that it is used, at most once a minute', async () => {
    await change(`update sessions set last_seen_at = now() - interval '2 hours'`)
    await bySession()
    const seen = () =>
      change(`select last_seen_at from sessions where last_seen_at > now() - interval '1 minute'`)
    await expect.poll(async () => (await seen()).rowCount).toBe(1)
    const { rows } = await seen()
    await bySession()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await seen()).rows).toEqual(rows)
  })
})

describe('findActor by token', () => {
  const addToken = async (expires: string) => {
    const token = newSecret()
    await platform.database.pool.query(
      `insert into api_tokens (account_id, name, token_sha256, hint, scopes, expires_at)
       values ($1, 'script', $2, 'x', '{cases.read}', now() + $3::interval)`,
      [accountId, sha256(token), expires],
    )
    return findActor(platform.db, { by: 'token', sha256: sha256(token) })
  }

  test('carries its scopes and ends when it is revoked', async () => {
    const actor = await addToken('1 day')
    expect(actor).toMatchObject({ staffId, sessionId: null, scopes: ['cases.read'] })
    if (actor?.kind !== 'staff') throw new Error('no actor')
    await change('update api_tokens set revoked_at = now()')
    expect(await recheckActor(platform.db, actor)).toBeNull()
  })

  test('opens nothing once it is too old', async () => {
    expect(await addToken('-1 second')).toBeNull()
  })
})
