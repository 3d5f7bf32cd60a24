import { afterEach, expect, test, vi } from 'vitest'
import type { Mailbox } from '../../../server/channels/email/contract.ts'
import { Problem } from '../../app/problem.ts'
import { answers } from '../../app/testing/answers.ts'
import { grasp, hush, toasts } from '../../app/testing/grasp.tsx'
import { type Around, render } from '../../app/testing/render.tsx'
import { minutesAgo, teamOf } from '../../app/testing/samples.ts'
import { teamsQuery } from '../../people/api.ts'
import { type MailboxAlarms as Alarms, alarmsQuery, mailboxesQuery } from './api.ts'
import { FolderChoice } from './folder-choice.tsx'
import MailboxAlarms from './mailbox-alarms.tsx'
import { MailboxDialog } from './mailbox-dialog.tsx'
import MailboxSettings from './mailbox-settings.tsx'
import { serverDraft } from './server-draft.ts'
import { ServerFields } from './server-fields.tsx'
import { useMailboxDraft } from './use-mailbox-draft.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  hush()
})
const close = () => {}
const imap = { host: 'imap.larkfield.example', port: 993, security: 'tls', user: 'help' } as const

const mailboxOf = (change: Partial<Mailbox> = {}): Mailbox => ({
  ...{ id: 4, name: 'Larkfield Help', address: 'help@larkfield.example', teamId: 2, version: 6 },
  ...{ imap, smtp: null, signature: 'Your Larkfield', switchedOff: false },
  ...{ lastSuccessAt: null, lastError: null, lastErrorAt: null, lastErrorSince: null, alarm: null },
  ...{ folders: ['INBOX'], waiting: { mails: 0, since: null }, unreadSince: null, signIn: null },
  sending: { lastSentAt: null, error: null, errorSince: null, isAlarming: false },
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
  expect(page.text).toContain('Larkfield Help not fetched yet help@larkfield.example')
  expect(page.names('button')).toEqual([
    ...['New mailbox', 'Sign-in of Larkfield Help', 'Change Larkfield Help'],
    ...['Sign-in of Billing', 'Change Billing'],
  ])
})

test('a mailbox that has fetched nothing yet says so, one that has says when', async () => {
  expect(await health({})).toContain('not fetched yet')
  expect(await health({ imap: null })).toContain('by our own listener')
  expect(await health({ lastSuccessAt: minutesAgo(5) })).toContain('fetched 5 min. ago')
})

test('an error is shown until mail comes again', async () => {
  const failed = { lastError: 'The password is wrong.', lastErrorAt: minutesAgo(10) }
  expect(await health({ ...failed, lastSuccessAt: minutesAgo(30) })).toContain('The password is wrong.')
  expect(await health(failed)).toContain('The password is wrong.')
  expect(await health({ ...failed, lastSuccessAt: minutesAgo(2) })).not.toContain('password')
})

test('a mailbox that gets no mail says so, why, since when, and when mail came last', async () => {
  const alarm = { since: minutesAgo(40), words: 'It refuses connections.' }
  const page = await render(
    <MailboxSettings />,
    house(mailboxOf({ alarm, lastSuccessAt: minutesAgo(50), lastError: 'x', lastErrorAt: minutesAgo(1) })),
  )
  const { text } = page.one('listitem')
  expect(text).toContain('gets no mail')
  expect(text).toContain('It refuses connections. It began 40 min. ago. It was last fetched 50 min. ago.')
  expect(text).not.toContain('x.')
})

test('a backlog that is being fetched is told with its size and its oldest', async () => {
  const waiting = { mails: 1_200, since: minutesAgo(90) }
  expect(await health({ lastSuccessAt: minutesAgo(1), waiting })).toContain('1,200 mails to fetch')
  expect(await health({ lastSuccessAt: minutesAgo(1), waiting })).toContain('The oldest came')
})

const alarmsOf = (...items: Alarms['items']): Around => ({
  known: [[alarmsQuery.queryKey, { isTold: true, items }]],
})
const silent = {
  mailboxId: 4,
  name: 'Help',
  direction: 'in' as const,
  since: minutesAgo(6),
  words: 'It refuses connections.',
}

test('over the desk stands which mailbox gets no mail and why; who may mend it is led there', async () => {
  const page = await render(<MailboxAlarms />, {
    ...alarmsOf(silent),
    session: { permissions: ['mailboxes.manage'] },
  })
  expect(page.text).toContain('Help gets no mail. It refuses connections. 6 min. ago')
  expect(page.one('link').attributes.href).toBe('/settings/mailboxes')
  const lead = await render(<MailboxAlarms />, { ...alarmsOf(silent), session: { permissions: [] } })
  expect(lead.all('link')).toEqual([])
})

test('a mailbox that cannot send says so where it is mended, and over the desk', async () => {
  const error = 'Its mail server did not accept the sign-in. Mend it in Settings, Mailboxes.'
  const sending = { lastSentAt: minutesAgo(50), error, errorSince: minutesAgo(40), isAlarming: true }
  const text = await health({ lastSuccessAt: minutesAgo(1), sending })
  expect(text).toContain(`${error} It began 40 min. ago. Mail left last 50 min. ago.`)
  expect(text).toContain('cannot send')
  expect(await health({ sending, switchedOff: true })).not.toContain('cannot send')
  expect(await health({})).not.toContain('cannot send')
  const page = await render(
    <MailboxAlarms />,
    alarmsOf(silent, { ...silent, direction: 'out', words: error }),
  )
  expect(page.text).toContain(`Help cannot send. ${error}`)
  expect(page.text).toContain('Help gets no mail.')
})

test('while every mailbox gets its mail, nothing stands over the desk', async () => {
  expect((await render(<MailboxAlarms />, alarmsOf())).text).toBe('')
})

const folders = (chosen: string[], found: string[]) =>
  render(<FolderChoice chosen={chosen} found={found} onChange={close} />)

test('the folders that a test found are offered beside those chosen, and the last one stays chosen', async () => {
  const before = await folders(['INBOX'], [])
  expect(before.names('checkbox')).toEqual(['Inbox'])
  expect(before.one('checkbox').attributes).toHaveProperty('disabled')
  expect(before.text).toContain('lists the other folders')
  const after = await folders(['INBOX', 'Gone'], ['INBOX', 'Invoices'])
  expect(after.names('checkbox')).toEqual(['Inbox', 'Gone', 'Invoices'])
  expect(after.all('checkbox').map(({ attributes }) => 'checked' in attributes)).toEqual([true, true, false])
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
  expect(page.names('textbox')).toEqual(['Name, as customers read it', 'E-mail address'])
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
    ['POST', '/api/v1/mailboxes/test', { mailboxId: 4, folders: ['INBOX'], imap, smtp: null }],
  ])
  expect(await toasts()).toBe('')
})

test('a test that did not run says that nothing was changed', async () => {
  answers(new Error('the line is cut'))
  const { it } = await grasp(() => useMailboxDraft(mailboxOf()))
  await it.test()
  expect(await toasts()).toContain('The test did not run. Nothing was changed.')
})

const typed: Record<string, string> = { name: 'Help', address: 'a@b.example' }
const values = (name: string) => typed[name] ?? ''

test('a new mailbox is sent whole, without servers when none is used', async () => {
  const asked = answers([201, mailboxOf()])
  const { it } = await grasp(() => useMailboxDraft(null))
  await it.save(values, 2, true)
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /api/v1/mailboxes'])
  expect(asked[0]?.body).toEqual({ ...typed, teamId: 2, imap: null, smtp: null, folders: ['INBOX'] })
})

test('a change names the version it was made on, and whether the mailbox is in use', async () => {
  const asked = answers([200, mailboxOf()])
  const { it } = await grasp(() => useMailboxDraft(mailboxOf()))
  await it.save(values, 2, false)
  expect(asked[0]).toMatchObject({ method: 'PATCH', path: '/api/v1/mailboxes/4' })
  expect(asked[0]?.headers.get('if-match')).toBe('"6"')
  expect(asked[0]?.body).toEqual({
    ...{ ...typed, teamId: 2, imap, smtp: null, folders: ['INBOX'], switchedOff: true },
  })
})

test('a refused change reaches the form, which keeps what was typed', async () => {
  answers([409, { title: 'There is already a mailbox with that address.' }])
  const { it } = await grasp(() => useMailboxDraft(mailboxOf()))
  await expect(it.save(values, 2, true)).rejects.toBeInstanceOf(Problem)
})
