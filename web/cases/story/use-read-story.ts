import { type RefObject, useEffect } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import { tellRead } from './api.ts'

/** So long it must stand before somebody's eyes to count as read. */
const LOOK_MS = 1500

/** Tells that the story was read before the next word, once it has stood on the screen for a moment. */
export function useReadStory(found: Case, panel: RefObject<HTMLElement | null>, isOpen: boolean): void {
  const { id, newestMessageId } = found
  // biome-ignore lint/correctness/useExhaustiveDependencies: what opens the panel or brings news begins a new look.
  useEffect(() => {
    const timer = setTimeout(() => {
      if (document.hidden || !panel.current?.checkVisibility()) return
      // What cannot be told now is told at the next look; nothing else may suffer.
      void tellRead(id).catch(() => {})
    }, LOOK_MS)
    return () => clearTimeout(timer)
  }, [id, newestMessageId, isOpen])
}
