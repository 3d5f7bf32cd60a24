import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'

export type Toast = {
  words: string
  /** Offered for as long as the toast stays; pressing it closes the toast. */
  action?: { label: string; keys?: string; run: () => void }
  /** Milliseconds; pauses while the pointer or the focus is on it. */
  stay?: number
}
type Shown = Toast & { id: number }

let shown: Shown[] = []
let lastId = 0
const listeners = new Set<() => void>()

function change(next: Shown[]) {
  shown = next
  for (const tell of listeners) tell()
}

/** Says something for a moment. Returns a function that takes it away again. */
export function toast(words: string, options: Omit<Toast, 'words'> = {}): () => void {
  lastId += 1
  const id = lastId
  change([...shown.slice(-2), { id, words, ...options }])
  return () => change(shown.filter((one) => one.id !== id))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Where toasts appear; mounted once. */
export function ToastRegion() {
  const { t } = useLingui()
  const all = useSyncExternalStore(subscribe, () => shown)
  return (
    <section
      aria-label={t`Messages from the desk`}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-50 grid justify-items-center gap-2 px-4 max-md:bottom-20"
    >
      {all.map((one) => (
        <ToastCard key={one.id} toast={one} />
      ))}
    </section>
  )
}

function ToastCard({ toast: one }: { toast: Shown }) {
  const { t } = useLingui()
  const [isHeld, setHeld] = useState(false)
  const close = () => change(shown.filter((other) => other.id !== one.id))
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => change(shown.filter((other) => other.id !== one.id)), one.stay ?? 6000)
    return () => clearTimeout(timer)
  }, [isHeld, one])
  const { action } = one
  return (
    <fieldset
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex animate-rise items-center gap-2 rounded-lg bg-raised py-1.5 ps-4 pe-1.5 shadow-raised"
    >
      <span>{one.words}</span>
      {action && (
        <Button
          look="quiet"
          size="small"
          className="font-semibold text-accent-text"
          keys={action.keys}
          onPress={() => {
            close()
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon={X} label={t`Close`} className="size-7" onPress={close} />
    </fieldset>
  )
}
