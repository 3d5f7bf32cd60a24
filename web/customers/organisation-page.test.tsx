import { expect, test } from 'vitest'
import { Problem } from '../app/problem.ts'
import { render } from '../app/testing/render.tsx'
import { calendarsQuery } from '../people/hours/api.ts'
import { fieldsQuery, membersQuery, type Organisation, organisationQuery } from './api.ts'
import OrganisationPage from './organisation-page.tsx'

const acme: Organisation = {
  ...{ id: 9, name: 'Acme', domains: ['acme.example'], fields: {}, calendarId: null, version: 1 },
  sharesCases: false,
}
const ana = { id: 5, name: 'Ana Lima', organisationName: 'Acme', address: 'ana@acme.example' }
const office = { id: 3, name: 'Office', weeks: [], holidays: [], openNow: true, changesAt: null, version: 1 }

const open = (organisation: Organisation, people = [ana]) =>
  render(<OrganisationPage />, {
    path: '/organisations/$organisationId',
    at: '/organisations/9',
    known: [
      [organisationQuery(9).queryKey, organisation],
      [membersQuery(9).queryKey, { pages: [{ items: people, next: null }], pageParams: [''] }],
      [calendarsQuery.queryKey, { items: [office] }],
      [fieldsQuery.queryKey, { items: [] }],
    ],
  })

test('an organisation stands with its people, each leading to their record', async () => {
  const page = await open(acme)
  expect(page.one('heading', 'Acme').tag).toBe('h1')
  expect(page.text).toContain('Mail from acme.example belongs to them.')
  expect(page.names('link')).toContain('Ana Lima ana@acme.example')
  expect((await open(acme, [])).text).toContain('Nobody yet.')
})

test('its hours are those of the team until it has its own', async () => {
  expect((await open(acme)).text).toContain('The hours of the team that serves them')
  expect((await open({ ...acme, calendarId: 3 })).names('button')).toContain('Office Open hours')
})

test('one that is not there says so', async () => {
  const failed = [[organisationQuery(9).queryKey, new Problem(404, {})]] as const
  const around = { path: '/organisations/$organisationId', at: '/organisations/9', failed }
  expect((await render(<OrganisationPage />, around)).text).not.toContain('Acme')
})

test('whether its people see each other’s cases is a switch with its consequence', async () => {
  const page = await open({ ...acme, sharesCases: true })
  expect(page.text).toContain('Everybody of Acme sees its cases')
  expect(page.text).toContain('They can read them, not answer.')
})
