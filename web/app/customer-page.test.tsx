import { expect, test } from 'vitest'
import { customerCasesQuery } from '../cases/api.ts'
import { customerQuery, fieldsQuery } from '../customers/api.ts'
import CustomerPage from './customer-page.tsx'
import { Problem } from './problem.ts'
import { type Around, render } from './testing/render.tsx'
import { caseRow, customerOf, fieldOf, minutesAgo } from './testing/samples.ts'

const key = customerQuery(5).queryKey
const draw = (around: Around) =>
  render(<CustomerPage />, { path: '/customers/$customerId', at: '/customers/5', ...around })
const known = (change: Parameters<typeof customerOf>[0] = {}, ...more: NonNullable<Around['known']>) =>
  draw({ known: [[key, customerOf(change)], ...more] })

test('a person’s page is headed by their name and since when we know them', async () => {
  const page = await known()
  expect(page.one('article').text).toContain('Astrid Berg On our records since yesterday')
  expect(page.one('textbox', 'Name').attributes.value).toBe('Astrid Berg')
  expect(page.one('combobox', 'Organisation').attributes.placeholder).toBe('None yet')
})

test('the only address of a person cannot be taken away, one of several can', async () => {
  const phone = { id: 52, kind: 'phone', shown: '+46 46 123', value: '+4646123', verified: false } as const
  expect((await known()).names('button')).not.toContain('Remove astrid@berg.example')
  const page = await known({ addresses: [...customerOf().addresses, phone] })
  expect(page.names('button')).toContain('Remove astrid@berg.example')
  expect(page.names('button')).toContain('Remove +46 46 123')
})

test('an address can be added, a field for it is not in the way before', async () => {
  const page = await known()
  expect(page.names('button')).toContain('Add an address')
  expect(page.names('textbox')).not.toContain('E-mail, phone number or handle')
})

test('notes say who learned it and when', async () => {
  const note = { id: 1, authorId: 2, authorName: 'Otto Ek', text: 'Hears badly', version: 1 }
  const page = await known({ notes: [{ ...note, createdAt: minutesAgo(5) }] })
  expect(page.text).toContain('Good to know Hears badly Otto Ek, 5 min. ago')
  expect(page.names('button')).not.toContain('Keep it')
})

test('own fields stand in their order, each by its type, and only those of customers', async () => {
  const items = [
    fieldOf({ key: 'vip', label: 'Wishes a call back', type: 'yes-no', position: 2 }),
    fieldOf({ key: 'number', label: 'Contract', type: 'number', position: 1 }),
    fieldOf({ key: 'other', label: 'Of a case', object: 'case' }),
  ]
  const page = await known({ fields: { vip: true, number: 42 } }, [fieldsQuery.queryKey, { items }])
  const own = page.one('region', 'Own fields')
  expect(own.text).toMatch(/^Contract.*Wishes a call back$/)
  expect(page.one('textbox', 'Contract').attributes).toMatchObject({ value: '42', inputmode: 'decimal' })
  expect(page.one('switch', 'Wishes a call back').attributes).toHaveProperty('checked')
  expect(page.text).not.toContain('Of a case')
})

test('their cases lead to them', async () => {
  const cases = [customerCasesQuery(5).queryKey, { items: [caseRow()], next: null }] as const
  const page = await known({}, cases)
  expect(page.one('link', 'No dial tone since the storm Open 5 min. ago').attributes.href).toBe('/desk/all/7')
})

test('a page on its way says so', async () => {
  expect((await draw({})).one('status').name).toBe('Loading')
})

test('a person who is not open to the reader is not shown in parts', async () => {
  const page = await draw({ failed: [[key, new Problem(404, {})]] })
  expect(page.text).toContain('This is not open to you')
  expect(page.all('article')).toEqual([])
})
