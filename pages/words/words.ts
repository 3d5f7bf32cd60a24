import { english, type Words } from './en.ts'

export type { Words } from './en.ts'

const languages: Readonly<Record<string, Words>> = { en: english }

export interface Speech {
  /** As `lang` of the page, BCP 47. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly words: Words
}

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur'])

/** The first of these languages that pages are written in; English when none is. */
export const speechFor = (...wanted: readonly (string | null | undefined)[]): Speech => {
  const [language = 'en'] = wanted
    .map((locale) => locale?.toLowerCase().split('-')[0])
    .filter((each) => each !== undefined && Object.hasOwn(languages, each))
  const words = languages[language] ?? english
  return { language, direction: RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr', words }
}
