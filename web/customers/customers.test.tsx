import { expect, test } from 'vitest'
import { type Around, render } from '../app/testing/render.tsx'
import { fieldOf, pagesOf } from '../app/testing/samples.ts'
import { customersQuery, fieldsQuery } from './api.ts'
import { CustomerList } from './customer-list.tsx'
import { CustomerPicker } from './customer-picker.tsx'
import { FieldDialog } from './field-dialog.tsx'
import FieldSettings from './field-settings.tsx'
import { FieldValue } from './field-value.tsx'
import { NewAddress } from './new-address.tsx'
import { NewCustomer } from './new-customer.tsx'

const nothing = () => {}
const draw = (field: Parameters<typeof fieldOf>[0], value: string | number | boolean | null) =>
  render(<FieldValue field={fieldOf(field)} value={value} onChange={nothing} />)

test('an own field of text shows what it holds, an empty one nothing', async () => {
  expect((await draw({}, 'K-12')).one('textbox', 'Contract').attributes.value).toBe('K-12')
  expect((await draw({}, null)).one('textbox', 'Contract').attributes.value).toBe('')
})

test('a date is chosen as a date', async () => {
  const field = (await draw({ type: 'date' }, '2026-03-04')).one('textbox', 'Contract')
  expect(field.attributes).toMatchObject({ type: 'date', value: '2026-03-04' })
})

test('yes or no is a switch; what was never said is no', async () => {
  expect((await draw({ type: 'yes-no' }, null)).one('switch').attributes).not.toHaveProperty('checked')
  expect((await draw({ type: 'yes-no' }, true)).one('switch').attributes).toHaveProperty('checked')
})

test('one of several shows the chosen one, or that nothing is chosen', async () => {
  const field = { type: 'choice', choices: ['Gold', 'Iron'] } as const
  expect((await draw({ ...field, choices: [...field.choices] }, 'Iron')).one('button').name).toBe(
    'Iron Contract',
  )
  expect((await draw({ ...field, choices: [...field.choices] }, null)).one('button').name).toBe(
    'Nothing chosen Contract',
  )
})

const fields = (...items: ReturnType<typeof fieldOf>[]): Around => ({
  known: [[fieldsQuery.queryKey, { items }]],
})

test('own fields are listed with their key, what they belong to and what they hold', async () => {
  const page = await render(<FieldSettings />, fields(fieldOf({ object: 'organisation', type: 'choice' })))
  expect(page.one('listitem').text).toBe('Contract contract Organisation, one of several Change')
})

test('no own field yet is an invitation', async () => {
  expect((await render(<FieldSettings />, fields())).text).toContain(
    'No own field yet Cases, customers and organisations can each have their own.',
  )
})

test('a new field begins as a text of cases, without choices to fill in', async () => {
  const page = await render(<FieldDialog field={null} onClose={nothing} />)
  expect(page.one('dialog').name).toBe('New field')
  expect(page.names('button')).toEqual(['Case Belongs to', 'text Holds', 'Save'])
  expect(page.names('textbox')).toEqual(['Label'])
})

test('what a field belongs to and holds stays as it was made; its choices can be changed', async () => {
  const field = fieldOf({ type: 'choice', choices: ['Gold', 'Iron'] })
  const page = await render(<FieldDialog field={field} onClose={nothing} />)
  expect(page.one('button', 'Customer Belongs to').attributes).toHaveProperty('disabled')
  expect(page.one('button', 'one of several Holds').attributes).toHaveProperty('disabled')
  expect(page.one('textbox', 'Choices, one on each line').text).toBe('Gold Iron')
  expect(page.names('button')).toContain('Retire it')
})

test('a person we have not met needs only a name', async () => {
  const page = await render(<NewCustomer name="Berg" onClose={nothing} onMade={nothing} />)
  const needed = page.all('textbox').filter(({ attributes }) => 'required' in attributes)
  expect(needed.map(({ name, attributes }) => [name, attributes.value])).toEqual([['Name', 'Berg']])
  expect(page.described(page.one('textbox', 'Phone number'))).toContain('With the country code')
})

test('one field takes any kind of address', async () => {
  const page = await render(<NewAddress customerId={5} onDone={nothing} />)
  expect(page.names('textbox')).toEqual(['E-mail, phone number or handle'])
  expect(page.names('button')).toEqual(['Add it'])
})

test('a customer is found by name, address or number, or made on the spot', async () => {
  const known: Around['known'] = [[customersQuery('').queryKey, pagesOf({ items: [], next: null })]]
  const page = await render(<CustomerPicker value={null} onChange={nothing} />, { known })
  const field = page.one('combobox', 'Customer')
  expect(field.attributes).toMatchObject({
    placeholder: 'Name, e-mail or phone number',
    'aria-expanded': 'false',
  })
  expect(page.names('button')).toEqual(['New customer'])
})

test('the list of customers has a name, and while it loads it holds nobody', async () => {
  const page = await render(
    <CustomerList items={[]} openId={null} isPending onOpen={nothing} onEnd={nothing} />,
  )
  expect(page.one('navigation').name).toBe('Customers')
  expect(page.text).toBe('')
  expect(page.markup).toContain('animate-breathe')
})
