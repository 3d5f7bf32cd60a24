import { afterEach, expect, test, vi } from 'vitest'
import type { Mailbox } from '../../../server/channels/email/contract.ts'
import { Problem } from '../../app/problem.ts'
import { answers } from '../../app/testing/answers.ts'
import { grasp, hush, toasts } from '../../app/testing/grasp.tsx'
import { type Around, render } from '../../app/testing/render.tsx'
import { minutesAgo, teamOf } from '../../app/testing/samples.ts'
import { teamsQuery } from '../../people/api.ts'
import { mailboxesQuery } from './api.ts'
import { MailboxDialog } from './mailbox-dialog.tsx'
import MailboxSettings from './mailbox-settings.tsx'
import { serverDraft } from './server-draft.ts'
import { ServerFields } from './server-fields.tsx'
import { useMailboxDraft } from './use-mailbox-draft.ts'

vi.mock('../../kit/dialog.tsx', () => import('../../app/testing/inline-dialog.tsx'))
afterEach(() => {
  vi.unstubAllGlobals()
  hush()
})
const close = () => {}
const imap = { host: 'imap.larkfield.example', port: 993, security: 'tls', user: 'help' } as const

const mailboxOf = (change: Partial<Mailbox> = {}): Mailbox => ({
  ...{ id: 4, name: 'Larkfield Help', address: 'help@larkfield.example', teamId: 2, version: 6 },
  ...{ imap, smtp: null, signature: 'Your Larkfield', switchedOff: false },
  ...{ lastSuccessAt: null, lastError: null, lastErrorAt: null },
  ...change,
})
const house = (...items: Mailbox[]): Around => ({
  known: [
    [mailboxesQuery.queryKey, { items }],
    [teamsQuery.queryKey, { items: [teamOf(), teamOf({ id: 2, name: 'Lines' })] }],
  ],
})
const health = async (change: Partial<Mailbox>): Promise<string> =>
  (await render(<MailboxSettings />, house(mailboxOf(change)))).one('listitem').text

test('each mailbox stands with its address, and its button says which one it changes', async () => {
  const page = await render(<MailboxSettings />, house(mailboxOf(), mailboxOf({ id: 5, name: 'Billing' })))
  expect(page.all('listitem')).toHaveLength(2)
  expect(page.text).toContain('Larkfield Help help@larkfield.example')
  expect(page.names('button')).toEqual(['New mailbox', 'Change Larkfield Help', 'Change Billing'])
})

test('a mailbox that has fetched nothing yet says so, one that has says when', async () => {
  expect(await health({})).toContain('no mail yet')
  expect(await health({ lastSuccessAt: minutesAgo(5) })).toContain('5 min. ago')
})

test('an error is shown until mail comes again', async () => {
  const failed = { lastError: 'The password is wrong.', lastErrorAt: minutesAgo(10) }
  expect(await health({ ...failed, lastSuccessAt: minutesAgo(30) })).toContain('The password is wrong.')
  expect(await health(failed)).toContain('The password is wrong.')
  expect(await health({ ...failed, lastSuccessAt: minutesAgo(2) })).not.toContain('password')
})

test('a mailbox out of use does not complain', async () => {
  const off = await health({ switchedOff: true, lastError: 'No such host', lastErrorAt: minutesAgo(1) })
  expect(off).toContain('switched off')
  expect(off).not.toContain('No such host')
})

test('without a mailbox the reader learns what to add; who may not see them is told', async () => {
  expect((await render(<MailboxSettings />, house())).text).toContain(
    'No mailbox yet Add the address your customers write to.',
  )
  const failed = [[mailboxesQuery.queryKey, new Problem(403, {})]] as const
  expect((await render(<MailboxSettings />, { failed })).text).toContain('This is not open to you')
})

test('a new mailbox needs a name and an address; servers are offered, not demanded', async () => {
  const page = await render(<MailboxDialog mailbox={null} onClose={close} />, house())
  expect(page.one('dialog').name).toBe('New mailbox')
  expect(page.names('textbox')).toEqual(['Name, as customers read it', 'E-mail address', 'Signature'])
  const needed = page.all('textbox').filter(({ attributes }) => 'required' in attributes)
  expect(needed.map(({ name }) => name)).toEqual(['Name, as customers read it', 'E-mail address'])
  expect(page.names('button')).toContain('Support Team')
  expect(page.one('button', 'Test it').attributes).toHaveProperty('disabled')
})

test('only a mailbox that is there already can be put out of use', async () => {
  const made = await render(<MailboxDialog mailbox={null} onClose={close} />, house())
  expect(made.all('switch', 'In use')).toEqual([])
  const kept = await render(<MailboxDialog mailbox={mailboxOf()} onClose={close} />, house())
  expect(kept.one('switch', 'In use').attributes).toHaveProperty('checked')
  const off = mailboxOf({ switchedOff: true })
  const resting = await render(<MailboxDialog mailbox={off} onClose={close} />, house())
  expect(resting.one('switch', 'In use').attributes).not.toHaveProperty('checked')
})

test('a mailbox’s dialog shows what is kept, and can be tested before anything is saved', async () => {
  const page = await render(<MailboxDialog mailbox={mailboxOf()} onClose={close} />, house())
  expect(page.one('dialog').name).toBe('Larkfield Help')
  expect(page.one('textbox', 'E-mail address').attributes.value).toBe('help@larkfield.example')
  expect(page.one('textbox', 'Server').attributes.value).toBe('imap.larkfield.example')
  expect(page.one('textbox', 'Signature').text).toBe('Your Larkfield')
  expect(page.names('button')).toContain('Lines Team')
  expect(page.one('button', 'Test it').attributes).not.toHaveProperty('disabled')
})

const server = (change: Partial<Parameters<typeof ServerFields>[0]> = {}) =>
  render(
    <ServerFields
      {...{ title: 'Fetch mail by IMAP', help: 'Off: by our own listener.', isStored: false, result: null }}
      draft={serverDraft(imap, 'imap', '')}
      onChange={close}
      {...change}
    />,
  )

test('a server in use is asked for in full, with its protection named', async () => {
  const page = await server()
  expect(page.names('textbox')).toEqual(['Server', 'Port', 'User', 'Password'])
  expect(page.one('textbox', 'Port').attributes.value).toBe('993')
  expect(page.names('button')).toEqual(['TLS Protection'])
})

test('a server that is not used asks nothing and says what happens instead', async () => {
  const page = await server({ draft: serverDraft(null, 'imap', '') })
  expect(page.all('textbox')).toEqual([])
  expect(page.text).toContain('Off: by our own listener.')
})

test('a stored password is never shown; leaving the field empty keeps it', async () => {
  const stored = (await server({ isStored: true })).one('textbox', 'Password')
  expect(stored.attributes).toMatchObject({ type: 'password', value: '' })
  const words = 'Leave empty to keep the stored one.'
  expect((await server({ isStored: true })).text).toContain(words)
  expect((await server()).text).not.toContain(words)
})

test('what the test of a server said stands with it, good or bad', async () => {
  const good = await server({ result: { ok: true, words: 'Signed in; 3 folders.' } })
  expect(good.one('status').text).toBe('Signed in; 3 folders.')
  const bad = await server({ result: { ok: false, words: 'The password is wrong.' } })
  expect(bad.one('status').text).toBe('The password is wrong.')
  expect(bad.one('status').attributes.class).toContain('text-bad')
  expect((await server()).all('status')).toEqual([])
})

test('testing asks about both servers of this mailbox, and saves nothing', async () => {
  const asked = answers([200, { imap: { ok: true, words: 'Fine.' }, smtp: null }])
  const { it } = await grasp(() => useMailboxDraft(mailboxOf()))
  await it.test()
  expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', '/api/v1/mailboxes/test', { mailboxId: 4, imap, smtp: null }],
  ])
  expect(await toasts()).toBe('')
})

test('a test that did not run says that nothing was changed', async () => {
  answers(new Error('the line is cut'))
  const { it } = await grasp(() => useMailboxDraft(mailboxOf()))
  await it.test()
  expect(await toasts()).toContain('The test did not run. Nothing was changed.')
})

const typed: Record<string, string> = { name: 'Help', address: 'a@b.example', signature: 'Bye' }
const values = (name: string) => typed[name] ?? ''

test('a new mailbox is sent whole, without servers when none is used', async () => {
  const asked = answers([201, mailboxOf()])
  const { it } = await grasp(() => useMailboxDraft(null))
  await it.save(values, 2, true)
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /api/v1/mailboxes'])
  expect(asked[0]?.body).toEqual({ ...typed, teamId: 2, imap: null, smtp: null })
})

test('a change names the version it was made on, and whether the mailbox is in use', async () => {
  const asked = answers([200, mailboxOf()])
  const { it } = await grasp(() => useMailboxDraft(mailboxOf()))
  await it.save(values, 2, false)
  expect(asked[0]).toMatchObject({ method: 'PATCH', path: '/api/v1/mailboxes/4' })
  expect(asked[0]?.headers.get('if-match')).toBe('"6"')
  expect(asked[0]?.body).toEqual({ ...typed, teamId: 2, imap, smtp: null, switchedOff: true })
})

test('a refused change reaches the form, which keeps what was typed', async () => {
  answers([409, { title: 'There is already a mailbox with that address.' }])
  const { it } = await grasp(() => useMailboxDraft(mailboxOf()))
  await expect(it.save(values, 2, true)).rejects.toBeInstanceOf(Problem)
})
