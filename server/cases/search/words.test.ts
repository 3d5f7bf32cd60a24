import { describe, expect, test } from 'vitest'
import fc from '../../../tests/harness/properties.ts'
import { fold } from './fold.ts'
import { vectorOf } from './vector.ts'
import { wordsOf } from './words.ts'

const words = (text: string) => [...wordsOf(text)].map(({ word }) => word)

describe('fold', () => {
  test.each([
    ['Müller', 'muller'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['İstanbul', 'istanbul'],
    ['Łódź', 'lodz'],
    ['Ёлка', 'елка'],
    ['Ｗｉｄｅ', 'wide'],
    ['أحمد', 'احمد'],
    ['هَاتِف', 'هاتف'],
    ['٢٠٢٦', '2026'],
    ['۱۲', '12'],
    ['がっこう', 'がっこう'],
    ['ไทย', 'ไทย'],
  ])('reads %s as %s', (word, folded) => expect(fold(word)).toBe(folded))

  test('keeps marks that carry meaning', () => {
    expect(fold('की')).not.toBe(fold('क'))
    expect(fold('が')).not.toBe(fold('か'))
  })
})

describe('words of a text', () => {
  test('are parted by whatever is no letter, digit or mark', () => {
    expect(words("Don't send INV-2026_001.pdf to maria@example.com!")).toEqual([
      'don',
      't',
      'send',
      'inv',
      '2026',
      '001',
      'pdf',
      'to',
      'maria',
      'example',
      'com',
    ])
  })

  test('are pairs of characters where a script has no spaces', () => {
    expect(words('我的電話')).toEqual(['我的', '的電', '電話'])
    expect(words('การ')).toEqual(['กา', 'าร'])
    expect(words('好')).toEqual(['好'])
    expect(words('iPhone壊れた')).toEqual(['iphone', '壊れ', 'れた'])
  })

  test('know where they stand', () => {
    const text = 'Zoë’s 電話 broke'
    expect([...wordsOf(text)].map(({ start, end }) => text.slice(start, end))).toEqual([
      'Zoë',
      's',
      '電話',
      'broke',
    ])
  })

  test('never hold what PostgreSQL could read as grammar', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const word of words(text)) expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u)
      }),
    )
  })
})

describe('the vector of a text', () => {
  test('names each word once with its places', () => {
    expect(vectorOf('The phone, the PHONE')).toEqual({
      text: "'the':1,3 'phone':2,4",
      distinct: ['the', 'phone'],
    })
  })

  test('stays within what PostgreSQL keeps', () => {
    const same = vectorOf('word '.repeat(50_000))
    expect(same.text.split(',')).toHaveLength(250)
    const different = vectorOf(Array.from({ length: 100_000 }, (_, n) => `longword${n}`).join(' '))
    expect(different.text.length).toBeLessThan(1_000_000)
  })
})
