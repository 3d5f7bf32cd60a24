import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Visitor } from '../../../tests/harness/visitor.ts'
import { createTestApp, emptyDesk, foundTestDesk, type TestWeb } from '../../../tests/harness/web.ts'
import { transact } from '../../platform/db/transaction.ts'
import { anonymous, systemActor } from '../../platform/identity/actor.ts'
import {
  deskSettingsSchema,
  invitedSchema,
  madeTokenSchema,
  sessionSchema,
  teamSchema,
  tokenSchema,
} from '../contract.ts'
import { dutyLeadOf } from '../queries/duty.ts'
import { staffNames } from '../queries/staff.ts'
import { defaultTeam, teamOfAddress } from '../queries/teams.ts'
import { createToken } from './create-token.ts'
import { giveFirstAddress } from './give-first-address.ts'

let web: TestWeb
let ada: Visitor
let adaId: number
beforeAll(async () => {
  web = await createTestApp()
})
beforeEach(async () => {
  await emptyDesk(web)
  ada = await foundTestDesk(web)
  adaId = (await ada.get('/session')).as(sessionSchema).person.id
})

const invited = async (name: string) =>
  (await ada.post('/invitations', { name, email: `${name}@school.example`, role: 'agent' })).as(invitedSchema)
    .staff

describe('teams', () => {
  test('have members, addresses and always a duty lead, who is one of the members', async () => {
    const bob = await invited('Bob')
    const made = await ada.post('/teams', {
      name: 'Repairs',
      dutyLeadId: adaId,
      memberIds: [bob.id, bob.id],
      addresses: ['Repairs@School.example', 'repairs@school.example', 'fix@school.example'],
    })
    expect(made.status).toBe(201)
    const team = made.as(teamSchema)
    expect(team).toMatchObject({
      memberIds: [adaId, bob.id],
      addresses: ['fix@school.example', 'repairs@school.example'],
    })
    const { db } = web.platform
    expect(await teamOfAddress(db, ' REPAIRS@school.example ')).toBe(team.id)
    expect(await teamOfAddress(db, 'nobody@school.example')).toBeUndefined()
    expect(await defaultTeam(db)).not.toBe(team.id)
    await transact(db, anonymous, async (tx) => {
      expect(await dutyLeadOf(tx, team.id)).toBe(adaId)
      expect(await dutyLeadOf(tx, 4711)).toBeUndefined()
    })
    expect(await staffNames(db, [adaId, bob.id, 4711])).toEqual(
      new Map([
        [adaId, 'Ada'],
        [bob.id, 'Bob'],
      ]),
    )
    expect(await staffNames(db, [])).toEqual(new Map())
  })

  test('change on the newest version; what is not named stays', async () => {
    const team = (
      await ada.post('/teams', { name: 'Repairs', dutyLeadId: adaId, addresses: ['a@school.example'] })
    ).as(teamSchema)
    const path = `/teams/${team.id}`
    expect((await ada.patch(path, { name: 'Repair' })).status).toBe(428)
    const changed = await ada.patch(path, { name: 'Repair' }, team.version)
    expect(changed.body).toEqual({ ...team, name: 'Repair', version: team.version + 1 })
    expect((await ada.patch(path, { name: 'Lost' }, team.version)).body).toMatchObject({
      code: 'platform.changed-meanwhile',
      current: { name: 'Repair' },
    })
    const emptied = await ada.patch(path, { addresses: [], memberIds: [] }, team.version + 1)
    expect(emptied.body).toMatchObject({ addresses: [], memberIds: [adaId] })
    expect((await ada.patch('/teams/4711', { name: 'X' }, 1)).status).toBe(404)
  })

  test('refuse a taken name or address, and people who cannot be in them', async () => {
    const bob = await invited('Bob')
    await ada.post('/teams', { name: 'Repairs', dutyLeadId: adaId, addresses: ['a@school.example'] })
    const make = (more: object) => ada.post('/teams', { name: 'Other', dutyLeadId: adaId, ...more })
    expect((await make({ name: 'REPAIRS' })).body).toMatchObject({ code: 'people.name-taken' })
    expect((await make({ addresses: ['A@school.example'] })).body).toMatchObject({
      code: 'people.address-taken',
    })
    expect((await make({ dutyLeadId: bob.id })).body).toMatchObject({ fields: [{ path: 'dutyLeadId' }] })
    expect((await make({ dutyLeadId: 4711 })).body).toMatchObject({ fields: [{ path: 'dutyLeadId' }] })
    expect((await make({ memberIds: [4711] })).body).toMatchObject({ fields: [{ path: 'memberIds' }] })
    expect((await make({ dutyLeadId: null })).status).toBe(400)
    const other = (await make({})).as(teamSchema)
    expect((await ada.patch(`/teams/${other.id}`, { name: 'repairs' }, 1)).body).toMatchObject({
      code: 'people.name-taken',
    })
    const twice = await Promise.all([make({ name: 'Twin' }), make({ name: 'twin' })])
    expect(twice.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test('can be removed, but never the last one, also when two go at once', async () => {
    const second = (await ada.post('/teams', { name: 'Repairs', dutyLeadId: adaId })).as(teamSchema)
    const first = await defaultTeam(web.platform.db)
    const both = await Promise.all([ada.remove(`/teams/${first}`), ada.remove(`/teams/${second.id}`)])
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409])
    expect((await ada.remove('/teams/4711')).status).toBe(404)
  })
})

test('the first address that is written to is given to the first team, once', async () => {
  const { db } = web.platform
  const give = (address: string) =>
    transact(db, anonymous, (tx) => giveFirstAddress(tx, systemActor('email'), address))
  const both = await Promise.all([give('Desk@school.example'), give('desk@school.example')])
  const first = await defaultTeam(db)
  expect(both).toContain(first)
  expect(await teamOfAddress(db, 'desk@school.example')).toBe(first)
  expect(await give('other@school.example')).toBeNull()
  expect(await teamOfAddress(db, 'other@school.example')).toBeUndefined()
})

describe('API tokens', () => {
  const make = async (scopes: string[], more: object = {}) =>
    ada.post('/tokens', { name: 'Script', scopes, ...more })

  test("act in their maker's name within their scopes, and are shown once", async () => {
    const made = await make(['people.read', 'people.read'])
    expect(made.status).toBe(201)
    const { token, id, hint } = made.as(madeTokenSchema)
    expect(token).toMatch(/^rg_[\w-]{32}$/)
    const script = new Visitor(web.app, token)
    expect((await script.get('/staff')).status).toBe(200)
    expect((await script.get('/settings')).status).toBe(403)
    expect((await script.get('/session')).status).toBe(403)
    const list = (await ada.get('/tokens')).as(z.object({ items: z.array(tokenSchema) })).items
    expect(list).toMatchObject([{ id, hint, name: 'Script', scopes: ['people.read'] }])
    expect(token.endsWith(hint)).toBe(true)
    expect((await ada.get('/tokens')).text).not.toContain(token)
    expect((await ada.remove(`/tokens/${id}`)).status).toBe(204)
    await expect.poll(async () => (await script.get('/staff')).status, { timeout: 1_000 }).toBe(401)
    expect((await ada.remove(`/tokens/${id}`)).status).toBe(404)
  })

  test('hold no permission that their maker does not, nor one that does not exist', async () => {
    for (const scopes of [['people.rule'], ['people.read', 'session.open'], []])
      expect((await make(scopes)).status).toBe(400)
    expect((await make(['people.read'], { expiresAt: '2020-01-01T00:00:00Z' })).status).toBe(400)
    const { token } = (await make(['tokens.manage'])).as(madeTokenSchema)
    const script = new Visitor(web.app, token)
    expect((await script.post('/tokens', { name: 'More', scopes: ['people.manage'] })).status).toBe(400)
    expect((await script.post('/tokens', { name: 'Same', scopes: ['tokens.manage'] })).status).toBe(201)
  })

  test('end when they are too old, and with the person they act for', async () => {
    const short = (
      await make(['people.read'], { expiresAt: new Date(Date.now() + 60_000).toISOString() })
    ).as(madeTokenSchema)
    const script = new Visitor(web.app, short.token)
    expect((await script.get('/staff')).status).toBe(200)
    await web.platform.database.pool.query(`update api_tokens set expires_at = now()`)
    await expect.poll(async () => (await script.get('/staff')).status, { timeout: 1_000 }).toBe(401)
    expect((await new Visitor(web.app, 'rg_nobody-made-this-token').get('/staff')).status).toBe(401)
  })

  test('a command makes one for an administrator, with every permission or the named ones', async () => {
    const all = await createToken(web.platform.db, { name: 'Everything' })
    expect((await new Visitor(web.app, all.token).get('/session')).as(sessionSchema).person.id).toBe(adaId)
    const one = await createToken(web.platform.db, {
      name: 'One',
      scopes: ['people.read'],
      email: 'ADA@school.example',
    })
    expect(one.scopes).toEqual(['people.read'])
    await expect(createToken(web.platform.db, { name: 'X', scopes: ['moon.read'] })).rejects.toMatchObject({
      status: 400,
    })
    await expect(createToken(web.platform.db, { name: 'X', email: 'eve@x.example' })).rejects.toMatchObject({
      status: 404,
    })
  })
})

test('the settings of the desk change on the newest version', async () => {
  const before = (await ada.get('/settings')).as(deskSettingsSchema)
  expect((await ada.patch('/settings', { locale: 'de' })).status).toBe(428)
  const changed = await ada.patch(
    '/settings',
    { organisationName: 'Academy', timeZone: 'Asia/Tokyo' },
    before.version,
  )
  expect(changed.body).toEqual({ ...before, organisationName: 'Academy', timeZone: 'Asia/Tokyo', version: 2 })
  expect((await ada.patch('/settings', { locale: 'de' }, before.version)).status).toBe(412)
  expect((await ada.get('/session')).body).toMatchObject({ organisationName: 'Academy' })
})
