import { expect, test } from 'vitest'
import { Problem } from '../../app/problem.ts'
import { render } from '../../app/testing/render.tsx'
import { ListEmpty, ListError, ListSkeleton, Newcomers } from './list-states.tsx'

test.each([
  ['needs-me', 'Nobody is waiting for you'],
  ['mine', 'You own no case now'],
  ['team', 'Your team has no open case'],
  ['waiting-for-customer', 'No customer owes us a word'],
  ['unconfirmed', 'Nothing is unconfirmed'],
  ['all', 'No cases yet'],
] as const)('the empty list “%s” says: %s', async (list, title) => {
  expect((await render(<ListEmpty list={list} />)).one('heading').name).toBe(title)
})

test('only who is free is sent to look after earlier customers', async () => {
  const good = 'A good moment to look how an earlier customer is doing.'
  expect((await render(<ListEmpty list="needs-me" />)).text).toContain(good)
  expect((await render(<ListEmpty list="mine" />)).text).not.toContain(good)
})

test('a list on its way says so once', async () => {
  const page = await render(<ListSkeleton />)
  expect(page.one('status').name).toBe('Loading')
  expect(page.text).toBe('')
})

test('newcomers are counted in the right number', async () => {
  const show = () => {}
  expect((await render(<Newcomers count={1} onShow={show} />)).one('button').name).toBe(
    '1 case has come in. Show it',
  )
  expect((await render(<Newcomers count={12} onShow={show} />)).one('button').name).toBe(
    '12 cases have come in. Show them',
  )
})

const failed = (error: Error) => render(<ListError error={error} onRetry={() => {}} />)

test('no connection, no permission and trouble at the server are three different things', async () => {
  expect((await failed(new Problem(0, {}))).one('heading').name).toBe('We cannot reach the desk')
  expect((await failed(new Problem(403, {}))).one('heading').name).toBe('This is not open to you')
  expect((await failed(new Problem(503, {}))).one('heading').name).toBe('That did not work')
})

test('the server’s words are passed on, those of a program are not', async () => {
  expect((await failed(new Problem(503, { detail: 'The desk is being updated.' }))).text).toContain(
    'The desk is being updated.',
  )
  expect((await failed(new TypeError('x is not a function'))).text).not.toContain('function')
})
