import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { ADMIN, createTestApp, emptyDesk, foundTestDesk, type TestWeb } from '../../../tests/harness/web.ts'
import { invitedSchema, sessionSchema } from '../contract.ts'

const LIMIT_MS = 2_000
const PASSWORD = 'heron-by-the-pond'

let web: TestWeb
let address: string
let ada: Visitor
beforeAll(async () => {
  web = await createTestApp()
  address = await web.app.listen({ host: '127.0.0.1', port: 0 })
})
beforeEach(async () => {
  await emptyDesk(web)
  ada = await foundTestDesk(web)
})

/** Opens the live stream of a browser; resolves with all it was sent once the server has closed it. */
const listen = async (visitor: Visitor): Promise<{ untilClosed: Promise<string> }> => {
  const answer = await fetch(`${address}/api/v1/live`, {
    headers: { cookie: `regard=${visitor.cookies.get('regard')}` },
  })
  expect(answer.status).toBe(200)
  return { untilClosed: answer.text() }
}

const closesInTime = async ({ untilClosed }: { untilClosed: Promise<string> }): Promise<string> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the stream is still open')), LIMIT_MS)
  })
  try {
    return await Promise.race([untilClosed, late])
  } finally {
    clearTimeout(timer)
  }
}

const hire = async (): Promise<{ bob: Visitor; id: number }> => {
  const invitation = { name: 'Bob', email: 'bob@school.example', role: 'agent', teamIds: [1] }
  const { link } = (await ada.post('/invitations', invitation)).as(invitedSchema)
  const bob = await web.visitor()
  await bob.post('/invitations/acceptance', { token: link.split('token=')[1], password: PASSWORD })
  return { bob, id: (await bob.get('/session')).as(sessionSchema).person.id }
}

describe('T04, T11: an open stream ends within two seconds, and says so to who was signed out', () => {
  test('after signing out in another tab', async () => {
    const stream = await listen(ada)
    await ada.remove('/session')
    expect(await closesInTime(stream)).toContain('event: signed-out')
  })

  test('after a new password was chosen elsewhere', async () => {
    const elsewhere = await web.visitor(ADMIN)
    const stream = await listen(elsewhere)
    await ada.put('/account/password', { current: ADMIN.password, next: PASSWORD })
    expect(await closesInTime(stream)).toContain('event: signed-out')
  })

  test('after the person was switched off', async () => {
    const { bob, id } = await hire()
    const stream = await listen(bob)
    expect((await ada.patch(`/staff/${id}`, { switchedOff: true }, 1)).status).toBe(200)
    expect(await closesInTime(stream)).toContain('event: signed-out')
  })

  test('after they left a team, so that it comes back with fewer rights', async () => {
    const { bob, id } = await hire()
    const stream = await listen(bob)
    expect((await ada.patch(`/staff/${id}`, { teamIds: [] }, 1)).status).toBe(200)
    expect(await closesInTime(stream)).not.toContain('event: signed-out')
    expect((await bob.get('/session')).as(sessionSchema).person.teamIds).toEqual([])
  })
})
