import { describe, expect, test } from 'vitest'
import { ConfigError, parseConfig } from './config.ts'

describe('a setting', () => {
  test.each([
    ['SMTP_ENABLED', 'off', false],
    ['SMTP_ENABLED', 'YES', true],
    ['REGARD_PG_FSYNC', '0', false],
    ['UNDO_SECONDS', '0', 0],
    ['DATABASE_POOL', '200', 200],
    ['SMTP_RELAY', 'smtp://u:p@mail.example:587', 'smtp://u:p@mail.example:587'],
    ['REGARD_ROLE', 'worker', 'worker'],
    ['BASE_URL', 'https://desk.example/help//', 'https://desk.example/help'],
  ])('%s may be %s', (name, text, value) => {
    expect(parseConfig({ [name]: text })).toMatchObject({ [name]: value })
  })

  test.each([
    ['DATABASE_POOL', '0'],
    ['DATABASE_POOL', '1.5'],
    ['UNDO_SECONDS', '-1'],
    ['UNDO_SECONDS', '61'],
    ['FILES', 'ftp'],
    ['REGARD_ROLE', 'both'],
    ['LOG_LEVEL', 'loud'],
    ['METRICS_TOKEN', 'short'],
    ['MAIL_MAX_BYTES', '10'],
    ['SMTP_RELAY', 'https://mail.example'],
    ['SMTP_RELAY', 'mail.example:25'],
    ['PORT', '-1'],
  ])('%s may not be %s, and is named', (name, text) => {
    expect(() => parseConfig({ [name]: text })).toThrow(ConfigError)
    expect(() => parseConfig({ [name]: text })).toThrow(`${name}: `)
  })

  test('that is wrong is told together with all the others, without the secret in it', () => {
    const wrong = { PORT: 'x', LOG_LEVEL: 'loud', REGARD_SECRET: 'canary' }
    const told = (() => {
      try {
        return expect.fail(String(parseConfig(wrong)))
      } catch (error) {
        return (error as Error).message
      }
    })()
    for (const name of Object.keys(wrong)) expect(told).toContain(name)
    expect(told).not.toContain('canary')
  })

  test('of another program is not looked at, and the port stands in the address that was not given', () => {
    const config = parseConfig({ PATH: '/bin', PORT: '8123' })
    expect(config.BASE_URL).toBe('http://localhost:8123')
    expect(config).not.toHaveProperty('PATH')
  })
})
