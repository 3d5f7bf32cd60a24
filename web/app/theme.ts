import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark' | 'system'
const key = 'regard.theme'
const listeners = new Set<() => void>()

/** The theme the reader chose on this device; `system` when none. */
export function chosenTheme(): Theme {
  const { theme } = document.documentElement.dataset
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

/** The chosen theme, as it changes. */
export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, chosenTheme)
}

/** Applies a theme at once and keeps it on this device (public/assets/first-1.js reads it before the first paint). */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme
    localStorage.removeItem(key)
  } else {
    document.documentElement.dataset.theme = theme
    localStorage.setItem(key, theme)
  }
  for (const tell of listeners) tell()
}
