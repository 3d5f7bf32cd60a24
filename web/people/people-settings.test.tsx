import { expect, test } from 'vitest'
import { Problem } from '../app/problem.ts'
import { type Around, render } from '../app/testing/render.tsx'
import { mia, minutesAgo, teamOf } from '../app/testing/samples.ts'
import { sessionsQuery, settingsQuery, staffQuery, teamsQuery, tokensQuery } from './api.ts'
import DeskSettings from './desk-settings.tsx'
import PeopleSettings from './people-settings.tsx'
import SecuritySettings from './security-settings.tsx'
import TeamSettings from './team-settings.tsx'
import TokenSettings from './token-settings.tsx'

const otto = { ...mia, id: 2, name: 'Otto Ek', email: 'otto@larkfield.example', invited: true }
const ana = { ...mia, id: 3, name: 'Ana Ruiz', role: 'admin' as const, switchedOffAt: minutesAgo(9) }
const house: Around = {
  known: [
    [staffQuery.queryKey, { items: [mia, otto, ana] }],
    [teamsQuery.queryKey, { items: [teamOf({ memberIds: [1, 2, 77] })] }],
  ],
}

test('everybody stands with address, teams, role and what is special about them', async () => {
  const page = await render(<PeopleSettings />, house)
  expect(page.one('list', 'People').tag).toBe('ul')
  expect(page.all('listitem').map(({ text }) => text)).toEqual([
    'Mia Lindqvist mia@larkfield.example, Support Agent Change',
    'Otto Ek otto@larkfield.example, Support invited Agent Change',
    'Ana Ruiz mia@larkfield.example, Support switched off Admin Change',
  ])
})

test('buttons of one word say, to the ear, whom they are about', async () => {
  const page = await render(<PeopleSettings />, house)
  expect(page.names('button')).toEqual([
    'Invite',
    'Change Mia Lindqvist',
    'Change Otto Ek',
    'Change Ana Ruiz',
  ])
})

test('people on their way are announced as loading', async () => {
  expect((await render(<PeopleSettings />)).one('status').name).toBe('Loading')
})

test('who may not see the people is told so', async () => {
  const page = await render(<PeopleSettings />, { failed: [[staffQuery.queryKey, new Problem(403, {})]] })
  expect(page.text).toContain('This is not open to you')
  expect(page.all('list')).toEqual([])
})

test('a team names who is on duty, its addresses and its members; who is unknown is left out', async () => {
  const page = await render(<TeamSettings />, house)
  expect(page.one('listitem').text).toBe(
    'Support On duty: Mia Lindqvist, help@larkfield.example Mia Lindqvist, Otto Ek Change',
  )
})

test('without a team the reader learns why one is needed', async () => {
  const page = await render(<TeamSettings />, { known: [[teamsQuery.queryKey, { items: [] }]] })
  expect(page.text).toContain('No team yet Every case belongs to a team, so make one first.')
})

const token = {
  id: 1,
  name: 'Shop',
  hint: 'rgd_ab',
  scopes: ['cases.read', 'cases.write'],
  createdAt: minutesAgo(99),
  lastUsedAt: null,
  expiresAt: null,
}

test('a token shows what it may do and whether it is used, and only a hint of itself', async () => {
  const items = [token, { ...token, id: 2, name: 'Billing', lastUsedAt: minutesAgo(5) }]
  const page = await render(<TokenSettings />, { known: [[tokensQuery.queryKey, { items }]] })
  expect(page.all('listitem').map(({ text }) => text)).toEqual([
    'Shop rgd_ab… cases.read, cases.write never used Revoke',
    'Billing rgd_ab… cases.read, cases.write 5 min. ago Revoke',
  ])
  expect(page.names('button')).toContain('Revoke Billing')
})

const here = {
  id: 1,
  current: true,
  createdAt: minutesAgo(99),
  lastSeenAt: minutesAgo(0),
  ip: '192.0.2.7',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
}
const sessions = (...items: (typeof here)[]): Around => ({ known: [[sessionsQuery.queryKey, { items }]] })

test('one sees where one is signed in, and can end every session but this one', async () => {
  const there = { ...here, id: 2, current: false, userAgent: 'curl/8', lastSeenAt: minutesAgo(180) }
  const page = await render(<SecuritySettings />, sessions(here, there))
  expect(page.all('listitem').map(({ text }) => text)).toEqual([
    'Firefox, Linux 192.0.2.7, just now this one',
    'Unknown device 192.0.2.7, 3 hr. ago Sign out there',
  ])
  expect(page.names('button')).toContain('Sign out everywhere else')
})

test('who is signed in only here is not offered to sign out elsewhere', async () => {
  expect((await render(<SecuritySettings />, sessions(here))).names('button')).not.toContain(
    'Sign out everywhere else',
  )
})

test('the second step is offered when it is off, and can be turned off when it is on', async () => {
  const off = await render(<SecuritySettings />, sessions(here))
  expect(off.names('button')).toContain('Turn it on')
  expect(off.text).toContain('a stolen password alone opens nothing')
  const on = await render(<SecuritySettings />, { ...sessions(here), session: { totpEnabled: true } })
  expect(on.names('button')).toContain('Turn it off')
  expect(on.text).toContain('On. Signing in needs your password and a code.')
})

test('the desk’s own settings stand in their fields', async () => {
  const settings = { organisationName: 'Larkfield', timeZone: 'Europe/Stockholm', locale: 'en', version: 2 }
  const page = await render(<DeskSettings />, { known: [[settingsQuery.queryKey, settings]] })
  expect(page.one('textbox', 'Name, as customers read it').attributes.value).toBe('Larkfield')
  expect(page.one('combobox', 'Time zone').attributes.value).toBe('Europe/Stockholm')
})
