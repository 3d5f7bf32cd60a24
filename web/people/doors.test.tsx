import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { render } from '../app/testing/render.tsx'
import InvitationPage from './invitation-page.tsx'
import ResetPage from './reset-page.tsx'
import SetUpPage from './set-up-page.tsx'
import SignInForm from './sign-in-form.tsx'

const at = (address: string) =>
  vi.stubGlobal('window', { location: new URL(address, 'https://desk.example') })
beforeEach(() => at('/'))
afterEach(() => void vi.unstubAllGlobals())

const fields = (page: Awaited<ReturnType<typeof render>>) =>
  page.all('textbox').map(({ name, attributes }) => [name, attributes.type, attributes.autocomplete])

test('signing in asks for e-mail and password, in fields that a password manager knows', async () => {
  const page = await render(<SignInForm onDone={() => {}} />)
  expect(fields(page)).toEqual([
    ['E-mail address', 'email', 'username'],
    ['Password', 'password', 'current-password'],
  ])
  expect(page.one('button', 'Sign in').attributes.type).toBe('submit')
})

test('the code of the second step is not asked before it is needed', async () => {
  expect((await render(<SignInForm onDone={() => {}} />)).names('textbox')).not.toContain('Code')
})

test('signing in again knows already who it is', async () => {
  const page = await render(<SignInForm email="mia@larkfield.example" onDone={() => {}} />)
  expect(page.one('textbox', 'E-mail address').attributes.value).toBe('mia@larkfield.example')
})

test('no secret is ever in the page before somebody types it', async () => {
  const page = await render(<SignInForm onDone={() => {}} />)
  expect(page.one('textbox', 'Password').attributes.value ?? '').toBe('')
})

test('the first visit asks for the desk and its first admin, and for the code when the link lacks it', async () => {
  const page = await render(<SetUpPage />)
  expect(page.one('heading').name).toBe('Let us open the desk')
  expect(page.names('textbox')).toEqual([
    'Set-up code',
    'Your organisation',
    'Your name',
    'Your e-mail address',
    'Password',
  ])
  expect(page.text).toContain('It stands at the end of the link that was printed when Regard started.')
})

test('who comes by the printed link need not copy the code, and it is not shown', async () => {
  at('/set-up#token=once-only')
  const page = await render(<SetUpPage />)
  expect(page.names('textbox')).not.toContain('Set-up code')
  expect(page.markup).not.toContain('once-only')
})

test('a new password is long, and that is the only rule', async () => {
  const page = await render(<InvitationPage />)
  const field = page.one('textbox', 'Password')
  expect(field.attributes).toMatchObject({ minlength: '12', autocomplete: 'new-password' })
  expect(page.described(field)).toBe('At least 12 characters. A short sentence is easy to remember.')
})

test('an invitation welcomes and asks for a password only', async () => {
  const page = await render(<InvitationPage />)
  expect(page.one('heading').name).toBe('Good to have you')
  expect(page.names('textbox')).toEqual(['Password'])
  expect(page.names('button')).toEqual(['Join the desk'])
})

test('who forgot the password is asked for the address', async () => {
  const page = await render(<ResetPage />)
  expect(page.one('heading').name).toBe('Forgot your password?')
  expect(page.names('textbox')).toEqual(['E-mail address'])
})

test('with the mailed link a new password is chosen, and the reader learns what that does elsewhere', async () => {
  at('/reset#token=abc')
  const page = await render(<ResetPage />)
  expect(page.one('heading').name).toBe('Choose a new password')
  expect(page.text).toContain('Everywhere else you are then signed out.')
  expect(page.names('textbox')).toEqual(['Password'])
})
