import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { timeDifference } from '../../../tests/harness/timing.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { ADMIN, createTestApp, emptyDesk, foundTestDesk, type TestWeb } from '../../../tests/harness/web.ts'
import { transact } from '../../platform/db/transaction.ts'
import { anonymous } from '../../platform/identity/actor.ts'
import { invitedSchema, openSessionSchema, sessionSchema } from '../contract.ts'
import { issueResetLink } from './issue-reset-link.ts'

let web: TestWeb
let ada: Visitor
beforeAll(async () => {
  web = await createTestApp()
})
beforeEach(async () => {
  await emptyDesk(web)
  ada = await foundTestDesk(web)
})

const NEW_PASSWORD = 'heron-by-the-pond'
const signedIn = async (visitor: Visitor) => (await visitor.get('/session')).status === 200
const sessionsOf = async (visitor: Visitor) =>
  (await visitor.get('/sessions')).as(z.object({ items: z.array(openSessionSchema) })).items
/** The process that checks a session remembers it for a moment; a notification makes it forget. */
const endsWithinASecond = (visitor: Visitor) =>
  expect.poll(() => signedIn(visitor), { timeout: 1_000, interval: 25 }).toBe(false)
const colleague = async (): Promise<{ bob: Visitor; email: string }> => {
  const email = 'bob@school.example'
  const { link } = (await ada.post('/invitations', { name: 'Bob', email, role: 'agent' })).as(invitedSchema)
  const bob = await web.visitor()
  const answer = await bob.post('/invitations/acceptance', { token: tokenIn(link), password: NEW_PASSWORD })
  expect(answer.status).toBe(200)
  return { bob, email }
}
const tokenIn = (link: string): string => link.split('#token=')[1] ?? ''
const resetLink = async (): Promise<string> => {
  const { db } = web.platform
  const { account_id: id } = await db.selectFrom('staff').select('account_id').executeTakeFirstOrThrow()
  const made = await transact(db, anonymous, (tx) => issueResetLink(tx, 'https://desk.example', id))
  expect(made).toMatchObject({ name: 'Ada', email: ADMIN.email })
  return tokenIn(made?.link ?? '')
}

describe('T11: the life of a session', () => {
  test('signing in gives a new session and ends the one this browser held, whoever set it', async () => {
    const before = ada.cookies.get('regard')
    const eve = await web.visitor()
    eve.cookies.set('regard', before ?? '')
    expect((await ada.post('/session', ADMIN)).status).toBe(200)
    expect(ada.cookies.get('regard')).not.toBe(before)
    await endsWithinASecond(eve)
    const fixed = await web.visitor()
    fixed.cookies.set('regard', 'chosen-by-somebody-else-0000')
    await fixed.post('/session', ADMIN)
    expect(fixed.cookies.get('regard')).not.toBe('chosen-by-somebody-else-0000')
  })

  test('signing out ends it on the server, not only in the browser', async () => {
    const copy = await web.visitor()
    for (const [name, value] of ada.cookies) copy.cookies.set(name, value)
    expect((await ada.remove('/session')).status).toBe(204)
    expect(ada.cookies.has('regard')).toBe(false)
    await endsWithinASecond(copy)
    expect((await ada.remove('/session')).status).toBe(204)
  })

  test('one sees where one is signed in, and ends one of them or all others', async () => {
    const [phone, tablet] = [await web.visitor(ADMIN), await web.visitor(ADMIN)]
    const list = await sessionsOf(ada)
    expect(list).toHaveLength(3)
    expect(list.filter(({ current }) => current)).toHaveLength(1)
    const ofPhone = (await sessionsOf(phone)).find(({ current }) => current)
    expect((await ada.remove(`/sessions/${ofPhone?.id}`)).status).toBe(204)
    await endsWithinASecond(phone)
    expect(await signedIn(tablet)).toBe(true)
    expect((await ada.remove('/sessions')).status).toBe(204)
    await endsWithinASecond(tablet)
    expect(await signedIn(ada)).toBe(true)
  })

  test('T01: a session of somebody else looks like one that does not exist', async () => {
    const { bob } = await colleague()
    const ofAda = (await sessionsOf(ada))[0]?.id ?? 0
    const foreign = await bob.remove(`/sessions/${ofAda}`)
    const missing = await bob.remove('/sessions/999999')
    expect([foreign.status, foreign.text]).toEqual([404, missing.text])
    expect(await signedIn(ada)).toBe(true)
    expect((await sessionsOf(bob)).map(({ current }) => current)).toEqual([true])
  })

  test('a changed password signs every other session out and keeps this one', async () => {
    const elsewhere = await web.visitor(ADMIN)
    const change = (current: unknown, next: unknown) => ada.put('/account/password', { current, next })
    expect((await change('not-mine-at-all', NEW_PASSWORD)).body).toMatchObject({
      fields: [{ path: 'current' }],
    })
    expect((await change(ADMIN.password, 'Password2026!')).body).toMatchObject({
      code: 'people.weak-password',
    })
    for (const odd of [null, '', 'short', ['x'], 7])
      expect((await change(ADMIN.password, odd)).status).toBe(400)
    expect(await signedIn(elsewhere)).toBe(true)
    expect((await change(ADMIN.password, NEW_PASSWORD)).status).toBe(204)
    await endsWithinASecond(elsewhere)
    expect(await signedIn(ada)).toBe(true)
    expect((await (await web.visitor()).post('/session', ADMIN)).status).toBe(401)
    expect((await (await web.visitor()).post('/session', { ...ADMIN, password: NEW_PASSWORD })).status).toBe(
      200,
    )
  })

  test('T07: a borrowed screen guesses the password nine times an hour', async () => {
    const answers = []
    for (let guess = 0; guess < 11; guess += 1)
      answers.push(
        (await ada.put('/account/password', { current: `guess-${guess}`, next: NEW_PASSWORD })).status,
      )
    expect(answers).toEqual([...Array(9).fill(400), 429, 429])
  })
})

describe('T09: a link to choose a new password', () => {
  const reset = async (token: unknown, password = NEW_PASSWORD) =>
    (await web.visitor()).put('/password-resets', { token, password })

  test('works once, also when it is used three times at once, and signs everybody out', async () => {
    const token = await resetLink()
    const answers = await Promise.all([reset(token), reset(token), reset(token)])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410])
    await endsWithinASecond(ada)
    expect((await reset(token)).body).toMatchObject({ code: 'people.link-spent' })
    expect((await (await web.visitor()).post('/session', { ...ADMIN, password: NEW_PASSWORD })).status).toBe(
      200,
    )
  })

  test('of two links that were mailed, using one spends the other', async () => {
    const [first, second] = [await resetLink(), await resetLink()]
    expect((await reset(first)).status).toBe(204)
    expect((await reset(second)).status).toBe(410)
  })

  test('is dead after half an hour, after the password was changed, and when the person is switched off', async () => {
    const sql = (statement: string) => web.platform.database.pool.query(statement)
    let token = await resetLink()
    const life =
      await sql(`select expires_at - created_at <= interval '30 minutes' as fits from one_time_links
      where purpose = 'reset'`)
    expect(life.rows).toEqual([{ fits: true }])
    await sql(`update one_time_links set expires_at = now()`)
    expect((await reset(token)).status).toBe(410)
    token = await resetLink()
    expect((await ada.put('/account/password', { current: ADMIN.password, next: NEW_PASSWORD })).status).toBe(
      204,
    )
    expect((await reset(token, 'another-good-one')).status).toBe(410)
    token = await resetLink()
    await sql('update accounts set disabled_at = now()')
    expect((await reset(token, 'another-good-one')).status).toBe(410)
  })

  test('is refused blank, cut, in another case, as null or array, and for another purpose', async () => {
    const token = await resetLink()
    const flipped = token.replace(/[a-z]/i, (letter) =>
      letter < 'a' ? letter.toLowerCase() : letter.toUpperCase(),
    )
    for (const wrong of ['', ' ', token.slice(1), flipped, null, [token], { token }, 0, `${token}\0`])
      expect([wrong, [400, 410].includes((await reset(wrong)).status)]).toEqual([wrong, true])
    const asInvitation = { token, password: NEW_PASSWORD }
    expect((await (await web.visitor()).post('/invitations/acceptance', asInvitation)).status).toBe(410)
    expect((await reset(token)).status).toBe(204)
  })

  test('a weak password is refused and the link stays good', async () => {
    const token = await resetLink()
    expect((await reset(token, 'qwertyuiop12')).body).toMatchObject({ code: 'people.weak-password' })
    expect((await reset(token)).status).toBe(204)
  })

  test('lets the owner in at once where strangers used up the tries', async () => {
    const wrong = { ...ADMIN, password: 'not-the-password' }
    for (let guess = 0; guess < 10; guess += 1) await (await web.visitor()).post('/session', wrong)
    const owner = await web.visitor()
    expect((await owner.post('/session', ADMIN)).status).toBe(429)
    expect(
      (await owner.put('/password-resets', { token: await resetLink(), password: NEW_PASSWORD })).status,
    ).toBe(204)
    expect((await owner.post('/session', { ...ADMIN, password: NEW_PASSWORD })).status).toBe(200)
  })

  test('T08: asking for it answers the same for everybody, and mails at most three an hour', async () => {
    const ask = async (email: string) => (await web.visitor()).post('/password-resets', { email })
    const known = await Promise.all(Array.from({ length: 5 }, () => ask('ADA@school.example')))
    const unknown = await ask('eve@school.example')
    for (const answer of known) expect([answer.status, answer.text]).toEqual([unknown.status, unknown.text])
    const { rows } = await web.platform.database.pool.query(
      `select 1 from journal where type = 'people.reset-asked'`,
    )
    expect(rows).toHaveLength(3)
  })

  test('keeps the second step', async () => {
    await web.platform.database.pool.query(
      `update accounts set totp_secret_sealed = 'sealed', totp_confirmed_at = now()`,
    )
    expect((await reset(await resetLink())).status).toBe(204)
    const answer = await (await web.visitor()).post('/session', { ...ADMIN, password: NEW_PASSWORD })
    expect(answer.body).toMatchObject({ code: 'people.code-needed' })
  })
})

describe('T08: enumeration', () => {
  test('a wrong password and an unknown account take the same time', async () => {
    const tryAs = (email: string) => async () => {
      await web.platform.database.pool.query('delete from sign_in_failures')
      const visitor = await web.visitor()
      await visitor.post('/session', { email, password: 'not-the-password' })
    }
    const begun = performance.now()
    await tryAs(ADMIN.email)()
    // A password check alone takes ten times as long as what is left to chance here.
    const enough = Math.max(5, 0.2 * (performance.now() - begun))
    const difference = await timeDifference(tryAs(ADMIN.email), tryAs('eve@school.example'), {
      enough,
      pairs: 15,
    })
    expect(difference).toBeLessThan(enough)
  }, 60_000)
})

test("the profile is one's own to change, on the newest version", async () => {
  const { person } = (await ada.get('/session')).as(sessionSchema)
  const change = { name: 'Ada L.', timeZone: 'Europe/Berlin', locale: 'de', signature: 'Kind regards\nAda' }
  expect((await ada.patch('/account', change)).status).toBe(428)
  expect((await ada.patch('/account', change, person.version)).body).toMatchObject(change)
  const stale = await ada.patch('/account', { name: 'Old' }, person.version)
  expect([stale.status, stale.body]).toMatchObject([412, { current: { name: 'Ada L.' } }])
  expect(stale.text).not.toContain('accountId')
  for (const odd of [
    { role: 'leader' },
    { timeZone: 'Moon' },
    { locale: '??' },
    { name: '' },
    { name: 'a\nb' },
  ])
    expect((await ada.patch('/account', odd, person.version + 1)).status).toBe(400)
})
