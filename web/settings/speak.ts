import { i18n } from '@lingui/core'

/** Adds the words that only the settings need, which are not loaded with the first screen. */
export async function speakOfSettings(): Promise<void> {
  const { messages } = await import('../locales/en/settings.po')
  i18n.load('en', messages)
}
