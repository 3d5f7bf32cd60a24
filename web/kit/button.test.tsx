import { Hand } from 'lucide-react'
import { expect, test } from 'vitest'
import { render } from '../app/testing/render.tsx'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { Kbd } from './kbd.tsx'

test('a button is called by its words alone, not by its icon or its key', async () => {
  const page = await render(
    <Button keys="t" icon={<Hand aria-hidden />}>
      Take it
    </Button>,
  )
  expect(page.one('button').name).toBe('Take it')
  expect(page.markup).toMatch(/<kbd[^>]*>T<\/kbd>/)
})

test('a button that may not be pressed says so to everybody', async () => {
  const page = await render(<Button isDisabled>Send</Button>)
  expect(page.one('button', 'Send').attributes).toHaveProperty('disabled')
})

test('a button at work can still be reached, and refuses to be pressed again', async () => {
  const { attributes } = (await render(<Button isPending>Send</Button>)).one('button')
  expect(attributes['aria-disabled']).toBe('true')
  expect(attributes).not.toHaveProperty('disabled')
})

test('in a form only the button that says so sends it', async () => {
  const page = await render(
    <>
      <Button>Test it</Button>
      <Button type="submit">Save</Button>
    </>,
  )
  expect(page.all('button').map(({ attributes }) => attributes.type)).toEqual(['button', 'submit'])
})

test('a button that is only an icon has words for the ear and the same ones beside the pointer', async () => {
  const page = await render(<IconButton icon={Hand} label="Take it" keys="t" placement="top" />)
  expect(page.one('button', 'Take it').attributes).toMatchObject({
    'data-tip': 'Take it',
    'data-tip-keys': 't',
    'data-tip-side': 'top',
  })
})

test('keys are a hint for the eye: nothing of them is read out', async () => {
  const page = await render(<Kbd keys="$mod+Enter" />)
  expect(page.text).toBe('')
  expect([...page.markup.matchAll(/<kbd[^>]*>([^<]+)</g)].map(([, cap]) => cap)).toEqual(['Ctrl', '↵'])
})
