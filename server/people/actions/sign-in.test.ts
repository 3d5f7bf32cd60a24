import { TOTP } from 'otpauth'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { ADMIN, createTestApp, emptyDesk, foundTestDesk, type TestWeb } from '../../../tests/harness/web.ts'
import { totpConfirmedSchema, totpStartSchema } from '../contract.ts'

let web: TestWeb
let ada: Visitor
beforeAll(async () => {
  web = await createTestApp()
})
beforeEach(async () => {
  await emptyDesk(web)
  ada = await foundTestDesk(web)
})

const wrong = { email: ADMIN.email, password: 'not-the-password' }
const code = (secret: string, steps = 0) =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 })
const refusals = async (account: { email: string; password: string }, count: number, ip = '10.0.0.1') =>
  Promise.all(
    Array.from({ length: count }, async () => (await web.visitor()).post('/session', account, { ip })),
  )
const statuses = (answers: { status: number }[]) => {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
const enableTotp = async (): Promise<{ secret: string; recoveryCodes: string[] }> => {
  const { secret } = (await ada.post('/account/totp', { password: ADMIN.password })).as(totpStartSchema)
  const confirmed = await ada.put('/account/totp', { code: code(secret, -1) })
  return { secret, ...confirmed.as(totpConfirmedSchema) }
}

describe('sign-in by password', () => {
  test('takes the e-mail in any case and hands out a cookie that scripts and other sites cannot use', async () => {
    const visitor = await web.visitor()
    const answer = await visitor.post('/session', { ...ADMIN, email: 'ADA@School.Example' })
    expect(answer.status).toBe(200)
    const cookies = [answer.headers['set-cookie']].flat().map(String)
    expect(cookies).toHaveLength(2)
    for (const cookie of cookies) expect(cookie).toMatch(/^regard[\w-]*=.*Path=\/; HttpOnly; SameSite=Lax$/)
    expect(answer.text).not.toContain(visitor.cookies.get('regard'))
  })

  test('over https the cookie is bound to the host and never leaves TLS', async () => {
    const secure = await createTestApp({ BASE_URL: 'https://desk.example' })
    const visitor = await foundTestDesk(secure)
    expect([...visitor.cookies.keys()]).toEqual(['__Host-regard', '__Host-regard-browser'])
    const answer = await visitor.post('/session', ADMIN)
    for (const cookie of [answer.headers['set-cookie']].flat())
      expect(String(cookie)).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  })

  test.each([
    ['another password', { ...wrong }],
    ['the password with a blank', { ...ADMIN, password: `${ADMIN.password} ` }],
    ['the password in capitals', { ...ADMIN, password: ADMIN.password.toUpperCase() }],
    ['an account that does not exist', { ...ADMIN, email: 'eve@school.example' }],
  ])('T08: refuses %s in the same words', async (_what, account) => {
    const answer = await (await web.visitor()).post('/session', account)
    expect([answer.status, answer.body]).toEqual([
      401,
      {
        type: '/errors/people.wrong-credentials',
        title: 'That e-mail and password do not fit together.',
        status: 401,
        code: 'people.wrong-credentials',
      },
    ])
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test.each([null, 7, [], ['ada@school.example'], { $ne: null }, true])(
    'T36: %j is neither an e-mail nor a password',
    async (odd) => {
      const visitor = await web.visitor()
      expect((await visitor.post('/session', { ...ADMIN, email: odd })).status).toBe(400)
      expect((await visitor.post('/session', { ...ADMIN, password: odd })).status).toBe(400)
      expect((await visitor.post('/session', { ...ADMIN, admin: true })).status).toBe(400)
    },
  )

  test('lets nobody in who was switched off', async () => {
    await web.platform.database.pool.query('update accounts set disabled_at = now()')
    expect((await (await web.visitor()).post('/session', ADMIN)).body).toMatchObject({
      code: 'people.wrong-credentials',
    })
  })
})

describe('T07: guessing', () => {
  test('60 guesses at once from 60 addresses are nine', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, async (_, index) =>
        (await web.visitor()).post('/session', wrong, { ip: `10.1.0.${index + 1}` }),
      ),
    )
    expect(statuses(answers)).toEqual({ 401: 9, 429: 51 })
    const right = await (await web.visitor()).post('/session', ADMIN, { ip: '10.2.0.1' })
    expect([right.status, right.body]).toMatchObject([429, { code: 'people.too-many-tries' }])
  })

  test('an account that does not exist counts alike', async () => {
    const nobody = { ...wrong, email: 'eve@school.example' }
    expect(statuses(await refusals(nobody, 12))).toEqual({ 401: 9, 429: 3 })
  })

  test('the owner gets in by the browser they used before, while strangers are locked out', async () => {
    await refusals(wrong, 12)
    expect((await ada.post('/session', ADMIN)).status).toBe(200)
    const [mark = ''] = [...ada.cookies]
      .filter(([name]) => name.endsWith('-browser'))
      .map(([, value]) => value)
    const [account, secret = '', signature] = mark.split('.')
    const forged = [
      `999.${secret}.${signature}`,
      `${account}.${secret.slice(1)}x.${signature}`,
      `${account}.${secret}.`,
    ]
    for (const value of forged) {
      const thief = await web.visitor()
      thief.cookies.set('regard-browser', value)
      expect((await thief.post('/session', ADMIN)).status).toBe(429)
    }
  })

  test('a browser that is known has its own nine, no more', async () => {
    for (let guess = 0; guess < 9; guess += 1) expect((await ada.post('/session', wrong)).status).toBe(401)
    expect((await ada.post('/session', ADMIN)).status).toBe(429)
  })

  test('signing in to one account between guesses buys no guesses on another', async () => {
    await web.platform.database.pool.query(
      `insert into accounts (kind, email) values ('staff', 'bob@school.example')`,
    )
    const target = { email: 'bob@school.example', password: 'a-guess-a-guess' }
    const answers = []
    for (let guess = 0; guess < 12; guess += 1) {
      const mallory = await web.visitor()
      expect((await mallory.post('/session', ADMIN)).status).toBe(200)
      answers.push(await mallory.post('/session', target))
    }
    expect(statuses(answers)).toEqual({ 401: 9, 429: 3 })
  })

  test('one network that tries many accounts is stopped, and an IPv6 /64 is one network', async () => {
    const answers = []
    for (let guess = 0; guess < 45; guess += 1) {
      const account = { email: `p${guess}@school.example`, password: 'spray-spray-1' }
      answers.push(await (await web.visitor()).post('/session', account, { ip: `2001:db8::${guess + 1}` }))
    }
    expect(statuses(answers)).toEqual({ 401: 40, 429: 5 })
    const elsewhere = await (await web.visitor()).post('/session', ADMIN, { ip: '2001:db8:1::1' })
    expect(elsewhere.status).toBe(200)
  })

  test('tries are free again after an hour', async () => {
    await refusals(wrong, 10)
    await web.platform.database.pool.query(`update sign_in_failures set at = at - interval '61 minutes'`)
    expect((await (await web.visitor()).post('/session', ADMIN)).status).toBe(200)
  })

  test('X-Forwarded-For of a stranger is not believed', async () => {
    const answers = await Promise.all(
      Array.from({ length: 45 }, async (_, index) =>
        (await web.visitor()).post(
          '/session',
          { email: `p${index}@school.example`, password: 'spray-spray-1' },
          { ip: '10.3.0.1', headers: { 'x-forwarded-for': `10.4.0.${index}` } },
        ),
      ),
    )
    expect(statuses(answers)).toEqual({ 401: 40, 429: 5 })
  })
})

describe('the second step', () => {
  test('is asked for only after the right password, and lets in with a code that works once', async () => {
    const { secret } = await enableTotp()
    const visitor = await web.visitor()
    expect((await visitor.post('/session', wrong)).body).toMatchObject({ code: 'people.wrong-credentials' })
    expect((await visitor.post('/session', ADMIN)).body).toMatchObject({ code: 'people.code-needed' })
    expect((await visitor.get('/session')).status).toBe(401)
    const now = code(secret)
    const both = await Promise.all([
      visitor.post('/session', { ...ADMIN, code: now }),
      (await web.visitor()).post('/session', { ...ADMIN, code: now }),
    ])
    expect(statuses(both)).toEqual({ 200: 1, 401: 1 })
    const older = await (await web.visitor()).post('/session', { ...ADMIN, code: code(secret, -1) })
    expect(older.body).toMatchObject({ code: 'people.wrong-code' })
  })

  test.each(['000000', '12345', '1234567', '', ' ', 'abcdef', '１２３４５６'])(
    'refuses the code "%s"',
    async (given) => {
      const { secret } = await enableTotp()
      if (given === code(secret)) return
      const answer = await (await web.visitor()).post('/session', { ...ADMIN, code: given })
      expect([400, 401].includes(answer.status)).toBe(true)
      expect(answer.headers['set-cookie']).toBeUndefined()
    },
  )

  test('a recovery code works once, also when it is used twice at once', async () => {
    const { recoveryCodes } = await enableTotp()
    expect(new Set(recoveryCodes).size).toBe(10)
    const [first = '', second = ''] = recoveryCodes
    const visitors = await Promise.all([1, 2, 3].map(() => web.visitor()))
    const answers = await Promise.all(
      visitors.map((each) => each.post('/session', { ...ADMIN, code: first })),
    )
    expect(statuses(answers)).toEqual({ 200: 1, 401: 2 })
    const again = await (await web.visitor()).post('/session', { ...ADMIN, code: second.toUpperCase() })
    expect(again.status).toBe(200)
  })

  test('T07: codes are guessed nine times an hour, also with the right password', async () => {
    await enableTotp()
    expect(statuses(await refusals({ ...ADMIN, code: '000000' } as typeof ADMIN, 15))).toEqual({
      401: 9,
      429: 6,
    })
  })

  test('is turned on and off only with the password, and on only with a right code', async () => {
    expect((await ada.post('/account/totp', { password: 'not-mine-at-all' })).status).toBe(400)
    expect((await ada.put('/account/totp', { code: '123456' })).status).toBe(400)
    const { secret } = await enableTotp()
    expect((await ada.post('/account/totp', { password: ADMIN.password })).body).toMatchObject({
      code: 'people.totp-on',
    })
    expect((await ada.put('/account/totp', { code: code(secret) })).body).toMatchObject({
      code: 'people.totp-on',
    })
    expect((await ada.post('/account/totp/removal', { password: 'not-mine-at-all' })).status).toBe(400)
    expect((await (await web.visitor()).post('/session', ADMIN)).status).toBe(401)
    expect((await ada.post('/account/totp/removal', { password: ADMIN.password })).status).toBe(204)
    expect((await (await web.visitor()).post('/session', ADMIN)).status).toBe(200)
  })

  test('T30: neither the secret nor the codes are stored as they are', async () => {
    const { secret, recoveryCodes } = await enableTotp()
    const { rows } = await web.platform.database.pool.query(
      `select a::text || (select string_agg(j::text, '') from journal j) as text from accounts a`,
    )
    const stored = JSON.stringify(rows)
    for (const word of [secret, ADMIN.password, ...recoveryCodes]) expect(stored).not.toContain(word)
  })
})
