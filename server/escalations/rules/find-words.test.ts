import { describe, expect, test } from 'vitest'
import { findWords } from './find-words.ts'

describe('a word of the customer', () => {
  test.each([
    ['whole, whatever the capitals', 'I call my LAWYER.', 'lawyer'],
    ['with or without accents', 'Ceci est une reclamation', 'Réclamation'],
    ['with accents written apart', 'une re\u0301clamation', 'réclamation'],
    ['as a phrase, over line breaks and marks', 'to cancel\n my – contract!', 'cancel my contract'],
    ['at the end and at the beginning', 'refund', 'refund'],
    ['with an apostrophe of either kind', 'I don’t pay', "don't pay"],
    ['with ß or ss', 'Das ist GROSSER Mist', 'großer mist'],
    ['in Greek', 'Θα πάω στον ΔΙΚΗΓΌΡΟ', 'δικηγορο'],
    ['in Arabic, with points or without', 'سأتصل بمُحامٍ', 'بمحام'],
    ['in Hebrew', 'אני רוצה החזר כספי!', 'החזר כספי'],
    ['in Hindi, where marks carry meaning', 'मुझे शिकायत करनी है', 'शिकायत'],
    ['in Japanese, which parts no words', '今すぐ解約したいです', '解約'],
    ['as one Chinese character', '我要退', '退'],
    ['in Thai', 'ผมต้องการยกเลิกสัญญา', 'ยกเลิก'],
    ['as a number', 'error 404 again', '404'],
  ])('is found %s', (_how, text, word) => {
    expect(findWords(text, ['never there', word])).toBe(word)
  })

  test.each([
    ['inside another word', 'lawyers unlawyered', 'lawyer'],
    ['in another order', 'contract cancel my', 'cancel my contract'],
    ['with something between', 'cancel all my contract', 'cancel my contract'],
    ['in nothing', '', 'lawyer'],
    ['when it is only a mark', 'What?!', '?!'],
    ['with another meaning by its marks', 'की', 'क'],
  ])('is not found %s', (_how, text, word) => {
    expect(findWords(text, [word])).toBeNull()
  })

  test('named first is told when several were used', () => {
    expect(findWords('a lawyer and a complaint', ['complaint', 'lawyer'])).toBe('complaint')
  })

  test('is found among two hundred in a very long letter in a blink', () => {
    const letter = `${'word and another one, '.repeat(20_000)} my lawyer`
    const phrases = Array.from({ length: 199 }, (_, index) => `phrase number ${index}`)
    const before = performance.now()
    expect(findWords(letter, [...phrases, 'my lawyer'])).toBe('my lawyer')
    expect(performance.now() - before).toBeLessThan(2_000)
  })
})
