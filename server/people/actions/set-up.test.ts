import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestApp, emptyDesk, type TestWeb } from '../../../tests/harness/web.ts'
import { sessionSchema } from '../contract.ts'
import { createFirstAdmin } from './create-first-admin.ts'
import { ensureSetupLink } from './ensure-setup-link.ts'

let web: TestWeb
beforeAll(async () => {
  web = await createTestApp()
})
beforeEach(async () => {
  await emptyDesk(web)
})

const link = async (): Promise<string> => {
  const made = await ensureSetupLink(web.platform.db, 'https://desk.example')
  if (made === null) throw new Error('no link')
  expect(made).toMatch(/^https:\/\/desk\.example\/set-up#token=[\w-]{32}$/)
  return made.split('token=')[1] ?? ''
}
const founding = (token: unknown, email = 'ada@school.example') => ({
  token,
  organisationName: 'School',
  name: 'Ada',
  email,
  password: 'lantern-otter-42',
  timeZone: 'Europe/Berlin',
})
const count = async (table: 'staff' | 'teams' | 'settings') =>
  (await web.platform.database.pool.query(`select * from ${table}`)).rowCount

describe('the first set-up', () => {
  test('makes the desk, its administrator and a first team, and signs in', async () => {
    const ada = await web.visitor()
    expect((await ada.get('/setup')).body).toEqual({ needed: true })
    const answer = await ada.post('/setup', founding(await link()))
    expect(answer.status).toBe(200)
    const session = (await ada.get('/session')).as(sessionSchema)
    expect(session).toMatchObject({
      organisationName: 'School',
      person: {
        name: 'Ada',
        role: 'admin',
        reach: 'all',
        timeZone: 'Europe/Berlin',
        teamIds: [expect.any(Number)],
      },
      totpEnabled: false,
    })
    expect(session.permissions).toContain('people.manage')
    expect((await ada.get('/setup')).body).toEqual({ needed: false })
    expect(await ensureSetupLink(web.platform.db, 'https://desk.example')).toBeNull()
  })

  test('T13: no account exists before it, and the link opens the desk once only', async () => {
    expect(await count('staff')).toBe(0)
    const token = await link()
    expect((await (await web.visitor()).post('/setup', founding(token))).status).toBe(200)
    const second = await (await web.visitor()).post('/setup', founding(token, 'eve@example.org'))
    expect([second.status, second.body]).toMatchObject([409, { code: 'people.already-set-up' }])
    expect(await count('staff')).toBe(1)
  })

  test('of two at once exactly one wins, and nothing of the other is left', async () => {
    const token = await link()
    const answers = await Promise.all(
      ['ada@school.example', 'eve@example.org', 'bob@example.org'].map(async (email) =>
        (await web.visitor()).post('/setup', founding(token, email)),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410])
    expect([await count('staff'), await count('teams'), await count('settings')]).toEqual([1, 1, 1])
  })

  test('a browser and the command at once: one desk', async () => {
    const token = await link()
    const visitor = await web.visitor()
    const outcomes = await Promise.allSettled([
      visitor.post('/setup', founding(token)).then(({ status }) => expect(status).toBe(200)),
      createFirstAdmin(web.platform.db, { ...founding(token), email: 'command@example.org' }),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await count('staff')).toBe(1)
  })

  test('T09: an old, an invented, an empty or a misshapen link opens nothing', async () => {
    const old = await link()
    const token = await link()
    for (const wrong of [old, `${token}x`, token.toLowerCase(), ' ', '', null, [token], { token }]) {
      const answer = await (await web.visitor()).post('/setup', founding(wrong))
      expect([wrong, [400, 410].includes(answer.status)]).toEqual([wrong, true])
    }
    await web.platform.database.pool.query(`update one_time_links set expires_at = now()`)
    expect((await (await web.visitor()).post('/setup', founding(token))).status).toBe(410)
    expect(await count('staff')).toBe(0)
  })

  test('refuses a weak password and leaves the link usable', async () => {
    const token = await link()
    const visitor = await web.visitor()
    for (const password of [
      'Password2026!',
      'aaaaaaaaaaaaaaaa',
      '123456789012',
      'schoolschool',
      'ada@school.example',
    ])
      expect(await visitor.post('/setup', { ...founding(token), password })).toMatchObject({
        status: 400,
        body: { code: 'people.weak-password' },
      })
    expect((await visitor.post('/setup', { ...founding(token), timeZone: 'Mars/Olympus' })).status).toBe(400)
    expect((await visitor.post('/setup', founding(token))).status).toBe(200)
  })
})
