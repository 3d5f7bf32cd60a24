import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createStaffedDesk, type StaffedDesk } from '../../../tests/factories/staffed-desk.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { invitedSchema, linkSchema, sessionSchema, staffSchema } from '../contract.ts'
import { addColleague } from './add-colleague.ts'
import { issueResetLink } from './issue-reset-link.ts'

let desk: StaffedDesk
beforeAll(async () => {
  desk = await createStaffedDesk()
})

let made = 0
const invitation = (more: object = {}) => ({
  name: 'Bob',
  email: `bob${++made}@school.example`,
  role: 'agent',
  ...more,
})
const invite = (more: object = {}) => desk.ada.post('/invitations', invitation(more))
const invited = async (more: object = {}) => (await invite(more)).as(invitedSchema)
const accept = async (link: string, more: object = {}) => {
  const visitor = await desk.visitor()
  const token = link.split('#token=')[1] ?? ''
  return {
    visitor,
    answer: await visitor.post('/invitations/acceptance', { token, password: 'heron-by-the-pond', ...more }),
  }
}
const everybody = async () =>
  (await desk.ada.get('/staff')).as(z.object({ items: z.array(staffSchema) })).items

describe('an invitation', () => {
  test.each([
    ['agent', 'team'],
    ['lead', 'team'],
    ['leader', 'all'],
    ['admin', 'all'],
  ])('lets an %s see what is usual (%s), unless it says otherwise', async (role, reach) => {
    expect((await invited({ role })).staff).toMatchObject({ role, reach })
    expect((await invited({ role, reach: 'own' })).staff).toMatchObject({ role, reach: 'own' })
  })

  test('begins with the language and the time zone of the desk', async () => {
    await desk.platform.database.pool.query(`update settings set time_zone = 'Asia/Tokyo', locale = 'ja'`)
    expect((await invited()).staff).toMatchObject({ timeZone: 'Asia/Tokyo', locale: 'ja' })
  })

  test.each([
    ['name', ''],
    ['name', 'tab\there'],
    ['name', 'x'.repeat(121)],
    ['email', 'bob'],
    ['email', 'bob@'],
    ['email', 'bob@school.example, eve@school.example'],
    ['email', 'Bob <bob@school.example>'],
    ['email', `${'x'.repeat(250)}@school.example`],
    ['email', 'bob@school.example\r\nBcc: eve@school.example'],
    ['role', 'owner'],
    ['role', undefined],
    ['reach', 'none'],
    ['teamIds', [4711]],
    ['teamIds', null],
  ])('with the %s %j is none: the field is named and nobody is added', async (field, value) => {
    const before = (await everybody()).length
    const answer = await invite({ [field]: value })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ path: field }] })
    expect(await everybody()).toHaveLength(before)
  })

  test('T03: chooses neither the version nor the password of somebody else', async () => {
    for (const more of [{ version: 9 }, { password: 'heron-by-the-pond' }, { invited: false }, { id: 1 }])
      expect((await invite(more)).status).toBe(400)
  })

  test('is announced once each time a link is made, without the link', async () => {
    await desk.news()
    const { staff, link } = await invited({ name: 'Cleo' })
    const again = (await desk.ada.post(`/staff/${staff.id}/invitation`)).as(linkSchema)
    const news = await desk.news()
    const told = {
      type: 'people.invited',
      by: 'staff',
      byId: desk.admin.staffId,
      objects: [{ type: 'staff', id: staff.id }],
      attributes: { name: 'Cleo' },
    }
    expect(news).toEqual([told, told])
    for (const secret of [link, again.link])
      expect(JSON.stringify(news)).not.toContain(secret.split('token=')[1])
  })

  test('is good for a week', async () => {
    const { link } = await invited()
    await desk.platform.database.pool.query(
      `update one_time_links set expires_at = expires_at - interval '6 days 23 hours'`,
    )
    expect((await accept(link, { password: 'short' })).answer.status).toBe(400)
    await desk.platform.database.pool.query(
      `update one_time_links set expires_at = expires_at - interval '1 hour'`,
    )
    expect((await accept(link)).answer.body).toMatchObject({ code: 'people.link-spent' })
  })

  test('does not let its link reset a password', async () => {
    const { link } = await invited()
    const token = link.split('token=')[1]
    const answer = await (await desk.visitor()).put('/password-resets', {
      token,
      password: 'heron-by-the-pond',
    })
    expect(answer.status).toBe(410)
  })
})

describe('somebody who is invited', () => {
  test('cannot be sent a link to reset a password they do not have', async () => {
    const { staff } = await invited()
    expect((await desk.ada.post(`/staff/${staff.id}/password-reset`)).status).toBe(404)
    await desk.news()
    expect((await (await desk.visitor()).post('/password-resets', { email: staff.email })).status).toBe(204)
    expect(await desk.news()).toEqual([])
    const { db } = desk.platform
    const row = await db
      .selectFrom('staff')
      .select('account_id')
      .where('id', '=', staff.id)
      .executeTakeFirst()
    const system = systemActor('email')
    expect(
      await transact(db, system, (tx) => issueResetLink(tx, 'http://desk.test', row?.account_id ?? 0)),
    ).toBeNull()
  })

  test('and switched off before they came does not join, until they are invited anew', async () => {
    const { staff, link } = await invited()
    const path = `/staff/${staff.id}`
    const off = (await desk.ada.patch(path, { switchedOff: true }, staff.version)).as(staffSchema)
    expect((await accept(link)).answer.status).toBe(410)
    expect((await desk.ada.post(`${path}/invitation`)).status).toBe(404)
    expect((await desk.ada.patch(path, { switchedOff: false }, off.version)).status).toBe(200)
    expect((await accept(link)).answer.status).toBe(410)
    const again = (await desk.ada.post(`${path}/invitation`)).as(linkSchema)
    expect((await accept(again.link)).answer.status).toBe(200)
  })

  test.each([
    ['of nine letters', 'x7-nine-9', 'platform.invalid'],
    ['that is common', 'Welcome2026!!', 'people.weak-password'],
    ['of their own name', 'Bartholomew1', 'people.weak-password'],
    ['of the name they give', 'Robertson-99', 'people.weak-password'],
  ])('may not take a password %s, and may try again', async (_what, password, code) => {
    const { link } = await invited({ name: 'Bartholomew' })
    const { answer } = await accept(link, { password, name: 'Robertson' })
    expect(answer.body).toMatchObject({ code })
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect((await accept(link)).answer.status).toBe(200)
  })

  test('joins and is signed in, which is announced in their own name', async () => {
    const { staff, link } = await invited({ name: 'Dora' })
    await desk.news()
    const { visitor, answer } = await accept(link, { name: 'Dora Maar' })
    expect(answer.as(sessionSchema)).toMatchObject({
      person: { id: staff.id, name: 'Dora Maar', invited: false },
    })
    const by = { by: 'staff', byId: staff.id, objects: [{ type: 'staff', id: staff.id }] }
    expect(await desk.news()).toEqual([
      { ...by, type: 'people.signed-in', attributes: { by: 'password' } },
      { ...by, type: 'people.joined', attributes: { name: 'Dora Maar' } },
    ])
    expect((await visitor.get('/customers')).status).toBe(200)
  })
})

describe('a colleague whom a command adds', () => {
  const actor = systemActor('regard-command')
  const add = (more: object = {}) =>
    transact(desk.platform.db, actor, (tx) =>
      addColleague(tx, actor, {
        name: 'Fay Wray',
        email: 'fay@school.example',
        role: 'lead',
        password: 'lantern-otter-42',
        signature: 'Fay',
        ...more,
      }),
    )

  test('signs in at once, and is announced as joined', async () => {
    await desk.news()
    const id = await add()
    expect(await desk.news()).toMatchObject([
      {
        type: 'people.joined',
        by: 'system',
        objects: [{ type: 'staff', id }],
        attributes: { name: 'Fay Wray' },
      },
    ])
    const fay = await desk.visitor({ email: 'FAY@school.example', password: 'lantern-otter-42' })
    expect((await fay.get('/session')).as(sessionSchema).person).toMatchObject({
      id,
      role: 'lead',
      reach: 'team',
      signature: 'Fay',
      invited: false,
    })
    await expect(add({ name: 'Another' })).rejects.toMatchObject({ code: 'people.email-taken' })
  })

  test('with a weak password is none', async () => {
    const before = (await everybody()).length
    await expect(add({ email: 'gus@school.example', password: 'FayWray-1933' })).rejects.toMatchObject({
      code: 'people.weak-password',
    })
    expect(await everybody()).toHaveLength(before)
  })
})
