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

const turnOn = async (): Promise<string[]> => {
  const { secret } = (await ada.post('/account/totp', { password: ADMIN.password })).as(totpStartSchema)
  const code = new TOTP({ secret }).generate()
  return (await ada.put('/account/totp', { code })).as(totpConfirmedSchema).recoveryCodes
}
const renew = (password = ADMIN.password) => ada.post('/account/totp/recovery-codes', { password })
const signInWith = async (code: string) =>
  (await (await web.visitor()).post('/session', { ...ADMIN, code })).status
const announced = async () =>
  (
    await web.platform.database.pool.query(
      `select attributes from journal where type = 'people.recovery-codes-renewed'`,
    )
  ).rows

describe('new recovery codes', () => {
  test('open the account once each, and the old ones open nothing any more', async () => {
    const [old = ''] = await turnOn()
    const answer = await renew()
    expect(answer.status).toBe(200)
    const { recoveryCodes } = answer.as(totpConfirmedSchema)
    expect(new Set(recoveryCodes).size).toBe(10)
    expect(recoveryCodes).not.toContain(old)
    expect(await signInWith(old)).toBe(401)
    const [first = '', second = ''] = recoveryCodes
    expect(await signInWith(first)).toBe(200)
    expect(await signInWith(first)).toBe(401)
    expect(await signInWith(second)).toBe(200)
  })

  test('are shown this once: neither stored nor announced as they are', async () => {
    await turnOn()
    const [code = ''] = (await renew()).as(totpConfirmedSchema).recoveryCodes
    expect(await announced()).toEqual([{ attributes: {} }])
    const { rows } = await web.platform.database.pool.query(
      `select accounts::text || coalesce((select string_agg(attributes::text, '') from journal), '') as all from accounts`,
    )
    expect(rows[0].all).not.toContain(code)
    expect(rows[0].all).not.toContain(code.replaceAll('-', ''))
  })

  test('need the password, whose guesses are counted; the old codes stay', async () => {
    const [old = ''] = await turnOn()
    const wrong = await renew('not-mine-at-all')
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('is not your password')])
    let last = wrong.status
    for (let tries = 0; tries < 12; tries += 1) last = (await renew('not-mine-at-all')).status
    expect(last).toBe(429)
    expect((await renew()).status).toBe(429)
    expect(await announced()).toEqual([])
    expect(await signInWith(old)).toBe(200)
  })

  test('are only for whoever has a second step', async () => {
    const answer = await renew()
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'people.totp-off' }])
    expect(await announced()).toEqual([])
    expect((await (await web.visitor()).post('/account/totp/recovery-codes', { password: 'x' })).status).toBe(
      401,
    )
  })

  test('asked for twice at once are the codes of one of the two', async () => {
    await turnOn()
    const answers = await Promise.all([renew(), renew()])
    const sets = answers.map((answer) => answer.as(totpConfirmedSchema).recoveryCodes)
    const opened = await Promise.all(sets.map(([code = '']) => signInWith(code)))
    expect(opened.sort()).toEqual([200, 401])
  })
})
