import { describe, expect, test } from 'vitest'
import fc from '../../../tests/harness/properties.ts'
import { excerptOf } from './excerpt.ts'
import type { FoundTerm } from './tokens.ts'

const term = (...tokens: string[]): FoundTerm => ({ places: [tokens], open: false })
const shown = (text: string, terms: FoundTerm[], language: string | null = null) =>
  excerptOf(text, terms, language).replaceAll('\ue000', '[').replaceAll('\ue001', ']')

describe('an excerpt', () => {
  test('marks every match in the words of the writer', () => {
    expect(shown('Zoë’s PHONE\n\nis no phonebook. Phone!', [term('phone')])).toBe(
      'Zoë’s [PHONE] is no phonebook. [Phone]!',
    )
  })

  test('marks what a word that is still being typed begins', () => {
    expect(shown('Invoices and invocations', [{ ...term('invoi'), open: true }])).toBe(
      '[Invoices] and invocations',
    )
  })

  test('marks stems only in their own language', () => {
    const stem = term('houses', 'english~hous', 'german~houses')
    expect(shown('My house is full', [stem], 'english')).toBe('My [house] is full')
    expect(shown('My house is full', [stem], 'german')).toBe('My house is full')
  })

  test('marks neighbouring characters as one match', () => {
    const phrase: FoundTerm = { places: [['電話'], ['話機']], open: false }
    expect(shown('我的電話機壞了', [phrase])).toBe('我的[電話機]壞了')
  })

  test('shows the part around the first match', () => {
    const text = `${'before '.repeat(100)}needle ${'after '.repeat(100)}`
    expect(shown(text, [term('needle')])).toMatch(/^…(before ){5,9}\[needle\] (after )+after…$/)
  })

  test('never lets a text forge a mark', () => {
    expect(shown('\ue000<b>\ue001 word', [term('word')])).toBe('<b> [word]')
  })

  test('is never long, and never breaks a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), fc.nat(500), (text, at) => {
        const before = [...text].slice(0, at).join('')
        const excerpt = excerptOf(`${before} needle ${text}`, [term('needle')], null)
        expect(excerpt.length).toBeLessThan(320)
        // Half a character is lost on its way through UTF-8.
        expect(Buffer.from(excerpt).toString()).toBe(excerpt)
      }),
    )
  })
})
