import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addStaff } from '../../../tests/factories/desk.ts'
import { createStaffedDesk, type StaffedDesk } from '../../../tests/factories/staffed-desk.ts'
import { Visitor } from '../../../tests/harness/visitor.ts'
import { permissionsOf } from '../../platform/contract/permission.ts'
import { madeTokenSchema, sessionSchema, tokenSchema } from '../contract.ts'
import { createToken } from './create-token.ts'

let desk: StaffedDesk
beforeAll(async () => {
  desk = await createStaffedDesk()
})

const make = (more: object = {}) =>
  desk.ada.post('/tokens', { name: 'Script', scopes: ['people.read'], ...more })
const made = async (more: object = {}) => (await make(more)).as(madeTokenSchema)
const listed = async () => (await desk.ada.get('/tokens')).as(z.object({ items: z.array(tokenSchema) })).items
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

describe('a token', () => {
  test('is announced once when it is made and once when it ends, without its secret', async () => {
    await desk.news()
    const { id, token } = await made({
      name: 'Night report',
      scopes: ['people.read', 'cases.read', 'cases.read'],
    })
    await desk.ada.remove(`/tokens/${id}`)
    const news = await desk.news()
    expect(news).toMatchObject([
      {
        type: 'people.token-made',
        byId: desk.admin.staffId,
        objects: [
          { type: 'token', id },
          { type: 'staff', id: desk.admin.staffId },
        ],
        attributes: { name: 'Night report', scopes: ['people.read', 'cases.read'] },
      },
      {
        type: 'people.token-revoked',
        objects: [{ type: 'token', id }],
        attributes: { name: 'Night report' },
      },
    ])
    expect(JSON.stringify(news)).not.toContain(token)
    expect(await desk.ada.remove(`/tokens/${id}`)).toMatchObject({ status: 404 })
    expect(await desk.news()).toEqual([])
  })

  test.each([
    ['name', ''],
    ['name', 'x'.repeat(81)],
    ['name', 'two\nlines'],
    ['scopes', []],
    ['scopes', ['']],
    ['scopes', 'people.read'],
    ['scopes', null],
    ['scopes', ['*']],
    ['scopes', ['people.read ', 'people']],
    ['scopes', ['session.open']],
    ['expiresAt', 'tomorrow'],
    ['expiresAt', '2030-02-31T00:00:00Z'],
    ['expiresAt', '2030-01-01'],
    ['expiresAt', '2020-01-01T00:00:00Z'],
    ['expiresAt', null],
  ])('with the %s %j is none', async (field, value) => {
    const before = await listed()
    const answer = await make({ [field]: value })
    expect(answer.status).toBe(400)
    const { fields } = answer.body as { fields: { path: string }[] }
    expect(fields[0]?.path.split('.')[0]).toBe(field)
    expect(await listed()).toEqual(before)
  })

  test('names the permissions that it may not have', async () => {
    expect((await make({ scopes: ['people.read', 'moon.rule', 'sun.rule'] })).body).toMatchObject({
      fields: [{ path: 'scopes', message: 'names permissions you do not hold: moon.rule, sun.rule' }],
    })
  })

  test('is listed newest first, with when it was used last and when it ends', async () => {
    const until = inAnHour()
    const [first, second] = [await made({ expiresAt: until }), await made()]
    const script = new Visitor(desk.app, first.token)
    const now = async () => (await listed()).filter(({ id }) => id === first.id || id === second.id)
    expect(await now()).toMatchObject([
      { id: second.id, lastUsedAt: null, expiresAt: null },
      { id: first.id, lastUsedAt: null, expiresAt: until },
    ])
    await script.get('/staff')
    await expect.poll(async () => (await now())[1]?.lastUsedAt ?? null).not.toBeNull()
    expect((await now())[0]?.lastUsedAt).toBeNull()
    expect((await now()).map(({ hint }) => hint)).toEqual([second.token.slice(-4), first.token.slice(-4)])
  })

  test('that is too old is still listed, so that one can tell why a script stopped', async () => {
    const { id, token } = await made({ expiresAt: inAnHour() })
    await desk.platform.database.pool.query(`update api_tokens set expires_at = now() where id = ${id}`)
    expect((await new Visitor(desk.app, token).get('/staff')).status).toBe(401)
    expect((await listed()).map((each) => each.id)).toContain(id)
  })

  test('loses what its maker loses, at once', async () => {
    const eve = await addStaff(desk.platform.db, { role: 'admin' })
    const { token } = (
      await (await desk.at(eve)).post('/tokens', { name: 'x', scopes: ['settings.manage', 'people.read'] })
    ).as(madeTokenSchema)
    const script = new Visitor(desk.app, token)
    expect((await script.get('/settings')).status).toBe(200)
    await desk.ada.patch(`/staff/${eve.staffId}`, { role: 'agent' }, 1)
    await expect.poll(async () => (await script.get('/settings')).status, { timeout: 2_000 }).toBe(403)
    expect((await script.get('/staff')).status).toBe(200)
  })

  test('may be ended by any administrator, not by anybody else', async () => {
    const { id } = await made()
    for (const person of [desk.agent, desk.lead, desk.leader])
      expect((await (await desk.at(person)).remove(`/tokens/${id}`)).status).toBe(403)
    const second = await desk.at(await addStaff(desk.platform.db, { role: 'admin' }))
    expect((await second.remove(`/tokens/${id}`)).status).toBe(204)
  })

  test.each(['0', '-1', 'x', '1.5', '9'.repeat(30)])('has no number %s', async (id) => {
    expect([400, 404]).toContain((await desk.ada.remove(`/tokens/${id}`)).status)
  })
})

describe('a token that a command makes', () => {
  const emailOf = async (staffId: number) =>
    (await desk.platform.db.selectFrom('staff').select('email').where('id', '=', staffId).executeTakeFirst())
      ?.email ?? ''

  test('acts for the administrator who has been here longest', async () => {
    await addStaff(desk.platform.db, { name: 'Second', role: 'admin' })
    const { token, scopes } = await createToken(desk.platform.db, { name: 'Everything' })
    expect([...scopes].sort()).toEqual(
      permissionsOf('admin')
        .map(({ name }) => name)
        .sort(),
    )
    const { person } = (await new Visitor(desk.app, token).get('/session')).as(sessionSchema)
    expect(person.id).toBe(desk.admin.staffId)
  })

  test('for an agent holds what an agent holds, and no more when it is asked for', async () => {
    const email = await emailOf(desk.agent.staffId)
    const { token, scopes } = await createToken(desk.platform.db, { name: 'Ben', email })
    expect(scopes).not.toContain('people.manage')
    expect((await new Visitor(desk.app, token).get('/settings')).status).toBe(403)
    await expect(
      createToken(desk.platform.db, { name: 'Ben', email, scopes: ['people.manage'] }),
    ).rejects.toMatchObject({ code: 'platform.invalid' })
  })

  test('is not made for somebody who left', async () => {
    const eve = await addStaff(desk.platform.db)
    await desk.ada.patch(`/staff/${eve.staffId}`, { switchedOff: true }, 1)
    const email = await emailOf(eve.staffId)
    await expect(createToken(desk.platform.db, { name: 'x', email })).rejects.toMatchObject({ status: 404 })
  })
})
