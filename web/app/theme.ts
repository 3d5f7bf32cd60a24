export type Theme = 'light' | 'dark' | 'system'
const key = 'regard.theme'

/** The theme the reader chose on this device; `system` when none. */
export function chosenTheme(): Theme {
  const { theme } = document.documentElement.dataset
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

/** Applies a theme at once and keeps it on this device (public/theme.js reads it before the first paint). */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme
    localStorage.removeItem(key)
    return
  }
  document.documentElement.dataset.theme = theme
  localStorage.setItem(key, theme)
}
