import { expect, test } from 'vitest'
import { detectLanguage, stemmerOf } from './language.ts'

test.each([
  ['My phone has not been working since yesterday.', 'en', 'english'],
  ['Mein Telefon funktioniert seit gestern nicht mehr.', 'de', 'german'],
  ['Min telefon har inte fungerat sedan i går.', 'sv', 'swedish'],
  ['هاتفي لا يعمل منذ الأمس', 'ar', 'arabic'],
  ['我的电话从昨天开始就坏了', 'zh', null],
])('%s is written in %s', async (text, language, stemmer) => {
  expect(await detectLanguage(text)).toBe(language)
  expect(stemmerOf(language)).toBe(stemmer)
})

test('one word tells no language', async () => expect(await detectLanguage('ok')).toBeNull())

test('a language tag is read up to its region', () => {
  expect(stemmerOf('de-AT')).toBe('german')
  expect(stemmerOf('pt_BR')).toBe('portuguese')
  expect(stemmerOf(null)).toBeNull()
  expect(stemmerOf('constructor')).toBeNull()
})
