import { expect, test } from 'vitest'
import { render } from '../app/testing/render.tsx'
import { Checkbox } from './checkbox.tsx'
import { Select } from './select.tsx'
import { Switch } from './switch.tsx'
import { TextArea } from './text-area.tsx'
import { TextField } from './text-field.tsx'

test('a field is called by its label and described by its help', async () => {
  const page = await render(<TextField label="Code" help="Six figures" name="code" isRequired />)
  const field = page.one('textbox', 'Code')
  expect(field.attributes).toMatchObject({ name: 'code' })
  expect(field.attributes).toHaveProperty('required')
  expect(page.described(field)).toBe('Six figures')
})

test('a wrong value is marked as wrong and says why', async () => {
  const page = await render(<TextField label="Name" error="A name is needed" value="" />)
  const field = page.one('textbox', 'Name')
  expect(field.attributes['aria-invalid']).toBe('true')
  expect(page.text).toContain('A name is needed')
})

test('a right value is not marked', async () => {
  const page = await render(<TextField label="Name" value="Astrid" />)
  expect(page.one('textbox', 'Name').attributes).not.toHaveProperty('aria-invalid')
  expect(page.one('textbox', 'Name').attributes.value).toBe('Astrid')
})

test('a label that is not seen is still heard', async () => {
  const page = await render(<TextField label="Find a customer" isLabelHidden placeholder="Name" />)
  expect(page.one('textbox', 'Find a customer').attributes.placeholder).toBe('Name')
})

test('a field for several lines has a label, its rows and its words', async () => {
  const page = await render(<TextArea label="Signature" rows={3} defaultValue={'Mia\nLarkfield'} />)
  const area = page.one('textbox', 'Signature')
  expect(area.tag).toBe('textarea')
  expect(area.attributes.rows).toBe('3')
  expect(area.text).toBe('Mia Larkfield')
})

test('a wrong text says why below it', async () => {
  const page = await render(<TextArea label="Words" error="Too long by 12 letters" />)
  expect(page.one('textbox', 'Words').attributes['aria-invalid']).toBe('true')
  expect(page.text).toBe('Words Too long by 12 letters')
})

test('a box is ticked, not ticked, or partly ticked', async () => {
  const page = await render(
    <>
      <Checkbox isSelected>Support</Checkbox>
      <Checkbox>Lines</Checkbox>
      <Checkbox aria-label="All" isIndeterminate />
    </>,
  )
  expect(page.one('checkbox', 'Support').attributes).toHaveProperty('checked')
  expect(page.one('checkbox', 'Lines').attributes).not.toHaveProperty('checked')
  expect(page.one('checkbox', 'All').attributes).not.toHaveProperty('checked')
})

test('a switch is a switch, with its help in its words', async () => {
  const page = await render(
    <Switch isSelected help="They are signed out at once.">
      May sign in
    </Switch>,
  )
  const control = page.one('switch')
  expect(control.name).toContain('May sign in')
  expect(control.name).toContain('They are signed out at once.')
  expect(control.attributes).toHaveProperty('checked')
})

const choices = [
  { value: 1, label: 'Support' },
  { value: 2, label: 'Lines' },
]

test('a choice names what it is about and what is chosen', async () => {
  const page = await render(<Select label="Team" choices={choices} value={2} onChange={() => {}} />)
  const button = page.one('button')
  expect(button.name).toBe('Lines Team')
  expect(button.attributes['aria-haspopup']).toBe('listbox')
  expect(button.attributes['aria-expanded']).toBe('false')
})

test('nothing chosen yet shows the hint in its place', async () => {
  const page = await render(
    <Select label="Team" choices={choices} value={null} onChange={() => {}} placeholder="Choose one" />,
  )
  expect(page.one('button').text).toBe('Choose one')
})

test('a choice that cannot be changed says so', async () => {
  const page = await render(
    <Select label="Holds" choices={choices} value={1} onChange={() => {}} isDisabled />,
  )
  expect(page.one('button').attributes).toHaveProperty('disabled')
})
