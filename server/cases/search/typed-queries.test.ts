import { describe, expect, test } from 'vitest'
import fc from '../../../tests/harness/properties.ts'
import { excerptOf, MATCH_BEGINS, MATCH_ENDS } from './excerpt.ts'
import { fold } from './fold.ts'
import { parseQuery } from './parse-query.ts'
import { tsqueryOf } from './tokens.ts'
import { vectorOf } from './vector.ts'
import { wordsOf } from './words.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 300 })
const someText = fc.string({ unit: 'grapheme', maxLength: 300 })
const word = fc.stringMatching(/^[a-z]{3,12}$/)
const wordsIn = (text: string) => [...wordsOf(text)].map((each) => each.word)

describe('whatever somebody types', () => {
  test('becomes at most a dozen terms, each with at least one word that PostgreSQL may be asked for', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { terms, caseNumber } = parseQuery(text)
        expect(terms.length).toBeLessThanOrEqual(12)
        for (const { words } of terms) {
          expect(words.length).toBeGreaterThan(0)
          for (const each of words) expect(each).toMatch(/^[\p{L}\p{N}\p{M}]{1,64}$/u)
        }
        if (caseNumber !== null) expect(Number.isSafeInteger(caseNumber)).toBe(true)
      }),
    )
  })

  test('only the last term may go on, and never a quoted one', () => {
    fc.assert(
      fc.property(someText, (text) => {
        const { terms } = parseQuery(text)
        expect(terms.slice(0, -1).some(({ open }) => open)).toBe(false)
        expect(terms.some(({ open, exact }) => open && exact)).toBe(false)
      }),
    )
  })

  test('means the same in capitals, in wide letters and with spaces around', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const text = words.join(' ')
        const plain = parseQuery(text).terms
        const wide = text.replace(/[a-z]/g, (letter) =>
          String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0),
        )
        expect(parseQuery(text.toUpperCase()).terms).toEqual(plain)
        expect(parseQuery(`  ${text}\t`).terms).toEqual(plain)
        expect(parseQuery(wide).terms).toEqual(plain)
      }),
    )
  })

  test('quoted words stay together as one term, in their order', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), word, (quoted, after) => {
        expect(parseQuery(`"${quoted.join(' ')}" ${after}`).terms).toEqual([
          { words: quoted, open: false, exact: true },
          { words: [after], open: true, exact: false },
        ])
      }),
    )
  })

  test('a case number is one only when nothing else was typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), word, (number, other) => {
        expect(parseQuery(`#${number}`).caseNumber).toBe(number)
        expect(parseQuery(`№ ${number}`).caseNumber).toBe(number)
        expect(parseQuery(`${number} ${other}`).caseNumber).toBeNull()
        expect(parseQuery(`-${number}`).caseNumber).toBeNull()
      }),
    )
  })
})

describe('folding', () => {
  test('a folded word is folded: texts and queries meet however often they pass', () => {
    fc.assert(
      fc.property(someText, (text) => {
        for (const each of wordsIn(text)) expect(fold(each)).toBe(each)
      }),
    )
  })

  test('composed and decomposed letters are the same', () => {
    const letter = fc.constantFrom('é', 'ü', 'å', 'ñ', 'č', 'Ё', 'й', 'a', 'z')
    fc.assert(
      fc.property(fc.string({ unit: letter }), (text) => {
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')))
      }),
    )
  })

  test.each([
    ['Þórður', 'thordur'],
    ['Œuvre', 'oeuvre'],
    ['Ærø', 'aero'],
    ['Đorđe', 'dorde'],
    ['ΑΘΉΝΑ', 'αθηνα'],
    ['שָׁלוֹם', 'שלום'],
    ['والهاتف', 'الهاتف'],
    ['وال', 'وال'],
    ['مستشفى', 'مستشفي'],
    ['ﬁnd', 'find'],
    ['x²', 'x2'],
    ['Ⅳ', 'iv'],
  ])('%s is compared as %s', (text, folded) => expect(fold(text)).toBe(folded))

  test('what has no letter or digit folds to nothing', () => {
    for (const text of ['', '—', '…', '\u0301', '🙂', '\u200d', '⸻'.repeat(40)]) expect(fold(text)).toBe('')
  })
})

describe('words of any text', () => {
  test('stand in their order within it, and say what was there', () => {
    fc.assert(
      fc.property(someText, (text) => {
        const plain = text.normalize('NFC')
        let last = 0
        for (const { start, end } of wordsOf(text)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(plain.length)
          last = start
        }
      }),
    )
  })

  test('a word longer than any other is cut the same in texts and in queries', () => {
    const long = 'donaudampfschifffahrts'.repeat(10)
    expect(parseQuery(long).terms[0]?.words).toEqual(vectorOf(long).distinct)
    expect(vectorOf(long).distinct[0]).toHaveLength(64)
  })
})

describe('the question put to PostgreSQL', () => {
  const term = (places: string[][]) => ({ places, open: false })

  test('asks for all terms, next to each other within one, and for any form of each word', () => {
    expect(tsqueryOf([term([['no'], ['signal', 'signals']]), term([['phone', 'english~phone']])])).toBe(
      "(('no') <-> ('signal' | 'signals')) & (('phone' | 'english~phone'))",
    )
  })
})

describe('an excerpt of any text', () => {
  const looking = (text: string) => [{ places: [[text]], open: false }]

  test('is short, on one line, and its marks come in pairs', () => {
    fc.assert(
      fc.property(anyText, word, (text, sought) => {
        const excerpt = excerptOf(`${text} ${sought} ${text}`, looking(sought), null)
        expect(excerpt.length).toBeLessThan(600)
        expect(excerpt).not.toMatch(/[\n\r\t]/)
        const marks = excerpt.replace(/[^\ue000\ue001]/g, '')
        expect(marks).toMatch(/^(\ue000\ue001)*$/)
      }),
    )
  })

  test('shows a word wherever it stands in a long text', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (before, after) => {
        const text = `${'lorem '.repeat(before)}Zebra${' ipsum'.repeat(after)}`
        const excerpt = excerptOf(text, looking('zebra'), null)
        expect(excerpt).toContain(`${MATCH_BEGINS}Zebra${MATCH_ENDS}`)
        expect(excerpt.startsWith('…')).toBe(before > 10)
      }),
    )
  })
})
