import { expect, test } from 'vitest'
import { fieldKey } from './field-key.ts'

test.each([
  ['Order number', 'order_number'],
  ['  Größe (cm) ', 'groe_cm'],
  ['2nd phone', 'nd_phone'],
  ['注文番号', 'field'],
  ['x'.repeat(60), 'x'.repeat(40)],
])('%s becomes %s', (label, key) => {
  expect(fieldKey(label)).toBe(key)
  expect(fieldKey(label)).toMatch(/^[a-z][a-z0-9_]{0,39}$/)
})
