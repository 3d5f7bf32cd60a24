import { expect, test } from 'vitest'
import { render } from '../app/testing/render.tsx'
import { countsQuery } from './api.ts'
import { DeskLists } from './desk-lists.tsx'
import { NothingOpen } from './list/nothing-open.tsx'
import { listOf } from './words.ts'

const counts = { 'needs-me': 3, mine: 0, team: 100, 'waiting-for-customer': 1, unconfirmed: 0, all: 99 }
const known = (own: Partial<typeof counts> = {}) => ({
  known: [[countsQuery.queryKey, { counts: { ...counts, ...own }, cap: 100 }]] as const,
})

test('each list leads to its address and tells how many stand in it; none is no number', async () => {
  const page = await render(<DeskLists />, known())
  expect(page.all('link').map(({ name, attributes }) => [name, attributes.href])).toEqual([
    ['Needs me now 3', '/desk/needs-me'],
    ['Mine', '/desk/mine'],
    ['Team 99+', '/desk/team'],
    ['Waiting for the customer 1', '/desk/waiting-for-customer'],
    ['Unconfirmed', '/desk/unconfirmed'],
    ['All 99', '/desk/all'],
  ])
})

test('the lists are there before their numbers', async () => {
  expect((await render(<DeskLists />)).names('link')).toContain('Needs me now')
})

test('the list one is in is said to be the current one', async () => {
  const page = await render(<DeskLists />, { path: '/desk/$list', at: '/desk/mine' })
  const current = page.all('link').filter(({ attributes }) => attributes['aria-current'] === 'page')
  expect(current.map(({ name }) => name)).toEqual(['Mine'])
})

test('beside a list without an open case stands an invitation, or good news', async () => {
  const title = async (own = {}, list: 'mine' | 'needs-me' = 'needs-me') =>
    (await render(<NothingOpen list={list} />, known(own))).one('heading').name
  expect(await title()).toBe('Who would you like to help?')
  expect(await title({ 'needs-me': 0 })).toBe('Nobody is waiting for you')
  expect(await title({ 'needs-me': 0 }, 'mine')).toBe('Who would you like to help?')
})

test('an address that names no list leads to the first one', () => {
  expect(listOf('team')).toBe('team')
  expect(listOf('constructor')).toBe('needs-me')
  expect(listOf('')).toBe('needs-me')
})
