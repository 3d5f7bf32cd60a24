import type { FastifyRequest } from 'fastify'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addStaff } from '../../../tests/factories/desk.ts'
import { signedIn } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { createTestWeb, type TestWeb } from '../../../tests/harness/web.ts'
import { definePermission, everyStaff } from '../contract/permission.ts'
import { noContent } from '../contract/schemas.ts'
import { anonymous, systemActor } from '../identity/actor.ts'
import { idempotencyKey } from './idempotency.ts'
import { staffRoute } from './route.ts'

const may = definePermission('test.once', everyStaff, 'Do it once.')
let done = 0
const common = { permission: may, summary: 'Do it', body: z.strictObject({ word: z.string() }) } as const
const doIt = async () => {
  done += 1
  return { done }
}
const plain = { ...common, method: 'POST', reply: z.object({ done: z.number() }), handle: doIt } as const
const routes = [
  staffRoute({ ...plain, path: '/plain', status: 201 }),
  staffRoute({ ...plain, path: '/secret', secret: true }),
  staffRoute({ ...plain, path: '/by-hand', transaction: false }),
  staffRoute({ ...plain, path: '/silent', reply: noContent, handle: async () => doIt().then(() => null) }),
]

let web: TestWeb
let ada: Visitor
let bo: Visitor
beforeAll(async () => {
  web = await createTestWeb(routes)
  ada = await signedIn(web, await addStaff(web.platform.db))
  bo = await signedIn(web, await addStaff(web.platform.db))
})
const send = (path: string, key: string, word = 'hello', who = ada) =>
  who.post(path, { word }, { headers: { 'idempotency-key': key } })

describe('the same key again', () => {
  test('gets the first answer with its status, and nothing is done', async () => {
    const first = await send('/plain', 'key-of-a-plain-one')
    const before = done
    const second = await send('/plain', 'key-of-a-plain-one')
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.text).toBe(first.text)
    expect(done).toBe(before)
  })

  test('gets an empty answer where the first was empty', async () => {
    const before = done
    expect((await send('/silent', 'key-of-a-silent-one')).status).toBe(204)
    expect(await send('/silent', 'key-of-a-silent-one')).toMatchObject({ status: 204, text: '' })
    expect(done).toBe(before + 1)
  })

  test('gets no secret a second time, and the secret was not kept', async () => {
    expect((await send('/secret', 'key-of-a-secret-one')).status).toBe(200)
    const again = await send('/secret', 'key-of-a-secret-one')
    expect(again).toMatchObject({ status: 409, body: { code: 'platform.shown-once' } })
    const { rows } = await web.platform.database.pool.query(
      `select reply from idempotency_keys where key = 'key-of-a-secret-one'`,
    )
    expect(rows).toEqual([{ reply: null }])
  })

  test('with other words, or at another address, is a mistake that is told', async () => {
    await send('/plain', 'key-used-for-two')
    expect((await send('/plain', 'key-used-for-two', 'other')).body).toMatchObject({
      code: 'platform.key-reused',
    })
    expect((await send('/secret', 'key-used-for-two')).body).toMatchObject({ code: 'platform.key-reused' })
  })

  test('is a key of its own for everybody', async () => {
    const first = await send('/plain', 'key-of-two-people')
    const other = await send('/plain', 'key-of-two-people', 'hello', bo)
    expect(other.text).not.toBe(first.text)
    expect((await send('/plain', 'key-of-two-people', 'hello', bo)).text).toBe(other.text)
  })

  test('counts for nothing where the platform holds no transaction', async () => {
    const before = done
    await send('/by-hand', 'key-that-is-not-kept')
    await send('/by-hand', 'key-that-is-not-kept')
    expect(done).toBe(before + 2)
  })
})

test.each([
  '',
  'short',
  'seven77',
  'with a space in it',
  'tab\tin-it-here',
  'x'.repeat(129),
  'umlaut-ä-in-it',
])('the key %j is refused by name', (key) => {
  const request = { headers: { 'idempotency-key': key } } as unknown as FastifyRequest
  expect(() => idempotencyKey(request, systemActor('x'))).toThrow(
    expect.objectContaining({
      code: 'platform.invalid',
      extra: { fields: [{ path: 'Idempotency-Key', message: expect.any(String) }] },
    }),
  )
  expect(idempotencyKey(request, anonymous)).toBeNull()
})
