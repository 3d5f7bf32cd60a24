import { Check } from 'lucide-react'
import { afterEach, expect, test } from 'vitest'
import { render } from '../app/testing/render.tsx'
import { minutesAgo } from '../app/testing/samples.ts'
import { Avatar } from './avatar.tsx'
import { Chip } from './chip.tsx'
import { cx } from './cx.ts'
import { Menu } from './menu.tsx'
import { Part } from './part.tsx'
import { RelativeTime } from './relative-time.tsx'
import { ToastRegion, toast } from './toast.tsx'

const shown: (() => void)[] = []
afterEach(() => {
  for (const take of shown.splice(0)) take()
})

test('a face is decoration: it adds nothing to what is heard', async () => {
  const page = await render(<Avatar name="Astrid Berg" />)
  expect(page.text).toBe('')
  expect(page.markup).toContain('>AB<')
})

test('a chip says what it means in words', async () => {
  const page = await render(
    <Chip tone="bad" icon={Check} title="550 no such mailbox">
      cut off
    </Chip>,
  )
  expect(page.text).toBe('cut off')
  expect(page.markup).toContain('title="550 no such mailbox"')
})

test('a part of the story stands below its heading', async () => {
  const page = await render(<Part title="Tags">none</Part>)
  expect(page.one('heading').name).toBe('Tags')
  expect(page.text).toBe('Tags none')
})

test('moments are said in relative words, the exact one beside them', async () => {
  const page = await render(
    <>
      <RelativeTime time={minutesAgo(0)} />
      <RelativeTime time={minutesAgo(60 * 30)} />
    </>,
  )
  expect(page.all('time').map(({ text }) => text)).toEqual(['just now', 'yesterday'])
})

test('class names are joined without what is false', () => {
  expect(cx('a', false, null, undefined, '', 'b')).toBe('a b')
})

test('a menu begins closed, and its button says that one opens', async () => {
  const page = await render(
    <Menu label="Lists" groups={[{ acts: [{ id: 'mine', label: 'Mine', run: () => {} }] }]}>
      <button type="button">More</button>
    </Menu>,
  )
  expect(page.names('button')).toEqual(['More'])
  expect(page.text).not.toContain('Mine')
})

test('the place for messages is announced politely and is there before the first one', async () => {
  const page = await render(<ToastRegion />)
  expect(page.one('region', 'Messages from the desk').attributes['aria-live']).toBe('polite')
  expect(page.text).toBe('')
})

test('a message can be closed and may offer one act', async () => {
  shown.push(toast('On its way to the customer.', { action: { label: 'Take it back', run: () => {} } }))
  const page = await render(<ToastRegion />)
  expect(page.text).toBe('On its way to the customer. Take it back')
  expect(page.names('button')).toEqual(['Take it back', 'Close'])
})

test('no more than three messages stand at once; the oldest goes first', async () => {
  for (const words of ['one', 'two', 'three', 'four']) shown.push(toast(words))
  expect((await render(<ToastRegion />)).text).toBe('two three four')
})

test('who said something can take it away again, and only that', async () => {
  const takeAway = toast('Saving')
  shown.push(toast('Saved.'))
  takeAway()
  expect((await render(<ToastRegion />)).text).toBe('Saved.')
})
