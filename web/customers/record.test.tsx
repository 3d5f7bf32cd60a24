import { afterEach, expect, test, vi } from 'vitest'
import type { CustomerSummary } from '../../server/customers/contract.ts'
import { answers } from '../app/testing/answers.ts'
import { grasp, hush, toasts } from '../app/testing/grasp.tsx'
import { render } from '../app/testing/render.tsx'
import { customerOf, fieldOf, minutesAgo } from '../app/testing/samples.ts'
import { Addresses } from './addresses.tsx'
import { addAddress, customerQuery, customersQuery, fieldsQuery, organisationsQuery } from './api.ts'
import { CustomerNotes } from './customer-notes.tsx'
import { FieldValues } from './field-values.tsx'
import { OrganisationPicker } from './organisation-picker.tsx'
import { SharesCases } from './shares-cases.tsx'
import { useChangeCustomer } from './use-change-customer.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  hush()
})
const nothing = () => {}
const phone = { id: 52, kind: 'phone', shown: '+46 46 123 45', value: '+464612345', verified: false } as const

test('the only address of somebody cannot be taken away, one of several can, by its name', async () => {
  const one = await render(<Addresses customer={customerOf()} />)
  expect(one.names('button')).toEqual(['Add an address'])
  const addresses = [...customerOf().addresses, phone]
  const two = await render(<Addresses customer={customerOf({ addresses })} />)
  expect(two.all('listitem').map(({ text }) => text)).toEqual(['astrid@berg.example', '+46 46 123 45'])
  expect(two.names('button')).toEqual([
    'Remove astrid@berg.example',
    'Remove +46 46 123 45',
    'Add an address',
  ])
})

test('an address is sent with what it is', async () => {
  const asked = answers([201, {}])
  await addAddress(5, 'phone', '+46 46 123 45')
  expect(asked[0]).toMatchObject({ method: 'POST', path: '/api/v1/customers/5/addresses' })
  expect(asked[0]?.body).toEqual({ kind: 'phone', value: '+46 46 123 45' })
})

test('notes stand with who wrote them and when; nothing can be kept before it is written', async () => {
  const note = {
    ...{ id: 1, text: 'Prefers calls.', version: 1, createdAt: minutesAgo(5) },
    ...{ authorId: 1, authorName: 'Mia Lindqvist' },
  }
  const page = await render(<CustomerNotes customer={customerOf({ notes: [note] })} />)
  expect(page.one('listitem').text).toBe('Prefers calls. Mia Lindqvist, 5 min. ago')
  expect(page.names('textbox')).toEqual(['Write down what helps the next colleague'])
  expect(page.all('button')).toEqual([])
})

const values = (fields: ReturnType<typeof fieldOf>[]) =>
  render(<FieldValues object="customer" values={{ contract: 'K-12' }} onChange={nothing} />, {
    known: [[fieldsQuery.queryKey, { items: fields }]],
  })

test('own fields stand in the order of the house, those of other things elsewhere', async () => {
  const page = await values([
    fieldOf({ position: 2 }),
    fieldOf({ id: 72, key: 'size', label: 'Size', position: 1 }),
    fieldOf({ id: 73, key: 'order', label: 'Order', object: 'case' }),
  ])
  expect(page.names('textbox')).toEqual(['Size', 'Contract'])
  expect(page.one('textbox', 'Contract').attributes.value).toBe('K-12')
  expect(page.one('textbox', 'Size').attributes.value).toBe('')
})

test('where a customer has no own field there is no heading for them', async () => {
  expect((await values([fieldOf({ object: 'case' })])).all('region')).toEqual([])
})

test('the organisation of somebody is shown, or that there is none yet', async () => {
  const known = [[organisationsQuery('').queryKey, { items: [], next: null }]] as const
  const none = await render(<OrganisationPicker current={null} onChange={nothing} />, { known })
  expect(none.one('combobox', 'Organisation').attributes).toMatchObject({
    placeholder: 'None yet',
    value: '',
  })
  const acme = await render(<OrganisationPicker current={{ id: 9, name: 'Acme' }} onChange={nothing} />)
  expect(acme.one('combobox', 'Organisation').attributes.value).toBe('Acme')
})

test('sharing cases is off until somebody turns it on', async () => {
  const acme = {
    id: 9,
    name: 'Acme',
    domains: [],
    fields: {},
    calendarId: null,
    sharesCases: false,
    version: 1,
  }
  const off = await render(<SharesCases organisation={acme} onChange={nothing} />)
  expect(off.one('switch').attributes).not.toHaveProperty('checked')
  const on = await render(<SharesCases organisation={{ ...acme, sharesCases: true }} onChange={nothing} />)
  expect(on.one('switch').attributes).toHaveProperty('checked')
})

test('a changed customer is sent with the version that was read, and then read anew', async () => {
  const asked = answers([200, customerOf()])
  const known = [[customerQuery(5).queryKey, customerOf()]] as const
  const { it: change, client } = await grasp(() => useChangeCustomer(5), { known })
  await change({ name: 'Astrid Berg-Ek' }, 4)
  expect(asked[0]).toMatchObject({ method: 'PATCH', path: '/api/v1/customers/5' })
  expect(asked[0]?.body).toEqual({ name: 'Astrid Berg-Ek' })
  expect(asked[0]?.headers.get('if-match')).toBe('"4"')
  expect(client.getQueryState(customerQuery(5).queryKey)?.isInvalidated).toBe(true)
  expect(await toasts()).toBe('')
})

test('a change that did not get through is said, and what is true is read anew', async () => {
  answers(new Error('the line is cut'))
  const known = [[customerQuery(5).queryKey, customerOf()]] as const
  const { it: change, client } = await grasp(() => useChangeCustomer(5), { known })
  await change({ name: 'Astrid' }, 4)
  expect(await toasts()).toContain('That could not be saved; it is as it was.')
  expect(client.getQueryState(customerQuery(5).queryKey)?.isInvalidated).toBe(true)
})

test('finding asks for what was typed, fifty at a time, and goes on where it ended', async () => {
  const page = (next: string | null) => ({ items: [] as CustomerSummary[], next })
  const asked = answers([200, page('b')], [200, page(null)])
  const { client } = await grasp(() => null)
  await client.fetchInfiniteQuery({ ...customersQuery('Berg & Ek'), pages: 2 })
  expect(asked.map(({ path }) => path)).toEqual([
    '/api/v1/customers?q=Berg+%26+Ek&limit=50',
    '/api/v1/customers?q=Berg+%26+Ek&after=b&limit=50',
  ])
})
