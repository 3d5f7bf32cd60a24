import { useSyncExternalStore } from 'react'

type Open = 'palette' | 'shortcuts' | null
let open: Open = null
const listeners = new Set<() => void>()

function change(next: Open) {
  open = next
  for (const tell of listeners) tell()
}

export const openPalette = () => change('palette')
export const openShortcuts = () => change('shortcuts')
export const closeOverlay = () => change(null)

/** Closes it and runs, two frames later: in the first the focus goes back to where it was, and `run` may move it. */
export function closeOverlayAnd(run: () => void): void {
  closeOverlay()
  requestAnimationFrame(() => requestAnimationFrame(run))
}

/** Also while its code is still on its way: what one types then is meant for it. */
export const isOverlayOpen = () => open !== null

/** Which of the two helpers over the desk is open. */
export function useOverlay(): Open {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
}
