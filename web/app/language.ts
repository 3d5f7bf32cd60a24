import { i18n } from '@lingui/core'
import { messages as english } from '../locales/en/messages.po'

/** Loads the words of one language and turns the page to its direction; unknown languages fall back to English. */
export function speak(locale: string): void {
  i18n.load('en', english)
  i18n.activate('en')
  document.documentElement.lang = locale
  document.documentElement.dir = new Intl.Locale(locale).language.match(/^(ar|fa|he|ur)$/) ? 'rtl' : 'ltr'
}
