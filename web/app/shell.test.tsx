import { expect, test } from 'vitest'
import { TextField } from '../kit/text-field.tsx'
import { Boot } from './boot.tsx'
import { bits } from './excerpt.ts'
import { Form } from './form.tsx'
import { Me } from './me.tsx'
import { Problem } from './problem.ts'
import { Rail } from './rail.tsx'
import { NotFound, RouteError } from './route-states.tsx'
import { render } from './testing/render.tsx'
import { WeatherLine } from './weather-line.tsx'

test('the rail names the rooms of the house, and search stands before them', async () => {
  const page = await render(<Rail />, { path: '/customers' })
  expect(page.one('navigation').name).toBe('Rooms')
  expect(page.names('button')[0]).toBe('Search')
  const rooms = page
    .all('link')
    .filter(({ name }) => ['Desk', 'Customers', 'Promises', 'Settings'].includes(name))
  expect(rooms.map(({ attributes }) => attributes.href)).toEqual([
    '/desk/needs-me',
    '/customers',
    '/promises',
    '/settings',
  ])
})

test('the room one is in is said to be the current one', async () => {
  const page = await render(<Rail />, { path: '/customers' })
  expect(page.one('link', 'Customers').attributes['aria-current']).toBe('page')
  expect(page.one('link', 'Settings').attributes).not.toHaveProperty('aria-current')
})

test('the reader’s own corner is named after the reader', async () => {
  const page = await render(<Me />)
  expect(page.names('button')).toEqual(['You: Mia Lindqvist'])
})

test('while the desk can be reached, the weather line says nothing', async () => {
  expect((await render(<WeatherLine />)).one('status').text).toBe('')
})

test('the first paint is silent', async () => {
  expect((await render(<Boot />)).text).toBe('')
})

const failed = async (error: unknown) => (await render(<RouteError error={error} reset={() => {}} />)).text

test('what is forbidden and what does not exist are answered alike, so that nothing is given away', async () => {
  expect(await failed(new Problem(404, { title: 'Not found' }))).toBe(
    await failed(new Problem(403, { title: 'Forbidden' })),
  )
})

test('a screen that cannot be shown says why: no connection, the server’s words, or only that it failed', async () => {
  expect(await failed(new Problem(0, {}))).toContain('We cannot reach the desk')
  expect(await failed(new Problem(500, { detail: 'The disk is full.' }))).toContain('The disk is full.')
  const own = await failed(new TypeError('undefined is not a function'))
  expect(own).toContain('That did not work Nothing was lost.')
  expect(own).not.toContain('undefined')
})

test('an address that leads nowhere leads home', async () => {
  const page = await render(<NotFound />)
  expect(page.one('heading').name).toBe('There is no page here')
  expect(page.one('link', 'To the desk').attributes.href).toBe('/')
})

test('a form keeps a place for what went wrong before anything does', async () => {
  const page = await render(
    <Form submit="Save" onSubmit={async () => {}} aside={<span>or not</span>}>
      <TextField label="Name" name="name" />
    </Form>,
  )
  expect(page.one('alert').text).toBe('')
  expect(page.text).toBe('Name Save or not')
  expect(page.one('button', 'Save').attributes.type).toBe('submit')
})

test('an excerpt can hold no markup of its own, and a mark that was cut off still ends', () => {
  expect(bits('a <b>\uE000line\uE001</b>')).toEqual([
    { text: 'a <b>', isMatch: false },
    { text: 'line', isMatch: true },
    { text: '</b>', isMatch: false },
  ])
  expect(bits('the \uE000last')).toEqual([
    { text: 'the ', isMatch: false },
    { text: 'last', isMatch: true },
  ])
})
