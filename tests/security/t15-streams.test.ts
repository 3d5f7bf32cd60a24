import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineAnnouncement } from '../../server/platform/contract/announcement.ts'
import { transact } from '../../server/platform/db/transaction.ts'
import { systemActor } from '../../server/platform/identity/actor.ts'
import { announce } from '../../server/platform/journal/announce.ts'
import { anew } from './knock.ts'
import { makeObjects } from './objects.ts'
import { openStream, until } from './streams.ts'
import { addPerson, createWorld, type Person, sessionHeaders, type World } from './world.ts'

const somethingHappened = defineAnnouncement('test.happened', z.strictObject({ words: z.string() }))

let world: World
let origin: string
beforeAll(async () => {
  world = await createWorld()
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`
})

const happen = (caseId: number, words: string): Promise<number> =>
  transact(world.platform.db, systemActor('test'), (tx) =>
    announce(tx, somethingHappened, {
      actor: systemActor('test'),
      caseId,
      objects: [{ type: 'case', id: caseId }],
      attributes: { words },
    }),
  )

/** How the stream speaks of a case. */
const about = (caseId: number) => `"caseId":${caseId},`

const listen = async (person: Person) => openStream(origin, (await anew(world, person)).headers)

const caseOf = async (side: 'own' | 'foreign'): Promise<number> =>
  Number((await makeObjects(world, side, world.people.lead)).caseId)

describe('T15 who may listen', () => {
  test.each([
    ['nobody', {}],
    ['a made-up cookie', { cookie: `regard=${'x'.repeat(32)}` }],
    ['a made-up token', { authorization: `Bearer ${'x'.repeat(32)}` }],
    ['a token in the address only', {}],
  ])('not %s', async (_who, headers) => {
    const stream = await openStream(origin, headers)
    expect(stream.status).toBe(401)
    await stream.closed
    expect(stream.text()).not.toMatch(/event:|data:/)
  })

  test('not a customer, nor a token without the scope', async () => {
    expect((await openStream(origin, world.people.customer.headers)).status).toBe(401)
    expect((await openStream(origin, world.people['token without scope'].headers)).status).toBe(403)
  })

  test('no other origin is allowed to read it', async () => {
    const stream = await openStream(origin, { ...world.people.agent.headers, origin: 'https://evil.example' })
    expect(Object.keys(stream.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    stream.close()
  })
})

describe('T15 what is heard', () => {
  test('each hears of the cases they may see, and not a word of the others', async () => {
    const [own, foreign] = [await caseOf('own'), await caseOf('foreign')]
    const agent = await listen(world.people.agent)
    const stranger = await listen(world.people['agent of another team'])
    const leader = await listen(world.people.leader)
    await happen(foreign, 'words for the other team')
    await happen(own, 'words for the own team')
    await until(() => agent.text().includes(about(own)), 3000, 'the own case')
    await until(() => stranger.text().includes(about(foreign)), 3000, 'the own case of the stranger')
    await until(() => leader.text().includes(about(own)), 3000, 'the case for the leader')
    expect(agent.text()).not.toContain(about(foreign))
    expect(stranger.text()).not.toContain(about(own))
    expect(leader.text()).toContain(about(foreign))
    expect(`${agent.text()}${leader.text()}`).not.toContain('words for')
  })

  test('resuming from before does not open the past of others', async () => {
    const foreign = await caseOf('foreign')
    await happen(foreign, 'the past')
    const stream = await openStream(origin, { ...world.people.agent.headers, 'last-event-id': '1-0' })
    const own = await caseOf('own')
    await happen(own, 'the present')
    await until(() => stream.text().includes(about(own)), 3000, 'the present')
    expect(stream.text()).not.toContain(about(foreign))
  })

  test.each([
    'constructor',
    '__proto__',
    '-1--1',
    '9'.repeat(400),
    "1' or '1'='1",
    '1-1-1',
    '\u{7f}',
    '99999999999999999999-1',
  ])('the position %j is answered without an error that tells anything', async (position) => {
    const answer = openStream(origin, { ...world.people.agent.headers, 'last-event-id': position })
    const stream = await answer.catch(() => null)
    if (stream === null) return
    expect(stream.status).toBe(200)
    await until(() => stream.text() !== '', 2000, 'the greeting')
    expect(stream.text()).not.toMatch(/error|stack|select|xid8/i)
    stream.close()
  })
})

describe('T15 rights that end', () => {
  test('a session that is signed out loses its stream within two seconds', async () => {
    const person = await anew(world, world.people.agent)
    const stream = await openStream(origin, person.headers)
    await until(() => stream.text().includes('hello'), 2000, 'the greeting')
    const begun = Date.now()
    await world.app.inject({ method: 'DELETE', url: '/api/v1/session', headers: person.headers })
    await stream.closed
    expect(Date.now() - begun).toBeLessThan(2000)
  })

  test('who leaves a team stops hearing of its cases within two seconds', async () => {
    const own = await caseOf('own')
    const { lead, agent } = world.people
    const stream = await listen(agent)
    const leadStream = await listen(lead)
    await until(() => stream.text().includes('hello'), 2000, 'the greeting')
    await world.platform.db
      .deleteFrom('team_members')
      .where('staff_id', '=', agent.staffId ?? 0)
      .execute()
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await happen(own, 'after the change')
    await until(() => leadStream.text().includes(about(own)), 3000, 'the case for the lead')
    expect(stream.text()).not.toContain(about(own))
  })

  test('a person who is switched off loses the stream within two seconds', async () => {
    // Somebody on whom nothing rests: no duty, no case.
    const { staffId, accountId } = await addPerson(world.platform, 'agent', 'team')
    const stream = await openStream(origin, await sessionHeaders(world.platform, accountId))
    await until(() => stream.text().includes('hello'), 2000, 'the greeting')
    const begun = Date.now()
    const off = { switched_off_at: new Date() }
    await world.platform.db.updateTable('staff').set(off).where('id', '=', staffId).execute()
    await stream.closed
    expect(Date.now() - begun).toBeLessThan(2000)
  })
})
