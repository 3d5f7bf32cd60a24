import { describe, expect, test } from 'vitest'
import fc from '../../../tests/harness/properties.ts'
import { fillMacro, firstNameOf, type MacroValues } from './fill-macro.ts'

const values: MacroValues = {
  'customer.name': 'Maria Lopez',
  'customer.first_name': 'Maria',
  'agent.name': 'Ida Berg',
  'case.number': '1001',
  'case.need': 'My phone is silent',
  'organisation.name': null,
}

describe('a macro', () => {
  test('is filled with what the case knows', () => {
    expect(
      fillMacro('Dear {{customer.first_name}}, #{{ case.number }}: {{case.need}}. {{agent.name}}', values),
    ).toBe('Dear Maria, #1001: My phone is silent. Ida Berg')
  })

  test('shows a gap where the case knows nothing', () => {
    expect(fillMacro('Dear {{organisation.name}}', values)).toBe('Dear {{organisation.name}}')
  })

  test.each([
    '{{constructor}}',
    '{{customer.password}}',
    '{{__proto__}}',
    '$' + '{agent.name}',
    '<%= agent.name %>',
    '#{agent.name}',
    '{{{{agent}}.name}}',
    '{% include agent %}',
  ])('prints %s literally (T20)', (text) => expect(fillMacro(text, values)).toBe(text))

  test('never reads a value as a placeholder (T20)', () => {
    const hostile = { ...values, 'case.need': '{{agent.name}} $& $1 {{case.need}}' }
    expect(fillMacro('{{case.need}}', hostile)).toBe(hostile['case.need'])
  })

  test('leaves every text without placeholders as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('{{'))
        expect(fillMacro(text, values)).toBe(text)
      }),
    )
  })
})

test.each([
  ['Maria Lopez', 'Maria'],
  ['Lopez, Maria Elena', 'Maria'],
  ['  Cher ', 'Cher'],
  ['', ''],
])('%s is called %s', (name, first) => expect(firstNameOf(name)).toBe(first))
