import { useLingui } from '@lingui/react/macro'
import { useSyncExternalStore } from 'react'
import { exact, relative } from './relative.ts'

// One clock for the whole page: every relative time moves together, once in half a minute.
let now = Date.now()
const listeners = new Set<() => void>()
setInterval(() => {
  now = Date.now()
  for (const tell of listeners) tell()
}, 30_000)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Milliseconds since 1970, refreshed twice a minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}

/** A moment in relative words; the exact one on hover and for machines. */
export function RelativeTime({ time, className }: { time: string; className?: string }) {
  const { t, i18n } = useLingui()
  return (
    <time dateTime={time} title={exact(time, i18n.locale)} className={className}>
      {relative(time, useNow(), i18n.locale, t`just now`)}
    </time>
  )
}
