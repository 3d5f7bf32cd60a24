import type { FastifyReply, FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { knownBrowser, setBrowserCookie, visitorOf } from './cookies.ts'
import { createSeal } from './seal.ts'

const seal = createSeal('a secret of this installation, long')
const visitor = (ip: string, cookies: Record<string, string> = {}) =>
  visitorOf(
    {
      ip,
      headers: { cookie: 'as parsed below' },
      server: { parseCookie: () => cookies },
    } as unknown as FastifyRequest,
    'http://desk.test',
  )

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['2001:db8::1', '2001:db8::1'],
  ['unknown', null],
  ['', null],
])('the address %s is kept as %s', (given, kept) => {
  expect(visitor(given).ip).toBe(kept)
})

test('a browser is known for the account it was marked for, by this installation only', () => {
  const set: [string, string][] = []
  const reply = {
    setCookie: (name: string, value: string) => set.push([name, value]),
  } as unknown as FastifyReply
  setBrowserCookie(reply, 'http://desk.test', seal, 7)
  const marked = visitor('10.0.0.1', Object.fromEntries(set))
  expect(knownBrowser(marked, seal, 7)).toMatch(/^7\./)
  expect(knownBrowser(marked, seal, 70)).toBeNull()
  expect(knownBrowser(marked, createSeal('the secret of another installation!'), 7)).toBeNull()
  expect(knownBrowser(visitor('10.0.0.1'), seal, 7)).toBeNull()
  for (const odd of ['', '.', '7', '7.x', '7.x.', '7..', '7.x.y.z'])
    expect(knownBrowser(visitor('10.0.0.1', { 'regard-browser': odd }), seal, 7)).toBeNull()
})
