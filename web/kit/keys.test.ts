import { expect, test } from 'vitest'
import { ariaKeys, keyCaps } from './keys.ts'

test('a shortcut is shown in the words of the keyboard in front of the reader', () => {
  expect(keyCaps('$mod+k', 'MacIntel')).toEqual(['⌘', 'K'])
  expect(keyCaps('$mod+k', 'Linux x86_64')).toEqual(['Ctrl', 'K'])
  expect(keyCaps('$mod+Enter', 'Win32')).toEqual(['Ctrl', '↵'])
})

test('a sequence of keys is shown one cap after the other', () => {
  expect(keyCaps('g c', 'Win32')).toEqual(['G', 'C'])
})

test('assistive technology gets the standard names', () => {
  expect(ariaKeys('$mod+Enter', 'MacIntel')).toBe('Meta+Enter')
  expect(ariaKeys('$mod+Enter', 'Linux')).toBe('Control+Enter')
})
