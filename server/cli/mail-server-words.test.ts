import { describe, expect, test } from 'vitest'
import { readServer } from './mail-server-words.ts'

describe('the address of a mail server', () => {
  test.each([
    ['imaps://mia%40example.org:p%3Aw@mail.example.org', 'imap', 993, 'tls'],
    ['imap://mia%40example.org:p%3Aw@mail.example.org:1143', 'imap', 1143, 'starttls'],
    ['smtps://mia%40example.org:p%3Aw@mail.example.org', 'smtp', 465, 'tls'],
    ['smtp://mia%40example.org:p%3Aw@mail.example.org', 'smtp', 587, 'starttls'],
  ] as const)('%s', (text, kind, port, security) => {
    const server = { host: 'mail.example.org', user: 'mia@example.org', password: 'p:w' }
    expect(readServer(text, kind)).toEqual({ ...server, port, security })
  })

  test('may do without a user, and on this machine without encryption', () => {
    expect(readServer('smtp+plain://localhost:2526', 'smtp')).toEqual({
      ...{ host: 'localhost', port: 2526, security: 'none', user: '', password: '' },
    })
  })

  test('may be one of IPv6', () => {
    expect(readServer('smtps://[2001:db8::25]:2465', 'smtp')).toMatchObject({
      host: '2001:db8::25',
      port: 2465,
    })
  })

  test.each([
    ['mail.example.org'],
    ['https://u:secret@x'],
    ['imaps://u:secret@x'],
    ['smtp://'],
    ['constructor://u:secret@x'],
    ['smtps://u:100%secret@mail.example.org'],
    ['smtps://100%:secret@mail.example.org'],
  ])('is refused when it is %s, without telling the password on', (text) => {
    expect(() => readServer(text, 'smtp')).toThrow(/^--smtp must be an address such as smtps:/)
  })
})
