import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

const near = 120

/**
 * Keeps a scroll at its end while the reader is there: on opening, when something new is said and when the space
 * changes (the composer grows, a mail's frame learns its height). A reader who looked up is left in peace.
 */
export function useStayAtEnd(newest: string): {
  ref: RefObject<HTMLElement | null>
  isAway: boolean
  goToEnd: () => void
  /** What is unfolded above the end is what the reader looks at now. */
  stayHere: () => void
} {
  const ref = useRef<HTMLElement>(null)
  const isAtEnd = useRef(true)
  const [isAway, setAway] = useState(false)
  const goToEnd = () => ref.current?.scrollTo({ top: ref.current.scrollHeight })
  useEffect(() => {
    const box = ref.current
    if (!box) return
    const onScroll = () => {
      isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < near
      setAway(!isAtEnd.current)
    }
    const settle = () => isAtEnd.current && box.scrollTo({ top: box.scrollHeight })
    const sizes = new ResizeObserver(settle)
    sizes.observe(box)
    if (box.firstElementChild) sizes.observe(box.firstElementChild)
    box.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      sizes.disconnect()
      box.removeEventListener('scroll', onScroll)
    }
  }, [])
  useLayoutEffect(() => {
    if (newest && isAtEnd.current) ref.current?.scrollTo({ top: ref.current.scrollHeight })
  }, [newest])
  const stayHere = () => {
    isAtEnd.current = false
  }
  return { ref, isAway, goToEnd, stayHere }
}
