import { expect, test } from 'vitest'
import { fitting } from './fitting.ts'

const commands = ['Merge into another case…', 'Next case', 'Next case', 'Write a note'].map((title) => ({
  title,
}))
const titles = (words: string) => fitting(commands, words).map(({ title }) => title)

test('a command is found by any words of its title, in any order', () => {
  expect(titles('case mer')).toEqual(['Merge into another case…'])
  expect(titles('NOTE')).toEqual(['Write a note'])
})

test('two keys for the same thing are one entry, and no words show everything', () => {
  expect(titles('')).toEqual(['Merge into another case…', 'Next case', 'Write a note'])
  expect(titles('fly')).toEqual([])
})
