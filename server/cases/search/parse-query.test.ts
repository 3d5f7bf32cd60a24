import { describe, expect, test } from 'vitest'
import { parseQuery } from './parse-query.ts'

const termsOf = (text: string) => parseQuery(text).terms

describe('a query', () => {
  test('is words that must all occur; the last one may go on', () => {
    expect(termsOf('broken Télé')).toEqual([
      { words: ['broken'], open: false, exact: false },
      { words: ['tele'], open: true, exact: false },
    ])
  })

  test('keeps together what was written without a space', () => {
    expect(termsOf('maria@example.com INV-2026/7')).toEqual([
      { words: ['maria', 'example', 'com'], open: false, exact: false },
      { words: ['inv', '2026', '7'], open: false, exact: false },
    ])
  })

  test.each(['"no signal"', '“no signal”', '„no signal“', '«no signal»'])('takes %s as written', (text) => {
    expect(termsOf(text)).toEqual([{ words: ['no', 'signal'], open: false, exact: true }])
  })

  test('bears a quotation that does not end', () => {
    expect(termsOf('"no signal').map(({ words }) => words.join(' '))).toEqual(['no', 'signal'])
  })

  test('does not complete one or two letters, but one character of a script that says more', () => {
    expect(termsOf('to').map(({ open }) => open)).toEqual([false])
    expect(termsOf('電').map(({ open }) => open)).toEqual([true])
    expect(termsOf('電話機')).toEqual([{ words: ['電話', '話機'], open: false, exact: false }])
  })

  test.each([
    ['#1001', 1001],
    ['1001', 1001],
    [' # 1001 ', 1001],
    ['＃１００１', 1001],
    ['case 1001', null],
    ['1001a', null],
    ['99999999999999999999', null],
  ])('%s names the case %s', (text, number) => expect(parseQuery(text).caseNumber).toBe(number))

  test('is empty when it holds no word', () => expect(termsOf(' -- "" !? ☃ ')).toEqual([]))

  test('is cut at a dozen terms', () => expect(termsOf('a b c d e f g h i j k l m n o p')).toHaveLength(12))
})
