import { afterEach, expect, test, vi } from 'vitest'
import type { Mailbox } from '../../../server/channels/email/contract.ts'
import { answers } from '../../app/testing/answers.ts'
import { render } from '../../app/testing/render.tsx'
import { beginSignIn, finishSignIn } from './sign-in-api.ts'
import { SignInButton } from './sign-in-button.tsx'
import { SignInDialog } from './sign-in-dialog.tsx'
import { signInAsked } from './sign-in-draft.ts'
import { returnedFrom } from './use-sign-in-return.ts'

afterEach(() => void vi.unstubAllGlobals())

const imap = { host: 'imap.larkfield.example', port: 993, security: 'tls', user: 'help' } as const
const signIn: NonNullable<Mailbox['signIn']> = {
  ...{ provider: 'other', clientId: 'the-desk', scopes: 'mail', state: 'signed-in' },
  ...{ authorizationUrl: 'https://id.example/authorize', tokenUrl: 'https://id.example/token' },
}
const mailbox = (change: Partial<Mailbox> = {}): Mailbox => ({
  ...{ id: 4, name: 'Help', address: 'help@larkfield.example', teamId: 2, version: 6, imap, smtp: null },
  ...{ signature: '', switchedOff: false, lastSuccessAt: null, lastError: null, lastErrorAt: null },
  ...{ lastErrorSince: null, folders: ['INBOX'], waiting: { mails: 0, since: null }, unreadSince: null },
  sending: { lastSentAt: null, error: null, errorSince: null, isAlarming: false },
  ...{ alarm: null, signIn: null },
  ...change,
})
const dialog = (change: Partial<Mailbox> = {}) => {
  vi.stubGlobal('location', { origin: 'https://desk.example' })
  return render(<SignInDialog mailbox={mailbox(change)} onClose={() => {}} />)
}

test('a mailbox whose provider ended the sign-in has a button that leads there again', async () => {
  const ended = mailbox({ signIn: { ...signIn, state: 'ended' } })
  expect((await render(<SignInButton mailbox={ended} />)).names('button')).toEqual(['Sign in again'])
  expect((await render(<SignInButton mailbox={mailbox()} />)).names('button')).toEqual(['Sign-in of Help'])
  expect((await render(<SignInButton mailbox={mailbox({ imap: null })} />)).names('button')).toEqual([])
})

test('the dialog says which address the provider must know, and asks for client and secret', async () => {
  const page = await dialog()
  expect(page.text).toContain('https://desk.example/settings/mailboxes')
  expect(page.names('textbox')).toEqual(['Client ID', 'Client secret'])
  expect(page.one('textbox', 'Client secret').attributes.type).toBe('password')
  expect(page.names('button')).not.toContain('Use passwords again')
})

test('another provider is asked for in full, with what is stored but its secret', async () => {
  const page = await dialog({ signIn })
  expect(page.one('textbox', 'Address for tokens').attributes.value).toBe('https://id.example/token')
  expect(page.one('textbox', 'Client ID').attributes.value).toBe('the-desk')
  expect(page.one('textbox', 'Client secret').attributes.value).toBe('')
  expect(page.names('button')).toContain('Use passwords again')
})

test('an empty field keeps what is stored', () => {
  const typed: Record<string, string> = { clientId: ' the-desk ', clientSecret: '', tenant: 'school.example' }
  expect(signInAsked('microsoft', (name) => typed[name] ?? '')).toEqual({
    ...{ provider: 'microsoft', clientId: 'the-desk', tenant: 'school.example' },
  })
})

test('who comes back from a provider brings a state and a code, or only a state when it refused', () => {
  expect(returnedFrom('?state=a&code=b&scope=c')).toEqual({ state: 'a', code: 'b' })
  expect(returnedFrom('?state=a&error=access_denied')).toEqual({ state: 'a' })
  expect(returnedFrom('')).toBeNull()
})

test('beginning and ending ask the server in its words', async () => {
  const asked = answers([200, { url: 'https://id.example' }], [200, { mailboxId: 4 }])
  await beginSignIn(4, {})
  await finishSignIn({ state: 'a', code: 'b' })
  expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', '/api/v1/mailboxes/4/sign-in', {}],
    ['POST', '/api/v1/mailbox-sign-ins', { state: 'a', code: 'b' }],
  ])
})
