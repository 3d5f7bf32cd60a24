import type { FieldDefinition } from '../../server/customers/contract.ts'

/** What was typed into an own field as the value it stands for; an empty field holds nothing. */
export function asValue(type: FieldDefinition['type'], text: string): string | number | null {
  const value = text.trim()
  if (value === '') return null
  if (type !== 'number') return value
  const number = Number(value.replace(',', '.'))
  // A number that is none goes to the server as it was typed, which refuses it with words.
  return Number.isFinite(number) ? number : value
}
