import { expect, test } from 'vitest'
import type { Case } from '../../../server/cases/contract.ts'
import { render } from '../../app/testing/render.tsx'
import { caseOf, caseRow, customerOf, fieldOf } from '../../app/testing/samples.ts'
import { customerQuery, fieldsQuery } from '../../customers/api.ts'
import { customerCasesQuery } from '../api.ts'
import { Story } from './story.tsx'

const loaded = [
  [customerQuery(5).queryKey, customerOf({ organisation: { id: 1, name: 'Berg & Co' } })],
  [
    customerCasesQuery(5).queryKey,
    { items: [caseRow(), caseRow({ id: 8, need: 'New router' })], next: null },
  ],
  [fieldsQuery.queryKey, { items: [fieldOf({ object: 'case', key: 'order', label: 'Order number' })] }],
] as const
const draw = (
  change: Partial<Case> = {},
  known: readonly (readonly [readonly unknown[], unknown])[] = loaded,
) => render(<Story found={caseOf(change)} isOpen onClose={() => {}} />, { known })

test('beside the conversation stands who this is, and where their whole record is', async () => {
  const page = await draw()
  expect(page.one('complementary').name).toBe('The customer’s story'.replace('’', "'"))
  expect(page.one('link', 'Astrid Berg').attributes.href).toBe('/customers/5')
  expect(page.text).toContain('Berg & Co')
})

test('their other cases are there, the open one is not among them', async () => {
  const page = await draw()
  expect(page.names('heading')).toContain('Other cases')
  expect(page.names('link').filter((name) => name.startsWith('No dial tone'))).toEqual([])
  expect(page.names('link').some((name) => name.startsWith('New router'))).toBe(true)
})

test('the name is there before the rest of the record', async () => {
  const page = await draw({}, [])
  expect(page.one('link', 'Astrid Berg').tag).toBe('a')
  expect(page.names('heading')).toEqual(['In short', 'Tags'])
})

test('somebody nobody knows can be named', async () => {
  const page = await draw({ customer: null })
  expect(page.text).toContain('We do not know yet who this is.')
  expect(page.names('button')).toContain('Say who it is')
  expect(page.all('link')).toEqual([])
})

test('each tag can be taken away by a button that names it, and another one added', async () => {
  const page = await draw({ tags: ['outage', 'north'] })
  expect(page.names('button')).toContain('Take away outage')
  expect(page.names('button')).toContain('Take away north')
  expect(page.one('textbox', 'Add a tag').attributes.value).toBe('')
})

test('own fields of the case stand here with their values', async () => {
  const page = await draw({ fields: { order: 'K-77' } })
  expect(page.one('textbox', 'Order number').attributes.value).toBe('K-77')
})

test('who else belongs to the case is named with their part in it', async () => {
  const page = await draw({
    participants: [
      { id: 1, part: 'cc', name: 'Bo Berg', address: 'bo@berg.example' },
      { id: 2, part: 'mentioned', name: 'Otto Ek', address: null },
    ],
  })
  expect(page.names('heading')).toContain('Also in this case')
  expect(page.all('listitem').map(({ text }) => text)).toContain('Bo Berg gets a copy')
  expect(page.all('listitem').map(({ text }) => text)).toContain('Otto Ek was mentioned')
})

test('when nobody else belongs to it, nothing is said', async () => {
  expect((await draw()).names('heading')).not.toContain('Also in this case')
})
