import { describe, expect, test } from 'vitest'
import { ConfigError, parseConfig } from '../config/config.ts'
import { platformErrors } from '../contract/errors.ts'
import { Fault } from '../faults.ts'
import { explain } from './explain.ts'
import { localAddress } from './local-address.ts'

const system = (code: string, more: object = {}) =>
  Object.assign(new Error(`listen ${code}`), { code, ...more })

describe('what the operator reads when a start fails', () => {
  test.each([
    ['a port in use', system('EADDRINUSE', { port: 3000 }), 20, 'Port 3000 is in use by another program'],
    ['a port for root only', system('EACCES', { port: 80 }), 20, 'This user may not listen on port 80'],
    ['no such address', system('EADDRNOTAVAIL', { address: '10.9.9.9' }), 20, 'no address 10.9.9.9'],
    ['a full disk', system('ENOSPC', { path: '/srv/regard/x' }), 21, 'full (writing /srv/regard/x)'],
    ['a full disk somewhere', system('ENOSPC'), 21, 'The disk is full. Make room'],
    ['a wrong setting', new ConfigError('PORT: must be a port number'), 13, 'PORT: must be'],
    ['a fault', new Fault('backupFailed', 'There is data already.'), 30, 'There is data already.'],
  ])('%s', (_what, error, exitCode, words) => {
    const explained = explain(error)
    expect(explained.exitCode).toBe(exitCode)
    expect(explained.text).toContain(words)
    expect(explained.text).not.toMatch(/\n\s+at /)
  })

  test('a refusal of the desk names each field that does not fit', () => {
    const fields = [
      { path: 'password', message: 'is too short' },
      { path: 'email', message: 'is no address' },
    ]
    expect(explain(platformErrors.invalid({ fields }))).toEqual({
      exitCode: 3,
      text: 'Something in the request does not fit. See the fields named here.\n  password is too short\n  email is no address',
    })
    expect(explain(platformErrors.notFound()).text).toBe('We could not find that, or it is not yours to see.')
  })

  test.each([
    ['a defect', new TypeError('x is not a function'), /x is not a function\n\s+at /],
    ['a missing permission on a file, which is no port', system('EACCES', { path: '/x' }), /EACCES/],
    ['a thrown text', 'broken', /broken/],
    ['nothing at all', undefined, /undefined/],
    ['null', null, /null/],
  ])('%s is unexpected, and shown whole', (_what, error, words) => {
    expect(explain(error).exitCode).toBe(1)
    expect(explain(error).text).toMatch(/^Something unexpected happened:\n/)
    expect(explain(error).text).toMatch(words)
  })
})

test.each([
  [{}, 'http://127.0.0.1:3000'],
  [{ HOST: '0.0.0.0', PORT: '8080' }, 'http://127.0.0.1:8080'],
  [{ HOST: '::' }, 'http://127.0.0.1:3000'],
  [{ HOST: '::1' }, 'http://[::1]:3000'],
  [{ HOST: '10.0.0.7', BASE_URL: 'https://desk.example' }, 'http://10.0.0.7:3000'],
])('with %o a program on this machine reaches the desk at %s', (settings, address) => {
  expect(localAddress(parseConfig(settings))).toBe(address)
})
