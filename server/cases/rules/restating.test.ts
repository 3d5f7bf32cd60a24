import { describe, expect, test } from 'vitest'
import { restatesFact, restatesMessage, SUSPECTED } from './restating.ts'

const first =
  'My son’s phone is too large for him. I want to change it to a smaller model and keep the plan and number.'

describe('a stored fact', () => {
  test.each([
    ['all its words, in another order', 'router restarted twice', 'Twice I have restarted the router.', 1],
    ['an order number alone', '48-2291-07', 'It is order 48-2291-07, as I wrote.', 1],
    [
      'other spelling, accents and capitals',
      'Café Zürich Hauptbahnhof',
      'the cafe at zurich HAUPTBAHNHOF',
      1,
    ],
    ['most of its words', 'grey Pebble 2 phone', 'I still have the Pebble 2 phone here', 0.75],
  ])('%s', (_how, fact, message, share) => expect(restatesFact(fact, message)).toBe(share))

  test.each([
    ['something else', 'router restarted twice', 'Thank you, I will wait for your call.'],
    ['one or two everyday words', 'her son', 'My son is well and her garden too.'],
    ['part of a number', '48-2291-07', 'It is the year 2291.'],
    ['nothing', '', 'Hello'],
  ])('%s is not suspected', (_how, fact, message) =>
    expect(restatesFact(fact, message)).toBeLessThan(SUSPECTED),
  )

  test('scripts without spaces are compared by their characters', () => {
    expect(restatesFact('我的電話不能用', '我的電話不能用了')).toBe(1)
  })
})

describe('an earlier message', () => {
  test('told again with a sigh around it', () => {
    const again = `Hello, as I told your colleague: ${first} Please!`
    expect(restatesMessage(first, again)).toBeGreaterThan(0.9)
    expect(restatesMessage(again, first)).toBeGreaterThan(0.9)
  })

  test('sentences in another order are still the same', () => {
    const [one = '', two = ''] = first.split('. ')
    expect(restatesMessage(first, `${two} ${one}`)).toBeGreaterThan(SUSPECTED)
  })

  test.each([
    ['the next word in the talk', 'Yes, the smaller model in blue, please. When will it arrive at my house?'],
    ['thanks', 'Thank you very much!'],
    ['a greeting they share', 'Dear all, my son'],
    ['nothing', ''],
  ])('%s is not suspected', (_how, message) =>
    expect(restatesMessage(first, message)).toBeLessThan(SUSPECTED),
  )
})
