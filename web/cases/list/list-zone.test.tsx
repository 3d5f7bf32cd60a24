import { expect, test } from 'vitest'
import { Problem } from '../../app/problem.ts'
import { type Around, render } from '../../app/testing/render.tsx'
import { caseRow, pagesOf, teamOf } from '../../app/testing/samples.ts'
import { teamsQuery } from '../../people/api.ts'
import { casesQuery } from '../api.ts'
import BulkBar from './bulk-bar.tsx'
import { ListZone } from './list-zone.tsx'

const key = casesQuery({ list: 'mine' }).queryKey
const draw = (around: Around = {}, openId: number | null = null) =>
  render(<ListZone list="mine" openId={openId} onOpen={() => {}} />, around)
const holding = (...items: ReturnType<typeof caseRow>[]): Around => ({
  known: [[key, pagesOf({ items, next: null })]],
})

test('a list is a list box with a name, in which several can be chosen', async () => {
  const page = await draw(holding(caseRow({ id: 7 }), caseRow({ id: 8 })), 8)
  expect(page.one('listbox', 'Cases').attributes).toMatchObject({
    'aria-multiselectable': 'true',
    'aria-activedescendant': 'case-8',
    tabindex: '0',
  })
})

test('while no case is open none is the active one', async () => {
  const page = await draw(holding(caseRow()))
  expect(page.one('listbox', 'Cases').attributes).not.toHaveProperty('aria-activedescendant')
})

test('a list without cases is not an empty list box but a sentence', async () => {
  const page = await draw(holding())
  expect(page.all('listbox')).toEqual([])
  expect(page.text).toContain('You own no case now')
})

test('a list on its way is neither empty nor wrong', async () => {
  const page = await draw()
  expect(page.one('status').name).toBe('Loading')
  expect(page.text).not.toContain('You own no case')
})

test('a list that cannot be had says why and offers another try', async () => {
  const page = await draw({ failed: [[key, new Problem(0, {})]] })
  expect(page.text).toContain('We cannot reach the desk')
  expect(page.names('button')).toContain('Try again')
})

test('its head names the list, and a case can be entered by hand', async () => {
  const page = await draw(holding())
  expect(page.all('heading')[0]?.name).toContain('Mine')
  expect(page.names('button')).toContain('New case by hand')
})

test('one team needs no choice of teams, several do', async () => {
  const teams = (...names: string[]): Around => ({
    known: [[teamsQuery.queryKey, { items: names.map((name, index) => teamOf({ id: index + 1, name })) }]],
  })
  expect((await draw(teams('Support'))).text).not.toContain('Every team')
  expect((await draw(teams('Support', 'Lines'))).text).toContain('Every team')
})

test('what can be done with marked cases stands beside how many they are', async () => {
  const page = await render(<BulkBar ids={[7, 8, 9]} onDone={() => {}} />)
  expect(page.one('status').text).toBe('3 marked')
  expect(page.names('button')).toEqual(['Take', 'Tag', 'Close…', 'Unmark all'])
})
