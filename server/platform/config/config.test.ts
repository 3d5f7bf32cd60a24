import { describe, expect, it } from 'vitest'
import { ConfigError, parseConfig } from './config.ts'

describe('the settings', () => {
  it('have a default for everything', () => {
    expect(parseConfig({})).toMatchObject({
      PORT: 3000,
      BASE_URL: 'http://localhost:3000',
      SMTP_PORT: 2525,
      FILES: 'disk',
    })
  })
  it('take an empty value as not given, and drop the slash at the end of the address', () => {
    expect(parseConfig({ PORT: '', BASE_URL: 'https://desk.example/' })).toMatchObject({
      PORT: 3000,
      BASE_URL: 'https://desk.example',
    })
  })
  it.each([
    [{ PORT: 'abc' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ BASE_URL: 'desk' }, 'BASE_URL'],
    [{ REGARD_SECRET: 'short' }, 'REGARD_SECRET'],
    [{ SMTP_ENABLED: 'perhaps' }, 'SMTP_ENABLED'],
  ])('name what cannot be used: %o', (environment, name) => {
    expect(() => parseConfig(environment)).toThrow(ConfigError)
    expect(() => parseConfig(environment)).toThrow(name)
  })
})
