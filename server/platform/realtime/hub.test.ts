import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { defineAnnouncement } from '../contract/announcement.ts'
import { transact } from '../db/transaction.ts'
import { type StaffActor, systemActor } from '../identity/actor.ts'
import { ActorCache } from '../identity/authenticate.ts'
import { announce } from '../journal/announce.ts'
import { journalHead } from '../journal/queries.ts'
import { Hub } from './hub.ts'
import { followDatabase } from './live.ts'
import { LiveStream } from './stream.ts'

const actor = systemActor('test')
const happened = defineAnnouncement('test.happened', z.object({}))
const person = (staffId: number): StaffActor => ({
  ...{ kind: 'staff', staffId, role: 'agent', reach: 'own', teamIds: [] },
  ...{ sessionId: staffId, tokenId: null, scopes: null },
})

let platform: TestPlatform
let server: Server
let hub: Hub
let recheck: (actor: StaffActor) => Promise<StaffActor | null>
let audienceFails: boolean
let responded: ((response: ServerResponse) => void) | null = null

beforeAll(async () => {
  platform = await createTestPlatform()
  server = createServer((_request, response) => responded?.(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
beforeEach(() => {
  recheck = async (actor) => actor
  audienceFails = false
  hub = new Hub({
    db: platform.db,
    logger: platform.logger,
    // In this test a case belongs to the person of the same number.
    audience: async () => {
      if (audienceFails) throw new Error('the database did not answer')
      return (who, caseId) => caseId === null || caseId === who.staffId
    },
    recheck: (actor) => recheck(actor),
  })
})
afterEach(() => hub.stop())
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

interface Joined {
  readonly stream: LiveStream
  heard(): string
  ended(): boolean
}

const join = async (who: StaffActor): Promise<Joined> => {
  const held = new Promise<ServerResponse>((resolve) => {
    responded = resolve
  })
  const asking = get({ port: (server.address() as AddressInfo).port, agent: false })
  const response = await held
  response.flushHeaders()
  const [reader] = (await once(asking, 'response')) as [IncomingMessage]
  let text = ''
  reader.on('data', (chunk) => {
    text += String(chunk)
  })
  const head = await journalHead(platform.db)
  const stream = new LiveStream(response, who, head)
  await hub.join(stream, head)
  return { stream, heard: () => text, ended: () => reader.readableEnded }
}
const happen = (caseId: number) =>
  transact(platform.db, actor, (tx) => announce(tx, happened, { actor, caseId, objects: [], attributes: {} }))

describe('the hub', () => {
  test('counts the streams that are open', async () => {
    const { stream } = await join(person(1))
    await join(person(2))
    expect(hub.size).toBe(2)
    hub.leave(stream)
    expect(hub.size).toBe(1)
  })

  test('tells who is looking only to those who may see the case', async () => {
    const [mia, sam] = [await join(person(1)), await join(person(2))]
    await hub.tellAll('presence', { staffId: 9, caseId: 2 }, 2)
    await vi.waitFor(() => expect(sam.heard()).toContain('event: presence\ndata: {"staffId":9,"caseId":2}'))
    expect(mia.heard()).not.toContain('presence')
  })

  test('closes a stream that it cannot bring up to date, so that its browser comes back', async () => {
    audienceFails = true
    const mia = await join(person(1))
    await vi.waitFor(() => expect(mia.ended()).toBe(true))
    expect(hub.size).toBe(0)
  })

  test('does not keep a stream whose reader left before it was brought up to date', async () => {
    const { stream } = await join(person(1))
    stream.close()
    hub.leave(stream)
    await hub.join(stream, await journalHead(platform.db))
    expect(hub.size).toBe(0)
  })

  test('reads on after a failure and tells what happened meanwhile', async () => {
    const mia = await join(person(1))
    audienceFails = true
    await happen(1)
    hub.wake()
    await hub.tellAll('presence', {}, 1)
    expect(mia.heard()).toBe('')
    audienceFails = false
    hub.wake()
    await vi.waitFor(() => expect(mia.heard()).toContain('"caseId":1'), 3_000)
    expect(mia.ended()).toBe(false)
  })

  test('tells a person who lost the session, and sends one whose rights changed back for a new stream', async () => {
    const [gone, changed, same] = [await join(person(1)), await join(person(2)), await join(person(3))]
    recheck = async (actor) =>
      ({ 1: null, 2: { ...actor, role: 'lead' as const }, 3: actor })[actor.staffId] ?? null
    await hub.recheck()
    await vi.waitFor(() => expect([gone.ended(), changed.ended()]).toEqual([true, true]))
    expect(gone.heard()).toContain('event: signed-out')
    expect(changed.heard()).not.toContain('signed-out')
    expect(same.ended()).toBe(false)
  })

  test('throws nobody out when rights cannot be looked up at the moment', async () => {
    const mia = await join(person(1))
    recheck = async () => {
      throw new Error('the database did not answer')
    }
    await hub.recheck()
    expect(hub.size).toBe(1)
    expect(mia.ended()).toBe(false)
  })

  test('ends every stream when it stops', async () => {
    const streams = [await join(person(1)), await join(person(2))]
    await hub.stop()
    await vi.waitFor(() => expect(streams.map((one) => one.ended())).toEqual([true, true]))
    expect(hub.size).toBe(0)
  })
})

test('a notification that is none of ours is not told, and the next one is', async () => {
  const unfollow = followDatabase({
    url: platform.database.url,
    hub,
    cache: new ActorCache(),
    logger: platform.logger,
  })
  try {
    const mia = await join(person(1))
    const looking = JSON.stringify({ staffId: 2, name: 'Sam', caseId: 1, doing: 'looking', phone: '0123' })
    await vi.waitFor(async () => {
      for (const payload of ['', 'not json', '{"caseId":1}', '[]', looking])
        await sql`select pg_notify('regard_presence', ${payload})`.execute(platform.db)
      expect(mia.heard()).toContain('"name":"Sam"')
    }, 5_000)
    expect(mia.heard()).not.toContain('0123')
    expect(mia.heard()).not.toContain('undefined')
  } finally {
    await unfollow()
  }
})
