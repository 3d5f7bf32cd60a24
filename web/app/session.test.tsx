import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useChangeCustomer } from '../customers/use-change-customer.ts'
import { useSaving } from '../settings/use-saving.ts'
// Loaded before the test that draws it, which would wait for it otherwise.
import '../people/sign-in-form.tsx'
import { sessionQuery, signOut, useSession } from './session.ts'
import { isSignInNeeded, signedInAgain, waitForSignIn } from './session-gate.ts'
import { SignInAgain } from './sign-in-again.tsx'
import { answers } from './testing/answers.ts'
import { grasp, hush, toasts } from './testing/grasp.tsx'
import { render } from './testing/render.tsx'
import { session } from './testing/samples.ts'

beforeEach(signedInAgain)
afterEach(() => {
  hush()
  signedInAgain()
  vi.unstubAllGlobals()
})

test('nobody signed in is an answer, not an error', async () => {
  answers([401, { title: 'Please sign in' }])
  expect(await new QueryClient().fetchQuery(sessionQuery)).toBeNull()
  expect(isSignInNeeded()).toBe(false)
})

test('a desk out of reach is not taken for nobody signed in', async () => {
  answers(new Error('no line'))
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await expect(client.fetchQuery(sessionQuery)).rejects.toMatchObject({ status: 0 })
})

test('who sits here is known to every part of the desk', async () => {
  expect((await grasp(() => useSession())).it.person.name).toBe('Mia Lindqvist')
})

test('signing out ends it on the server, forgets what was on the screen, and leads to the door', async () => {
  const asked = answers([204])
  const assign = vi.fn()
  vi.stubGlobal('window', { location: { assign } })
  const client = new QueryClient()
  client.setQueryData(['case', 7], 'something private')
  await signOut(client)
  expect(asked[0]).toMatchObject({ method: 'DELETE', path: '/api/v1/session' })
  expect(client.getQueryData(['case', 7])).toBeUndefined()
  expect(assign).toHaveBeenCalledWith('/sign-in')
})

test('a sign-out that did not reach the server is not shown as one', async () => {
  answers(new Error('no line'))
  const assign = vi.fn()
  vi.stubGlobal('window', { location: { assign } })
  await expect(signOut(new QueryClient())).rejects.toMatchObject({ status: 0 })
  expect(assign).not.toHaveBeenCalled()
})

test('over a desk whose session has ended stands a dialog that cannot be waved away, for the same person', async () => {
  expect((await render(<SignInAgain />)).all('dialog')).toEqual([])
  void waitForSignIn()
  const page = await render(<SignInAgain />)
  expect(page.one('dialog', 'Please sign in again').attributes['data-can-close']).toBe('false')
  expect(page.text).toContain('What you were writing is still here and goes on afterwards.')
  expect(page.one('textbox', 'E-mail address').attributes.value).toBe(session.person.email)
})

test('a small change says that it was made, and how things stand is read again', async () => {
  const { it: save, client } = await grasp(() => useSaving(['tokens']), {
    known: [[['tokens'], { items: [] }]],
  })
  await save(async () => {}, 'Revoked for good.')
  expect(await toasts()).toContain('Revoked for good.')
  expect(client.getQueryState(['tokens'])?.isInvalidated).toBe(true)
})

test('a small change that was refused says so and is not called done', async () => {
  const { it: save, client } = await grasp(() => useSaving(['teams']), {
    known: [[['teams'], { items: [] }]],
  })
  await save(() => Promise.reject(new Error('no')), 'Never said.')
  expect(await toasts()).toContain('That could not be saved; it is as it was.')
  expect(await toasts()).not.toContain('Never said.')
  expect(client.getQueryState(['teams'])?.isInvalidated).toBe(true)
})

test('a change of a customer names its version; when somebody was faster their words are shown', async () => {
  const asked = answers([412, { title: 'Changed', detail: 'Eva changed this customer meanwhile.' }])
  const { it: change } = await grasp(() => useChangeCustomer(5))
  await change({ name: 'Astrid Holm' }, 4)
  expect(asked[0]).toMatchObject({
    method: 'PATCH',
    path: '/api/v1/customers/5',
    body: { name: 'Astrid Holm' },
  })
  expect(asked[0]?.headers.get('if-match')).toBe('"4"')
  expect(await toasts()).toContain('Eva changed this customer meanwhile.')
})
