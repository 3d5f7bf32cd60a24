import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { ADMIN, createTestApp, emptyDesk, foundTestDesk, type TestWeb } from '../../../tests/harness/web.ts'
import { invitedSchema, linkSchema, type Staff, staffSchema } from '../contract.ts'

let web: TestWeb
let ada: Visitor
let ben: Staff
let benAtDesk: Visitor
const PASSWORD = 'quiet-harbour-lamp-77'
const tokenOf = (link: string) => link.split('token=')[1]
beforeAll(async () => {
  web = await createTestApp()
})
beforeEach(async () => {
  await emptyDesk(web)
  ada = await foundTestDesk(web)
  const invitation = { name: 'Ben', email: 'ben@school.example', role: 'agent' }
  const { staff, link } = (await ada.post('/invitations', invitation)).as(invitedSchema)
  const accepted = { token: tokenOf(link), password: PASSWORD }
  await (await web.visitor()).post('/invitations/acceptance', accepted)
  benAtDesk = await web.visitor({ email: 'ben@school.example', password: PASSWORD })
  ben = staff
})

const change = (email: string, staff = ben, by = ada) =>
  by.patch(`/staff/${staff.id}`, { email }, staff.version)
const signIn = async (email: string, password = PASSWORD) =>
  (await (await web.visitor()).post('/session', { email, password })).status
const announced = async () =>
  (
    await web.platform.database.pool.query(
      `select attributes from journal where type = 'people.email-changed' order by seq`,
    )
  ).rows.map(({ attributes }) => attributes)

describe('the address of a colleague', () => {
  test('is what they sign in with from now on, with the password they have', async () => {
    const answer = await change('benjamin@school.example')
    expect(answer.status).toBe(200)
    expect(answer.as(staffSchema)).toMatchObject({
      email: 'benjamin@school.example',
      version: ben.version + 1,
    })
    expect(await signIn('ben@school.example')).toBe(401)
    expect(await signIn('benjamin@school.example')).toBe(200)
    expect(await announced()).toEqual([{ before: 'ben@school.example', after: 'benjamin@school.example' }])
  })

  test('ends every session of theirs, and none of others', async () => {
    expect((await benAtDesk.get('/session')).status).toBe(200)
    await change('benjamin@school.example')
    await expect.poll(async () => (await benAtDesk.get('/staff')).status, { timeout: 5_000 }).toBe(401)
    expect((await ada.get('/staff')).status).toBe(200)
  })

  test('ends the links that wait in the old mailbox', async () => {
    const { link } = (await ada.post(`/staff/${ben.id}/password-reset`)).as(linkSchema)
    await change('benjamin@school.example')
    const reset = { token: tokenOf(link), password: 'another-harbour-lamp-88' }
    expect((await (await web.visitor()).put('/password-resets', reset)).status).toBe(410)
    expect(await signIn('benjamin@school.example')).toBe(200)
  })

  test('of somebody who has not joined yet ends their invitation, and a new one can be made', async () => {
    const invitation = { name: 'Cleo', email: 'cleo@school.example', role: 'agent' }
    const { staff, link } = (await ada.post('/invitations', invitation)).as(invitedSchema)
    expect((await change('cleopatra@school.example', staff)).status).toBe(200)
    const accept = async (url: string) => {
      const visitor = await web.visitor()
      return (await visitor.post('/invitations/acceptance', { token: tokenOf(url), password: PASSWORD }))
        .status
    }
    expect(await accept(link)).toBe(410)
    const again = (await ada.post(`/staff/${staff.id}/invitation`)).as(linkSchema)
    expect(await accept(again.link)).toBe(200)
    expect(await signIn('cleopatra@school.example')).toBe(200)
  })

  test('of the administrator who changes it keeps them signed in here, and nowhere else', async () => {
    const elsewhere = await web.visitor(ADMIN)
    const { items } = (await ada.get('/staff')).body as { items: Staff[] }
    const own = items.find(({ email }) => email === ADMIN.email)
    if (!own) throw new Error('she works here')
    expect((await change('ada.l@school.example', own)).status).toBe(200)
    expect((await ada.get('/staff')).status).toBe(200)
    await expect.poll(async () => (await elsewhere.get('/staff')).status, { timeout: 5_000 }).toBe(401)
  })

  test('is one person’s: a taken one is refused in any case, and nothing ends', async () => {
    for (const taken of [ADMIN.email, ADMIN.email.toUpperCase()]) {
      const answer = await change(taken)
      expect([answer.status, answer.body]).toMatchObject([409, { code: 'people.email-taken' }])
    }
    expect((await benAtDesk.get('/session')).status).toBe(200)
    expect(await announced()).toEqual([])
    expect(await signIn('ben@school.example')).toBe(200)
  })

  test('given to two people at once is given to one', async () => {
    const invitation = { name: 'Cleo', email: 'cleo@school.example', role: 'agent' }
    const { staff } = (await ada.post('/invitations', invitation)).as(invitedSchema)
    const both = await Promise.all([change('same@school.example'), change('same@school.example', staff)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await announced()).toHaveLength(1)
  })

  test('that stays the same is no change: nobody is signed out or told', async () => {
    expect((await change('ben@school.example')).status).toBe(200)
    expect((await benAtDesk.get('/session')).status).toBe(200)
    expect(await announced()).toEqual([])
  })

  test.each(['', 'nobody', 'a@b@c', 'ben@school.example\r\nBcc: x@y.example'])(
    'cannot be %j',
    async (email) => {
      expect((await change(email)).status).toBe(400)
      expect(await signIn('ben@school.example')).toBe(200)
    },
  )

  test('is changed by administrators only, not by oneself', async () => {
    expect((await change('benjamin@school.example', ben, benAtDesk)).status).toBe(403)
    expect(
      (await benAtDesk.patch('/account', { email: 'benjamin@school.example' }, ben.version)).status,
    ).toBe(400)
  })
})
