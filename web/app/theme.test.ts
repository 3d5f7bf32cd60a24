import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { speak } from './language.ts'
import { chooseTheme, chosenTheme } from './theme.ts'

const kept = new Map<string, string>()
const page = { lang: '', dir: '', dataset: {} as Record<string, string> }

vi.mock('../locales/en/messages.po', () => ({ messages: {} }))
beforeEach(() => {
  kept.clear()
  page.dataset = {}
  vi.stubGlobal('document', { documentElement: page })
  vi.stubGlobal('localStorage', {
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})
afterEach(() => void vi.unstubAllGlobals())

test('a chosen theme is there at once and kept on this device', () => {
  chooseTheme('dark')
  expect(chosenTheme()).toBe('dark')
  expect(page.dataset.theme).toBe('dark')
  expect(kept.get('regard.theme')).toBe('dark')
})

test('leaving it to the computer leaves no trace', () => {
  chooseTheme('light')
  chooseTheme('system')
  expect(chosenTheme()).toBe('system')
  expect(page.dataset).toEqual({})
  expect(kept.size).toBe(0)
})

test('a theme that nobody knows counts as none', () => {
  page.dataset.theme = 'sepia'
  expect(chosenTheme()).toBe('system')
})

test.each([
  ['ar-EG', 'rtl'],
  ['he', 'rtl'],
  ['en-GB', 'ltr'],
  ['sv', 'ltr'],
])('the page of %s runs %s', (locale, direction) => {
  speak(locale)
  expect(page).toMatchObject({ lang: locale, dir: direction })
})
