import type { FastifyRequest } from 'fastify'
import { describe, expect, test } from 'vitest'
import { platformErrors } from '../contract/errors.ts'
import { requireOwnOrigin } from './origin.ts'
import { requireVersion } from './version.ts'

const BASE = 'https://desk.example'
const ask = (headers: Record<string, string>, { method = 'POST', byCookie = true } = {}) =>
  requireOwnOrigin({ method, headers } as unknown as FastifyRequest, BASE, byCookie)
const foreign = expect.objectContaining({ code: 'platform.foreign-origin' })

describe('a change by a browser', () => {
  test.each([
    ['our own page', { origin: BASE }],
    ['our own page, as the browser also says', { origin: BASE, 'sec-fetch-site': 'same-origin' }],
    ['the same host under another name of it', { origin: 'http://10.0.0.7:3000', host: '10.0.0.7:3000' }],
    ['a page whose origin is left out but known to be ours', { 'sec-fetch-site': 'same-origin' }],
  ])('is taken from %s', (_who, headers: Record<string, string>) => {
    expect(() => ask(headers)).not.toThrow()
  })

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a site whose name begins like ours', { origin: 'https://desk.example.evil.example' }],
    ['a site whose name ends like ours', { origin: 'https://evildesk.example' }],
    ['a user part that looks like ours', { origin: 'https://desk.example@evil.example' }],
    ['another port of our machine', { origin: 'https://desk.example:8443' }],
    ['a frame without an origin', { origin: 'null' }],
    ['an origin that is no address', { origin: 'desk.example' }],
    ['an empty origin', { origin: '' }],
    ['a sister site', { origin: BASE, 'sec-fetch-site': 'same-site' }],
    ['another site that names our origin', { origin: BASE, 'sec-fetch-site': 'cross-site' }],
    ['an address typed by hand, without an origin', { 'sec-fetch-site': 'none' }],
    ['nobody knows where', {}],
  ])('is refused from %s', (_who, headers: Record<string, string>) => {
    expect(() => ask(headers)).toThrow(foreign)
  })

  test.each(['PUT', 'PATCH', 'DELETE'])('is looked at for %s too', (method) => {
    expect(() => ask({ origin: 'https://evil.example' }, { method })).toThrow(foreign)
  })
})

test('a script with a token needs no origin, but one that names another site is a browser', () => {
  expect(() => ask({}, { byCookie: false })).not.toThrow()
  expect(() => ask({ origin: 'https://evil.example' }, { byCookie: false })).toThrow(foreign)
})

test.each(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing and may come from anywhere', (method) => {
  expect(() =>
    ask({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, { method }),
  ).not.toThrow()
})

describe('an edit', () => {
  test('of the newest version goes on', () => {
    expect(() => requireVersion(3, { version: 3 })).not.toThrow()
  })

  test.each([2, 4, 0])('of version %d, when 3 is stored, is refused with what is stored now', (version) => {
    const current = { version: 3, name: 'Billing' }
    expect(() => requireVersion(version, current)).toThrow(
      expect.objectContaining({
        code: platformErrors.changedMeanwhile().code,
        status: 412,
        extra: { current },
      }),
    )
  })

  test('that does not say which version it was is refused before anything is compared', () => {
    expect(() => requireVersion(null, { version: 3 })).toThrow(expect.objectContaining({ status: 428 }))
  })
})
