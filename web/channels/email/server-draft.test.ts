import { expect, test } from 'vitest'
import { asServer, serverDraft } from './server-draft.ts'

test('a mailbox without servers begins with encrypted ports and is sent as unused', () => {
  expect(serverDraft(null, 'imap', 'a@example.org')).toMatchObject({
    isOn: false,
    port: '993',
    security: 'tls',
    user: 'a@example.org',
  })
  expect(serverDraft(null, 'smtp', '').port).toBe('465')
  expect(asServer(serverDraft(null, 'imap', ''))).toBeNull()
})

test('a password left empty is not sent, so that the stored one stays', () => {
  const draft = serverDraft(
    { host: ' mail.example.org ', port: 993, security: 'tls', user: 'service' },
    'imap',
    '',
  )
  expect(asServer(draft)).toEqual({ host: 'mail.example.org', port: 993, security: 'tls', user: 'service' })
  expect(asServer({ ...draft, password: 'new' })).toMatchObject({ password: 'new' })
})
