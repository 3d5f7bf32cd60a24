import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { ADMIN, createTestApp, emptyDesk, foundTestDesk, type TestWeb } from '../../../tests/harness/web.ts'
import { transact } from '../../platform/db/transaction.ts'
import { anonymous } from '../../platform/identity/actor.ts'
import {
  invitedSchema,
  linkSchema,
  peopleErrors,
  type Staff,
  sessionSchema,
  staffSchema,
  teamSchema,
} from '../contract.ts'
import { staffExists } from '../queries/staff.ts'
import { issueInvitationLink } from './issue-invitation-link.ts'
import { beforeSwitchOff } from './switch-off.ts'

let web: TestWeb
let ada: Visitor
beforeAll(async () => {
  web = await createTestApp()
})
beforeEach(async () => {
  await emptyDesk(web)
  ada = await foundTestDesk(web)
})

const PASSWORD = 'heron-by-the-pond'
const tokenIn = (link: string): string => link.split('#token=')[1] ?? ''
const invite = async (name: string, more: object = {}) =>
  ada.post('/invitations', { name, email: `${name.toLowerCase()}@school.example`, role: 'agent', ...more })
const join = async (token: string, more: object = {}): Promise<[Visitor, number]> => {
  const visitor = await web.visitor()
  return [
    visitor,
    (await visitor.post('/invitations/acceptance', { token, password: PASSWORD, ...more })).status,
  ]
}
/** Invites somebody and lets them join. */
const hire = async (name: string, more: object = {}): Promise<{ visitor: Visitor; staff: Staff }> => {
  const { link } = (await invite(name, more)).as(invitedSchema)
  const [visitor, status] = await join(tokenIn(link))
  expect(status).toBe(200)
  return { visitor, staff: (await visitor.get('/session')).as(sessionSchema).person }
}
const me = async (visitor: Visitor) => (await visitor.get('/session')).as(sessionSchema).person
const teams = async () => (await ada.get('/teams')).as(z.object({ items: z.array(teamSchema) })).items
const change = async (id: number, body: object, by = ada) => {
  const all = (await ada.get('/staff')).as(z.object({ items: z.array(staffSchema) })).items
  return by.patch(`/staff/${id}`, body, all.find((person) => person.id === id)?.version)
}
const endsWithinASecond = (visitor: Visitor) =>
  expect.poll(async () => (await visitor.get('/session')).status, { timeout: 1_000, interval: 25 }).toBe(401)

describe('an invitation', () => {
  test('lets somebody join once, with the role and the teams they were given', async () => {
    const [team] = await teams()
    const answer = await invite('Bob', { teamIds: [team?.id] })
    expect(answer.status).toBe(201)
    const { staff, link } = answer.as(invitedSchema)
    expect(staff).toMatchObject({
      name: 'Bob',
      role: 'agent',
      reach: 'team',
      teamIds: [team?.id],
      invited: true,
    })
    expect(link).toMatch(/^http:\/\/desk\.test\/invitation#token=[\w-]{32}$/)
    const [bob, status] = await join(tokenIn(link), { name: 'Bobby' })
    expect(status).toBe(200)
    expect(await me(bob)).toMatchObject({ name: 'Bobby', invited: false })
    expect((await join(tokenIn(link)))[1]).toBe(410)
  })

  test('T09: three at once with one link are one; an old, foreign or misshapen link is none', async () => {
    const token = tokenIn((await invite('Bob')).as(invitedSchema).link)
    const all = await Promise.all([join(token), join(token), join(token)])
    expect(all.map(([, status]) => status).sort()).toEqual([200, 410, 410])
    const second = tokenIn((await invite('Cleo')).as(invitedSchema).link)
    for (const wrong of ['', ' ', second.slice(1), null, [second]]) {
      const answer = await (await web.visitor()).post('/invitations/acceptance', {
        token: wrong,
        password: PASSWORD,
      })
      expect([wrong, [400, 410].includes(answer.status)]).toEqual([wrong, true])
    }
    await web.platform.database.pool.query(`update one_time_links set expires_at = now()`)
    expect((await join(second))[1]).toBe(410)
  })

  test('can be made again, also for the mail, until one of them is used', async () => {
    const { staff, link } = (await invite('Bob')).as(invitedSchema)
    const again = (await ada.post(`/staff/${staff.id}/invitation`)).as(linkSchema)
    const mailed = await transact(web.platform.db, anonymous, (tx) =>
      issueInvitationLink(tx, 'https://desk.example', staff.id),
    )
    expect(mailed).toMatchObject({ name: 'Bob', email: 'bob@school.example' })
    expect((await join(tokenIn(mailed?.link ?? '')))[1]).toBe(200)
    expect((await join(tokenIn(link)))[1]).toBe(410)
    expect((await join(tokenIn(again.link)))[1]).toBe(410)
    expect((await ada.post(`/staff/${staff.id}/invitation`)).status).toBe(404)
  })

  test('refuses an e-mail that is taken, in whatever case, and a team that does not exist', async () => {
    expect((await invite('Eve', { email: 'ADA@SCHOOL.example' })).body).toMatchObject({
      code: 'people.email-taken',
    })
    expect((await invite('Eve', { teamIds: [4711] })).body).toMatchObject({ fields: [{ path: 'teamIds' }] })
    const both = await Promise.all([invite('Eve'), invite('Eve')])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test('T30: its secret is stored nowhere, and a repeated request does not show it again', async () => {
    const headers = { 'idempotency-key': 'the-same-key' }
    const body = { name: 'Bob', email: 'bob@school.example', role: 'agent' }
    const first = await ada.post('/invitations', body, { headers })
    const secret = tokenIn(first.as(invitedSchema).link)
    const repeated = await ada.post('/invitations', body, { headers })
    expect([repeated.status, repeated.body]).toMatchObject([409, { code: 'platform.shown-once' }])
    for (const table of ['idempotency_keys', 'one_time_links', 'journal', 'staff', 'accounts']) {
      const { rows } = await web.platform.database.pool.query(`select t::text from ${table} t`)
      expect(JSON.stringify(rows)).not.toContain(secret)
    }
  })
})

describe('changing staff', () => {
  test('a role, a reach and teams hold from the next request', async () => {
    const { visitor, staff } = await hire('Bob')
    expect((await visitor.get('/settings')).status).toBe(403)
    const [team] = await teams()
    const answer = await change(staff.id, { role: 'admin', reach: 'all', teamIds: [team?.id] })
    expect(answer.body).toMatchObject({ role: 'admin', reach: 'all', teamIds: [team?.id] })
    await expect.poll(async () => (await visitor.get('/settings')).status, { timeout: 1_000 }).toBe(200)
  })

  test('switching off ends sessions and links at once, and on again asks to sign in anew', async () => {
    const { visitor, staff } = await hire('Bob')
    const reset = (await ada.post(`/staff/${staff.id}/password-reset`)).as(linkSchema)
    expect((await change(staff.id, { switchedOff: true })).status).toBe(200)
    await endsWithinASecond(visitor)
    const account = { email: staff.email, password: PASSWORD }
    expect((await (await web.visitor()).post('/session', account)).status).toBe(401)
    const answer = await visitor.put('/password-resets', {
      token: tokenIn(reset.link),
      password: 'otter-on-the-roof',
    })
    expect(answer.status).toBe(410)
    expect((await change(staff.id, { switchedOff: false })).body).toMatchObject({ switchedOffAt: null })
    expect((await visitor.get('/session')).status).toBe(401)
    expect((await visitor.post('/session', account)).status).toBe(200)
  })

  test('a desk keeps an administrator, also when two leave at once', async () => {
    const own = await me(ada)
    for (const leaving of [{ role: 'agent' }, { switchedOff: true }])
      expect((await change(own.id, leaving)).body).toMatchObject({ code: 'people.last-admin' })
    const { visitor: bob, staff } = await hire('Bob', { role: 'admin' })
    await (await ada.get('/teams')).as(z.unknown())
    const both = await Promise.all([
      change(own.id, { role: 'agent' }, bob),
      change(staff.id, { role: 'agent' }, ada),
    ])
    const [first, second] = both.map(({ status }) => status).sort()
    expect(first).toBe(200)
    // Whoever comes second is the last administrator, or is none any more when their request begins.
    expect([403, 409]).toContain(second)
  })

  test('an invited administrator who never came does not count as one', async () => {
    await invite('Bob', { role: 'admin' })
    expect((await change((await me(ada)).id, { role: 'lead' })).body).toMatchObject({
      code: 'people.last-admin',
    })
  })

  test('a duty lead is replaced before they leave', async () => {
    const { staff } = await hire('Bob')
    const [team] = await teams()
    const replaced = await ada.patch(`/teams/${team?.id}`, { dutyLeadId: staff.id }, team?.version)
    expect(replaced.body).toMatchObject({
      dutyLeadId: staff.id,
      memberIds: expect.arrayContaining([staff.id]),
    })
    expect((await change(staff.id, { switchedOff: true })).body).toMatchObject({
      code: 'people.still-on-duty',
    })
    expect((await change(staff.id, { teamIds: [] })).body).toMatchObject({ code: 'people.still-on-duty' })
  })

  test('whoever is given work at this moment is not switched off before the work is seen', async () => {
    const { staff } = await hire('Bob')
    let works = false
    beforeSwitchOff(async (_tx, staffId) => {
      if (works && staffId === staff.id) throw peopleErrors.stillOwnsCases()
    })
    let given: () => void = () => {}
    const holding = new Promise<void>((resolve) => {
      given = resolve
    })
    const work = transact(web.platform.db, anonymous, async (tx) => {
      expect(await staffExists(tx, staff.id)).toBe(true)
      await holding
      works = true
    })
    await expect
      .poll(
        async () =>
          (await web.platform.database.pool.query(`select 1 from pg_locks where mode = 'RowShareLock'`))
            .rowCount,
      )
      .not.toBe(0)
    const leaving = change(staff.id, { switchedOff: true })
    await new Promise((resolve) => setTimeout(resolve, 100))
    given()
    await work
    expect((await leaving).body).toMatchObject({ code: 'people.still-owns-cases' })
    works = false
    expect((await change(staff.id, { switchedOff: true })).status).toBe(200)
    await transact(web.platform.db, anonymous, async (tx) => {
      expect(await staffExists(tx, staff.id)).toBe(false)
    })
  })

  test('an administrator helps somebody who lost their telephone', async () => {
    const { visitor, staff } = await hire('Bob')
    await web.platform.database.pool.query(
      `update accounts set totp_secret_sealed = 'x', totp_confirmed_at = now() where email = 'bob@school.example'`,
    )
    expect((await ada.remove(`/staff/${staff.id}/totp`)).status).toBe(204)
    await endsWithinASecond(visitor)
    expect((await visitor.post('/session', { email: staff.email, password: PASSWORD })).status).toBe(200)
    expect((await ada.remove('/staff/4711/totp')).status).toBe(404)
  })

  test('needs the newest version', async () => {
    const { staff } = await hire('Bob')
    expect((await ada.patch(`/staff/${staff.id}`, { role: 'lead' })).status).toBe(428)
    expect((await ada.patch(`/staff/${staff.id}`, { role: 'lead' }, 99)).status).toBe(412)
    expect((await ada.patch('/staff/4711', { role: 'lead' }, 1)).status).toBe(404)
    for (const odd of [{ role: 'owner' }, { accountId: 1 }, { teamIds: 'all' }, { switchedOff: null }])
      expect((await change(staff.id, odd)).status).toBe(400)
  })
})

test("T13: agents, leads and leaders do nothing that is an administrator's", async () => {
  for (const role of ['agent', 'lead', 'leader']) {
    const { visitor, staff } = await hire(`Person-${role}`, { role })
    const tries = [
      visitor.post('/invitations', { name: 'X', email: 'x@school.example', role: 'admin' }),
      visitor.patch(`/staff/${staff.id}`, { role: 'admin' }, 1),
      visitor.post(`/staff/${staff.id}/password-reset`),
      visitor.post(`/staff/${staff.id}/invitation`),
      visitor.remove(`/staff/${staff.id}/totp`),
      visitor.post('/teams', { name: 'Mine', dutyLeadId: staff.id }),
      visitor.patch('/teams/1', { name: 'Mine' }, 1),
      visitor.remove('/teams/1'),
      visitor.get('/settings'),
      visitor.patch('/settings', { organisationName: 'Mine' }, 1),
      visitor.get('/tokens'),
      visitor.post('/tokens', { name: 'x', scopes: ['people.read'] }),
      visitor.remove('/tokens/1'),
    ]
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(tries.map(() => 403))
    expect((await visitor.get('/staff')).status).toBe(200)
    expect((await visitor.get('/teams')).status).toBe(200)
  }
  expect((await (await web.visitor()).get('/staff')).status).toBe(401)
})

test('T03: no answer of this room holds a hash, a secret or an account id', async () => {
  await hire('Bob')
  await ada.post('/account/totp', { password: ADMIN.password })
  for (const path of ['/session', '/staff', '/teams', '/sessions', '/settings', '/tokens']) {
    const { status, text } = await ada.get(path)
    expect(status).toBe(200)
    expect(text).not.toMatch(/argon2|sha256|hash|secret|accountId|account_id/i)
  }
})
