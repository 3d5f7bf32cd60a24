import { type RefObject, useEffect, useState } from 'react'
import { type Said, saidAt } from '../story/said.ts'

/** Words that the reader has selected inside one message or call, and where they stand in the window. */
export type Selected = {
  said: Said
  /** The earlier case in which it was said; null for the one that is open. */
  caseId: number | null
  words: string
  left: number
  top: number
}

/** What is selected now; null for nothing, for words of two messages, and for anything outside `place`. */
export function useSelected(place: RefObject<HTMLElement | null>): Selected | null {
  const [selected, setSelected] = useState<Selected | null>(null)
  useEffect(() => {
    const read = () => setSelected(place.current && selectedIn(place.current, document.getSelection()))
    document.addEventListener('selectionchange', read)
    const scroller = place.current
    scroller?.addEventListener('scroll', read, { passive: true })
    return () => {
      document.removeEventListener('selectionchange', read)
      scroller?.removeEventListener('scroll', read)
    }
  }, [place])
  return selected
}

function selectedIn(place: HTMLElement, selection: Selection | null): Selected | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const words = selection.toString().trim()
  const range = selection.getRangeAt(0)
  const around = range.commonAncestorContainer
  const element = around instanceof Element ? around : around.parentElement
  const owner = element?.closest('[data-said]')
  if (words === '' || !owner || !place.contains(owner)) return null
  const said = saidAt(owner.id || (owner.closest('[id^=said-]')?.id ?? ''))
  if (!said) return null
  const { left, width, top } = range.getBoundingClientRect()
  const earlier = owner.closest<HTMLElement>('[data-case]')?.dataset.case
  return { said, caseId: earlier ? Number(earlier) : null, words, left: left + width / 2, top }
}
