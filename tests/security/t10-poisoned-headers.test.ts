import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../../server/platform/http/route.ts'
import { rooms } from '../../server/rooms.ts'
import { exceptions } from './exceptions.ts'
import { addressOf, bodyOf, knock, nameOf } from './knock.ts'
import { makeObjects } from './objects.ts'
import { createWorld, type World } from './world.ts'

const EVIL = 'evil.example'

/** Headers by which a request pretends to have come to, or from, somewhere else. */
const poison = {
  host: EVIL,
  'x-forwarded-host': EVIL,
  'x-forwarded-proto': 'https',
  'x-forwarded-for': '203.0.113.77',
  'x-real-ip': '203.0.113.77',
  'cf-connecting-ip': '203.0.113.77',
  'true-client-ip': '203.0.113.77',
  'x-original-url': '/admin',
  'x-rewrite-url': '/admin',
  'x-host': EVIL,
  forwarded: `for=203.0.113.77;host=${EVIL};proto=https`,
}

const routes = rooms
  .flatMap((room) => room.routes)
  .filter(({ raw }) => !raw)
  .map((route): [string, Route] => [nameOf(route), route])

let world: World
beforeAll(async () => {
  world = await createWorld()
})

describe('T10 poisoned headers', () => {
  test.each(routes)('%s repeats no host that the request made up', async (name, route) => {
    const { admin, token } = world.people
    const objects = await makeObjects(world, 'own', admin)
    const body = (await exceptions[name]?.body?.({ world, person: admin, objects })) ?? bodyOf(route, objects)
    const answer = await world.app.inject({
      method: route.method,
      url: addressOf(route, objects),
      headers: { ...token.headers, ...poison, 'if-match': '"1"' },
      ...(body !== undefined && { payload: body as object }),
    })
    expect(`${JSON.stringify(answer.headers)}${answer.body}`).not.toContain(EVIL)
  })

  test('nothing that was stored or queued on the way carries it: no link, no mail, no job', async () => {
    await knock(world, world.people.anonymous, {
      method: 'POST',
      url: '/api/v1/password-resets',
      body: { email: world.people.agent.email },
      headers: poison,
    })
    const { rows: tables } = await sql<{ name: string }>`select format('%I.%I', schemaname, tablename) as name
      from pg_tables where schemaname in ('public', 'graphile_worker')`.execute(world.platform.db)
    expect(tables.length).toBeGreaterThan(20)
    for (const { name } of tables) {
      const { rows } = await sql<{ found: number }>`select count(*)::int as found from ${sql.raw(name)} as t
        where t::text like ${`%${EVIL}%`} or t::text like '%203.0.113.77%'`.execute(world.platform.db)
      expect({ name, found: rows[0]?.found }).toEqual({ name, found: 0 })
    }
  })

  test('tries are counted by the address of the connection, not by the one a header names', async () => {
    const attempt = (n: number) =>
      world.app.inject({
        method: 'POST',
        url: '/api/v1/session',
        remoteAddress: '198.51.100.7',
        headers: { 'x-forwarded-for': `203.0.113.${n}`, 'cf-connecting-ip': `203.0.113.${n}` },
        payload: { email: `nobody${n}@desk.example`, password: 'wrong' },
      })
    for (let n = 0; n < 5; n += 1) await attempt(n)
    const { rows } = await sql<{ ip: string }>`select distinct host(ip) as ip from sign_in_failures
      where ip is not null`.execute(world.platform.db)
    expect(rows.map(({ ip }) => ip)).not.toContainEqual(expect.stringMatching(/^203\.0\.113/))
  })
})
