import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { defineAnnouncement } from '../contract/announcement.ts'
import { transact } from '../db/transaction.ts'
import { type StaffActor, systemActor } from '../identity/actor.ts'
import { sha256 } from '../identity/authenticate.ts'
import { announce } from '../journal/announce.ts'
import { eventsAfter } from '../journal/queries.ts'
import { createWeb, type Web } from '../web.ts'
import { parsePosition } from './stream.ts'

const happened = defineAnnouncement('test.happened', z.object({}))
const actor = systemActor('test')
const person = (staffId: number): StaffActor => ({
  kind: 'staff',
  staffId,
  role: 'agent',
  reach: 'own',
  teamIds: [],
  sessionId: staffId,
  tokenId: null,
  scopes: null,
})
/** Who is signed in; a test changes it to take rights away. */
const signedIn = new Map<string, StaffActor>()
const cookieOf = (name: string) => `regard=${name}-session-0000000000`

let platform: TestPlatform
let web: Web
let address: string
const streams: Listening[] = []

beforeAll(async () => {
  platform = await createTestPlatform()
  web = await createWeb({
    platform,
    routes: [],
    findActor: async (_db, { sha256: given }) =>
      [...signedIn].find(([name]) => sha256(cookieOf(name).slice(7)).equals(given))?.[1] ?? null,
    recheckActor: async (_db, was) =>
      [...signedIn.values()].find((now) => now.staffId === was.staffId) ?? null,
    // In this test a case belongs to the person of the same number.
    audience: async () => (who, caseId) => caseId === null || caseId === who.staffId,
    listenUrl: platform.database.url,
    deskFolder: null,
  })
  address = await web.app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close()
})
afterAll(() => web.stop())

interface Listening {
  readonly heard: { id: string; event: string; data: { caseId?: number } }[]
  readonly ended: () => boolean
  close(): void
}

const listenAs = async (name: string, since?: string): Promise<Listening> => {
  const abort = new AbortController()
  const headers = { cookie: cookieOf(name), ...(since && { 'last-event-id': since }) }
  const response = await fetch(`${address}/api/v1/live`, { headers, signal: abort.signal })
  expect(response.status).toBe(200)
  const heard: Listening['heard'] = []
  let ended = false
  const read = async () => {
    let rest = ''
    for await (const chunk of response.body ?? []) {
      const blocks = (rest + Buffer.from(chunk).toString()).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks.filter((text) => text.includes('event:'))) heard.push(parse(block))
    }
  }
  read()
    .catch(() => {})
    .finally(() => {
      ended = true
    })
  const listening = { heard, ended: () => ended, close: () => abort.abort() }
  streams.push(listening)
  await vi.waitFor(() => expect(heard[0]?.event).toBe('hello'))
  return listening
}
const parse = (block: string) => {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
  return { id: field('id'), event: field('event'), data: JSON.parse(field('data')) }
}
const happen = (caseId?: number) =>
  transact(platform.db, actor, (tx) => announce(tx, happened, { actor, caseId, objects: [], attributes: {} }))
const casesHeard = ({ heard }: Listening) =>
  heard.filter(({ event }) => event === 'change').map(({ data }) => data.caseId)

describe('a live stream', () => {
  it('tells what happens to cases its person may see, and nothing of others', async () => {
    signedIn.set('mia', person(1)).set('sam', person(2))
    const [mia, sam] = [await listenAs('mia'), await listenAs('sam')]
    await happen(1)
    await happen(2)
    await vi.waitFor(() => expect(casesHeard(sam)).toEqual([2]), 3_000)
    expect(casesHeard(mia)).toEqual([1])
  })

  it('goes on where it was, without a gap or a repetition', async () => {
    signedIn.set('mia', person(1))
    const first = await listenAs('mia')
    await happen(1)
    await vi.waitFor(() => expect(casesHeard(first)).toHaveLength(1), 3_000)
    const last = first.heard.at(-1)?.id
    first.close()
    await happen(1)
    await happen(2)
    await happen(1)
    const second = await listenAs('mia', last)
    await happen(1)
    await vi.waitFor(() => expect(casesHeard(second)).toEqual([1, 1, 1]), 3_000)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(casesHeard(second)).toEqual([1, 1, 1])
  })

  it('asks its reader to fetch anew when it was away for too long', async () => {
    signedIn.set('mia', person(1))
    const first = await listenAs('mia')
    const since = first.heard[0]?.id
    first.close()
    await sql`insert into journal (type, time, actor_kind, source, case_id, objects, attributes)
      select 'test.happened', now(), 'system', 'test', 1, '[]', '{}' from generate_series(1, 600)`.execute(
      platform.db,
    )
    // A transaction of another test file may still hold the reader back; then they would come one by one.
    const position = parsePosition(since ?? '') ?? { xid: '0', seq: 0 }
    await vi.waitFor(
      async () => expect((await eventsAfter(platform.db, position, 1000)).length).toBeGreaterThanOrEqual(600),
      10_000,
    )
    const second = await listenAs('mia', since)
    await vi.waitFor(() => expect(second.heard.map(({ event }) => event)).toContain('resync'), 3_000)
  })

  it('ends within two seconds when its person loses a right or is signed out (T04)', async () => {
    signedIn.set('mia', person(1)).set('sam', person(2))
    const [mia, sam] = [await listenAs('mia'), await listenAs('sam')]
    signedIn.delete('mia')
    signedIn.set('sam', { ...person(2), reach: 'all' })
    await sql`notify regard_rights`.execute(platform.db)
    await vi.waitFor(() => expect([mia.ended(), sam.ended()]).toEqual([true, true]), 2_000)
    expect(mia.heard.at(-1)?.event).toBe('signed-out')
  })

  it('hears on after the database cut every connection', async () => {
    signedIn.set('mia', person(1))
    const mia = await listenAs('mia')
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(platform.db)
    await vi.waitFor(() => happen(1), 3_000)
    await vi.waitFor(() => expect(casesHeard(mia)).toContain(1), 5_000)
  })

  it('is refused to a stranger', async () => {
    expect((await fetch(`${address}/api/v1/live`)).status).toBe(401)
  })
})

it.each(['', 'x', '1', '1-', '-1', '1-2-3', '1-9999999999999999999', "1-1' or 1=1"])(
  'position %j is none of ours',
  (text) => {
    expect(parsePosition(text)).toBeNull()
  },
)
