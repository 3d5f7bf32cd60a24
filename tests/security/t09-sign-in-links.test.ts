import { beforeAll, describe, expect, test } from 'vitest'
import { rooms } from '../../server/rooms.ts'
import { type CaseDesk, createCaseDesk } from '../factories/case-desk.ts'
import { customerAt, signInAsks, signInSecret } from '../factories/customer-page.ts'
import { addCustomer } from '../factories/desk.ts'
import { PageVisitor } from '../harness/page-visitor.ts'
import { signedIn } from '../harness/signed-in.ts'
import { timeDifference } from '../harness/timing.ts'

let desk: CaseDesk
beforeAll(async () => {
  desk = await createCaseDesk(rooms.flatMap((room) => room.routes))
})
const isIn = async (visitor: PageVisitor) => (await visitor.open('/my')).status === 200
const attempt = async (secret: string) => {
  const visitor = new PageVisitor(desk.app)
  const { status } = await visitor.post(`/my/sign-in/${secret}`)
  return { status, isIn: await isIn(visitor) }
}
const refused = { status: 410, isIn: false }

describe('T09 a customer’s sign-in link', () => {
  test('signs in once, and opening it uses nothing up: machines open links too', async () => {
    const secret = await signInSecret(desk, 'ana@example.org')
    const scanner = new PageVisitor(desk.app)
    for (let visit = 0; visit < 3; visit += 1)
      expect((await scanner.open(`/my/sign-in/${secret}`)).text).toContain('Show my cases')
    expect(await isIn(scanner)).toBe(false)
    const twice = await Promise.all([attempt(secret), attempt(secret)])
    expect(twice.map(({ status }) => status).sort()).toEqual([303, 410])
    expect(await attempt(secret)).toEqual(refused)
  })

  test('is refused after its quarter of an hour, and what was issued beside it after one is used', async () => {
    expect(await attempt(await signInSecret(desk, 'ana@example.org', -1))).toEqual(refused)
    const [one, other] = [
      await signInSecret(desk, 'ana@example.org'),
      await signInSecret(desk, 'ana@example.org'),
    ]
    expect((await attempt(other)).isIn).toBe(true)
    expect(await attempt(one)).toEqual(refused)
  })

  test.each([
    ['an altered one', (secret: string) => secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A')],
    ['one in capitals', (secret: string) => secret.toUpperCase()],
    ['one with a space', (secret: string) => `${secret}%20x`],
    ['a blank one', () => '%20'],
    ['a null', () => 'null'],
    ['a list', (secret: string) => `${secret},${secret}`],
  ])('%s opens nothing', async (_what, change) => {
    const { isIn: in_, status } = await attempt(change(await signInSecret(desk, 'ana@example.org')))
    expect(in_).toBe(false)
    expect([400, 404, 410]).toContain(status)
  })

  test('a link for staff signs no customer in, nor the other way round', async () => {
    const secret = await signInSecret(desk, 'ana@example.org')
    const staff = await desk.visitor()
    const answer = await staff.put('/password-resets', {
      token: secret,
      password: 'seven calm herons at noon',
    })
    expect(answer.status).toBe(410)
    expect((await attempt(secret)).isIn).toBe(true)
  })

  test('the address taken from the customer ends links and sessions of that moment', async () => {
    const { db } = desk.platform
    const { id } = await db
      .insertInto('customers')
      .values({ name: 'Old' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const value = 'old@example.org'
    await db.insertInto('addresses').values({ customer_id: id, kind: 'email', shown: value, value }).execute()
    const visitor = await customerAt(desk, value)
    const waiting = await signInSecret(desk, value)
    expect(await isIn(visitor)).toBe(true)
    await db.deleteFrom('addresses').where('value', '=', value).execute()
    expect(await isIn(visitor)).toBe(false)
    expect(await attempt(waiting)).toEqual(refused)
  })

  test('whoever asks is told the same, and is mailed only so often; nobody is told who is known', async () => {
    const ask = (email: string, ip: string) =>
      new PageVisitor(desk.app, 'http://desk.test', ip).post('/my/sign-in', { email, next: '/my' })
    const [known, unknown, wrong] = [
      await ask('ANA@example.org', '203.0.113.1'),
      await ask('nobody@example.org', '203.0.113.2'),
      await ask('no address', '203.0.113.3'),
    ]
    for (const answer of [known, unknown, wrong])
      expect([answer.status, answer.goesTo, answer.html]).toEqual([303, '/my/sign-in?sent=1', known.html])
    for (let more = 0; more < 6; more += 1) await ask('ana@example.org', `203.0.113.${10 + more}`)
    expect(await signInAsks(desk)).toHaveLength(3)
  })

  test('nor by the clock: who is known is answered as fast as who is not', async () => {
    let asks = 0
    // Each from a network of its own: one that asks often is told to wait.
    const ask = (email: string) =>
      new PageVisitor(desk.app, 'http://desk.test', `2001:db8:${(++asks).toString(16)}::1`).post(
        '/my/sign-in',
        { email, next: '/my' },
      )
    for (let index = 0; index < 90; index += 1)
      await addCustomer(desk.platform.db, 'Known', `known${index}@clock.example`)
    let [known, unknown] = [0, 0]
    const difference = await timeDifference(
      () => ask(`known${known++}@clock.example`),
      () => ask(`unknown${unknown++}@clock.example`),
      { enough: 5, pairs: 30 },
    )
    expect(difference).toBeLessThan(5)
  }, 60_000)

  test('a session ends by signing out, everywhere at once', async () => {
    const visitor = await customerAt(desk, 'ana@example.org')
    const stolen = new Map(visitor.cookies)
    await visitor.post('/my/sign-out')
    expect(await isIn(visitor)).toBe(false)
    const thief = new PageVisitor(desk.app)
    for (const [name, value] of stolen) thief.cookies.set(name, value)
    expect(await isIn(thief)).toBe(false)
  })
})

describe('two kinds of sessions', () => {
  test('a customer’s opens nothing of the desk, under whatever cookie it is sent', async () => {
    const visitor = await customerAt(desk, 'ana@example.org')
    const [secret = ''] = [...visitor.cookies.values()]
    for (const name of ['regard', 'regard-customer']) {
      const answer = await desk.app.inject({
        method: 'GET',
        url: '/api/v1/cases',
        cookies: { [name]: secret },
      })
      expect(answer.statusCode).toBe(401)
    }
  })

  test('a colleague’s opens no customer’s page, under whatever cookie it is sent', async () => {
    const [secret = ''] = [...(await signedIn(desk, desk.ada)).cookies.values()]
    for (const name of ['regard', 'regard-customer']) {
      const answer = await desk.app.inject({ method: 'GET', url: '/my', cookies: { [name]: secret } })
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/my/sign-in?next=%2Fmy'])
    }
  })
})
