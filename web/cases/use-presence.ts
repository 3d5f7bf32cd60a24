import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { setPresent } from '../app/live-updates.ts'
import { presentQuery, tellPresence } from './api.ts'

const beat = 20_000
const writingLasts = 8_000

/**
 * Tells the others that the reader looks at this case, for as long as it is open and the tab is in front.
 * Returns a function to call at each key press, which tells that they write.
 */
export function usePresenceHere(caseId: number): () => void {
  const lastKey = useRef(0)
  const told = useRef('left')
  const { data } = useQuery(presentQuery(caseId))
  useEffect(() => {
    if (data) setPresent(caseId, data.items)
  }, [caseId, data])
  const tell = useEffectEvent((isRepeat: boolean) => {
    const doing = document.hidden
      ? 'left'
      : Date.now() - lastKey.current < writingLasts
        ? 'writing'
        : 'looking'
    if (!isRepeat && told.current === doing) return
    told.current = doing
    // Presence is a courtesy: when it cannot be told, nothing else may suffer.
    void tellPresence(caseId, doing).catch(() => {})
  })
  useEffect(() => {
    tell(true)
    const timer = setInterval(() => tell(true), beat)
    const check = setInterval(() => tell(false), writingLasts / 4)
    const onVisible = () => tell(false)
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      clearInterval(timer)
      clearInterval(check)
      document.removeEventListener('visibilitychange', onVisible)
      void tellPresence(caseId, 'left').catch(() => {})
    }
  }, [caseId])
  return () => {
    lastKey.current = Date.now()
  }
}
