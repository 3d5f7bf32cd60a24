import { expect, test, vi } from 'vitest'
import { Problem } from '../app/problem.ts'
import { type Around, render } from '../app/testing/render.tsx'
import { minutesAgo } from '../app/testing/samples.ts'
import { macrosQuery } from '../cases/api.ts'
import MacroSettings from '../cases/settings/macro-settings.tsx'
import { mailboxesQuery } from '../channels/email/api.ts'
import MailboxSettings from '../channels/email/mailbox-settings.tsx'
import SettingsSection from './section.tsx'
import SettingsPage from './settings-page.tsx'

vi.mock('../locales/en/settings.po', () => ({ messages: {} }))

const open = (at: string, permissions: string[] = []): Around => ({
  path: '/settings/$section',
  at,
  session: { permissions },
})

test('an agent is offered only what is theirs', async () => {
  const page = await render(<SettingsPage />, { path: '/settings', session: { permissions: [] } })
  expect(page.names('link')).toEqual(['My account', 'Signing in', 'Duty and absence'])
  expect(page.text).toContain('What would you like to arrange?')
})

test('each permission opens its sections, in one order for everybody', async () => {
  const permissions = ['mailboxes.manage', 'macros.manage']
  const page = await render(<SettingsPage />, { path: '/settings', session: { permissions } })
  expect(page.names('link')).toEqual([
    'My account',
    'Signing in',
    'Duty and absence',
    'Macros',
    'Mailboxes',
    'Old mail',
    'Sending identities',
    'Mail that needs help',
  ])
})

test('the section one is in is said to be the current one', async () => {
  const page = await render(<SettingsPage />, open('/settings/security'))
  const current = page.all('link').filter(({ attributes }) => attributes['aria-current'] === 'page')
  expect(current.map(({ name }) => name)).toEqual(['Signing in'])
})

test('a section that is not the reader’s is not shown by its address either', async () => {
  const page = await render(<SettingsSection />, open('/settings/people', ['macros.manage']))
  expect(page.text).toContain('This is not open to you')
  expect(page.all('region')).toEqual([])
})

test('an address that is no section is answered alike', async () => {
  expect((await render(<SettingsSection />, open('/settings/nonsense'))).text).toContain(
    'This is not open to you',
  )
})

test('with the permission the section opens', async () => {
  const page = await render(<SettingsSection />, open('/settings/macros', ['macros.manage']))
  expect(page.one('region', 'Macros').text).toContain('finds them and fills in the names')
})

const mailbox = {
  id: 1,
  name: 'Larkfield',
  address: 'help@larkfield.example',
  teamId: 1,
  imap: null,
  smtp: null,
  signature: '',
  switchedOff: false,
  lastSuccessAt: null as string | null,
  lastErrorAt: null as string | null,
  lastError: null as string | null,
  lastErrorSince: null,
  folders: ['INBOX'],
  waiting: { mails: 0, since: null },
  unreadSince: null,
  alarm: null,
  signIn: null,
  sending: { lastSentAt: null, error: null, errorSince: null, isAlarming: false },
  version: 1,
}
const health = async (change: Partial<typeof mailbox>) => {
  const known = [[mailboxesQuery.queryKey, { items: [{ ...mailbox, ...change }] }]] as const
  return (await render(<MailboxSettings />, { known })).one('listitem').text
}

test('how a mailbox is doing is one short word or the reason', async () => {
  expect(await health({})).toBe('Larkfield by our own listener help@larkfield.example Change')
  expect(await health({ lastSuccessAt: minutesAgo(5) })).toContain('fetched 5 min. ago')
  expect(await health({ switchedOff: true, lastError: 'x', lastErrorAt: minutesAgo(1) })).toContain(
    'switched off',
  )
})

test('a failure counts until mail flows again, and not longer', async () => {
  const failure = { lastError: 'The password is wrong', lastErrorAt: minutesAgo(5) }
  expect(await health(failure)).toContain('The password is wrong')
  expect(await health({ ...failure, lastSuccessAt: minutesAgo(9) })).toContain('The password is wrong')
  expect(await health({ ...failure, lastSuccessAt: minutesAgo(2) })).not.toContain('wrong')
})

test('macros stand with their short name and first words', async () => {
  const items = [
    {
      id: 1,
      teamId: null,
      title: 'Line repaired',
      shortcut: 'fixed',
      body: 'Hello!',
      addTags: [],
      version: 1,
    },
    { id: 2, teamId: null, title: 'Ask', shortcut: '', body: 'When?', addTags: [], version: 1 },
  ]
  const page = await render(<MacroSettings />, { known: [[macrosQuery.queryKey, { items }]] })
  expect(page.all('listitem').map(({ text }) => text)).toEqual([
    'Line repaired /fixed Hello! Change',
    'Ask When? Change',
  ])
  expect(page.names('button')).toEqual(['New macro', 'Change Line repaired', 'Change Ask'])
})

test('a section that cannot be had says so in its place', async () => {
  const failed = [[macrosQuery.queryKey, new Problem(0, {})]] as const
  expect((await render(<MacroSettings />, { failed })).text).toContain('We cannot reach the desk')
})
