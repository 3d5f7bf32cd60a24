import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addStaff } from '../../../tests/factories/desk.ts'
import { createStaffedDesk, type StaffedDesk } from '../../../tests/factories/staffed-desk.ts'
import { withToken } from '../../../tests/harness/signed-in.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { problemSchema } from '../../platform/contract/errors.ts'
import { permissionsOf, roles } from '../../platform/contract/permission.ts'
import { hashPassword } from '../../platform/identity/password.ts'
import { deskSettingsSchema, linkSchema, openSessionSchema, sessionSchema, staffSchema } from '../contract.ts'

let desk: StaffedDesk
beforeAll(async () => {
  desk = await createStaffedDesk({ UNDO_SECONDS: '7' })
})

const me = async (visitor: Visitor) => (await visitor.get('/session')).as(sessionSchema)
const administrators = ['people.manage', 'tokens.manage', 'settings.manage', 'fields.manage']

describe('who I am', () => {
  test.each([
    ['agent', false],
    ['lead', false],
    ['leader', false],
    ['admin', true],
  ] as const)('tells an %s what they may do', async (role, administers) => {
    const { permissions, person, ...desks } = await me(await desk.at(desk[role]))
    expect(person).toMatchObject({ id: desk[role].staffId, role })
    expect(permissions).toEqual(expect.arrayContaining(['account.own', 'people.read', 'customers.write']))
    expect(administrators.map((name) => permissions.includes(name))).toEqual(
      administrators.map(() => administers),
    )
    expect(desks).toEqual({ organisationName: 'Riverside School', totpEnabled: false, undoSeconds: 7 })
  })

  test('never tells of a permission that opens no door, nor of one for everybody', () => {
    for (const role of roles) {
      const names = permissionsOf(role).map(({ name }) => name)
      expect(names).not.toContain('session.open')
      expect(new Set(names).size).toBe(names.length)
    }
  })

  test('tells a script no more than its scopes', async () => {
    const script = await withToken(desk, desk.admin, ['account.own', 'people.read', 'people.rule'])
    expect((await me(script)).permissions.sort()).toEqual(['account.own', 'people.read'])
  })

  test('is nobody without a session', async () => {
    expect(await (await desk.visitor()).get('/session')).toMatchObject({
      status: 401,
      body: { code: 'platform.sign-in-needed' },
    })
  })
})

describe("one's profile", () => {
  const eve = async () => {
    const person = await addStaff(desk.platform.db, { name: 'Eve' })
    return { person, browser: await desk.at(person) }
  }

  test.each([
    ['name', ''],
    ['name', 'x'.repeat(121)],
    ['name', null],
    ['timeZone', 'Berlin'],
    ['timeZone', ''],
    ['locale', 'german'.repeat(4)],
    ['locale', 'd'],
    ['signature', 'nul\0'],
    ['signature', 'x'.repeat(4001)],
    ['signature', null],
  ])('refuses the %s %j by its name', async (field, value) => {
    const { browser } = await eve()
    const before = (await me(browser)).person
    const answer = await browser.patch('/account', { [field]: value }, before.version)
    expect(answer.status).toBe(400)
    const { fields } = answer.as(problemSchema)
    expect(new Set(fields?.map(({ path }) => path))).toEqual(new Set([field]))
    expect((await me(browser)).person).toEqual(before)
  })

  test.each(['role', 'reach', 'teamIds', 'email', 'switchedOff', 'id'])(
    'T03: does not take %s, so nobody lifts themselves',
    async (field) => {
      const { browser } = await eve()
      const before = (await me(browser)).person
      const answer = await browser.patch('/account', { name: 'Eve', [field]: 'admin' }, before.version)
      expect(answer.status).toBe(400)
      expect((await me(browser)).person).toEqual(before)
    },
  )

  test('changes only what is named, and tells it once', async () => {
    const { person, browser } = await eve()
    await browser.patch('/account', { signature: 'Kind regards\nEve 🦔', locale: 'pt-BR' }, 1)
    await desk.news()
    const changed = (await browser.patch('/account', { timeZone: 'Asia/Tokyo' }, 2)).as(staffSchema)
    expect(changed).toMatchObject({
      name: 'Eve',
      signature: 'Kind regards\nEve 🦔',
      locale: 'pt-BR',
      timeZone: 'Asia/Tokyo',
      version: 3,
    })
    expect(await desk.news()).toEqual([
      {
        type: 'people.staff-changed',
        by: 'staff',
        byId: person.staffId,
        objects: [{ type: 'staff', id: person.staffId }],
        attributes: { changed: ['timeZone'] },
      },
    ])
    expect((await browser.patch('/account', { signature: '' }, 3)).body).toMatchObject({ signature: '' })
  })
})

describe('the settings of the desk', () => {
  const settings = async () => (await desk.ada.get('/settings')).as(deskSettingsSchema)

  test.each([
    ['organisationName', ''],
    ['organisationName', 'x'.repeat(121)],
    ['timeZone', 'Moon/Tycho'],
    ['locale', 'x'],
    ['locale', null],
    ['single', false],
    ['version', 9],
  ])('refuse the %s %j', async (field, value) => {
    const before = await settings()
    expect((await desk.ada.patch('/settings', { [field]: value }, before.version)).status).toBe(400)
    expect(await settings()).toEqual(before)
  })

  test('of two changes at once take one, and tell it once', async () => {
    const { version } = await settings()
    await desk.news()
    const both = await Promise.all(
      ['de', 'fr'].map((locale) => desk.ada.patch('/settings', { locale }, version)),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
    expect(await desk.news()).toMatchObject([
      { type: 'people.settings-changed', byId: desk.admin.staffId, attributes: { changed: ['locale'] } },
    ])
  })
})

describe("one's sessions", () => {
  const list = async (visitor: Visitor) =>
    (await visitor.get('/sessions')).as(z.object({ items: z.array(openSessionSchema) })).items

  test('are ended with one announcement that tells how many, and none when there was nothing', async () => {
    const eve = await addStaff(desk.platform.db)
    const [here, phone] = [await desk.at(eve), await desk.at(eve), await desk.at(eve)]
    await desk.news()
    expect((await here.remove('/sessions')).status).toBe(204)
    expect((await here.remove('/sessions')).status).toBe(204)
    expect(await desk.news()).toEqual([
      {
        type: 'people.session-revoked',
        by: 'staff',
        byId: eve.staffId,
        objects: [{ type: 'staff', id: eve.staffId }],
        attributes: { count: 2 },
      },
    ])
    expect(await list(here)).toHaveLength(1)
    await expect.poll(async () => (await phone.get('/session')).status, { timeout: 2_000 }).toBe(401)
  })

  test('may be ended from here, also the one in hand, once', async () => {
    const here = await desk.at(await addStaff(desk.platform.db))
    const [session] = await list(here)
    expect(session).toMatchObject({ current: true, ip: null, userAgent: '' })
    expect((await here.remove(`/sessions/${session?.id}`)).status).toBe(204)
    await expect.poll(async () => (await here.get('/session')).status, { timeout: 2_000 }).toBe(401)
  })

  test('are all ended by a script, which has none of its own', async () => {
    const eve = await addStaff(desk.platform.db)
    const [browser, script] = [await desk.at(eve), await withToken(desk, eve, ['account.own'])]
    expect((await list(script)).map(({ current }) => current)).toEqual([false])
    expect((await script.remove('/sessions')).status).toBe(204)
    await expect.poll(async () => (await browser.get('/session')).status, { timeout: 2_000 }).toBe(401)
  })
})

describe('a colleague who needs help', () => {
  test('gets a link to choose a password, which is told without the link', async () => {
    const eve = await addStaff(desk.platform.db, { name: 'Eve' })
    await desk.news()
    const { link } = (await desk.ada.post(`/staff/${eve.staffId}/password-reset`)).as(linkSchema)
    expect(link).toMatch(/^http:\/\/desk\.test\/reset#token=[\w-]{32}$/)
    const news = await desk.news()
    expect(news).toMatchObject([
      {
        type: 'people.reset-link-made',
        byId: desk.admin.staffId,
        objects: [{ type: 'staff', id: eve.staffId }],
      },
    ])
    expect(JSON.stringify(news)).not.toContain(link.split('token=')[1])
  })

  test('who left, or never was, gets none', async () => {
    const eve = await addStaff(desk.platform.db)
    await desk.ada.patch(`/staff/${eve.staffId}`, { switchedOff: true }, 1)
    for (const id of [eve.staffId, 4711])
      expect((await desk.ada.post(`/staff/${id}/password-reset`)).status).toBe(404)
  })

  test('has their second step taken off: their sessions end, and it is told about them', async () => {
    const eve = await addStaff(desk.platform.db)
    const [browser, ben] = [await desk.at(eve), await desk.at(desk.agent)]
    await desk.news()
    expect((await desk.ada.remove(`/staff/${eve.staffId}/totp`)).status).toBe(204)
    expect(await desk.news()).toMatchObject([
      {
        type: 'people.totp-changed',
        byId: desk.admin.staffId,
        objects: [{ type: 'staff', id: eve.staffId }],
        attributes: { enabled: false },
      },
    ])
    await expect.poll(async () => (await browser.get('/session')).status, { timeout: 2_000 }).toBe(401)
    expect((await ben.get('/session')).status).toBe(200)
  })
})

test('the right password, asked for again, is not counted as a wrong one', async () => {
  const { db } = desk.platform
  const eve = await addStaff(db)
  const { account_id: id } = await db
    .updateTable('accounts')
    .from('staff')
    .set({ password_hash: await hashPassword('lantern-otter-42') })
    .whereRef('accounts.id', '=', 'staff.account_id')
    .where('staff.id', '=', eve.staffId)
    .returning('staff.account_id')
    .executeTakeFirstOrThrow()
  const wrong = Array.from({ length: 8 }, () => ({ account_key: `own:${id}` }))
  await db.insertInto('sign_in_failures').values(wrong).execute()
  const browser = await desk.at(eve)
  const ask = async () => (await browser.post('/account/totp', { password: 'lantern-otter-42' })).status
  expect([await ask(), await ask()]).toEqual([200, 200])
})
