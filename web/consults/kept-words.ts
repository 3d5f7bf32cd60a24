import { useSyncExternalStore } from 'react'

// Beside the screens, so that half an answer outlives a look at another case, and a question that ends meanwhile.
const kept = new Map<number, string>()
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What one has begun to write to a question; an empty text is none. */
export function keepWords(consultId: number, words: string): void {
  if (words === '') kept.delete(consultId)
  else kept.set(consultId, words)
  for (const tell of listeners) tell()
}

export const wordsFor = (consultId: number): string => kept.get(consultId) ?? ''

/** The same, kept up to date on the screen. */
export const useWordsFor = (consultId: number): string =>
  useSyncExternalStore(
    subscribe,
    () => wordsFor(consultId),
    () => wordsFor(consultId),
  )
