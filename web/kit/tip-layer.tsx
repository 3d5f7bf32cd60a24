import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Kbd } from './kbd.tsx'
import { type Side, type Spot, spotFor } from './tip.ts'

const rest = 500
const edge = 8
type Shown = { words: string; keys: string | undefined; spot: Spot }

function read(control: HTMLElement): Shown {
  const { tip = '', tipKeys, tipSide } = control.dataset
  const isRtl = document.documentElement.dir === 'rtl'
  return {
    words: tip,
    keys: tipKeys,
    spot: spotFor(control.getBoundingClientRect(), (tipSide as Side) ?? 'bottom', isRtl),
  }
}

const controlAt = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null

/** Calls `show` with what is to be shown: after a rest of the mouse, at once on keyboard focus, null to hide. */
function watch(show: (shown: Shown | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let current: HTMLElement | null = null
  const hide = () => {
    clearTimeout(timer)
    current = null
    show(null)
  }
  const over = ({ target, pointerType }: PointerEvent) => {
    const control = controlAt(target)
    if (control === current || (target instanceof Element && target.closest('[role=tooltip]'))) return
    hide()
    if (!control || pointerType !== 'mouse') return
    current = control
    timer = setTimeout(() => control.isConnected && show(read(control)), rest)
  }
  const focus = ({ target }: FocusEvent) => {
    const control = controlAt(target)
    if (control?.matches(':focus-visible')) show(read(control))
  }
  const stop = new AbortController()
  const { signal } = stop
  document.addEventListener('pointerover', over, { signal })
  document.addEventListener('focusin', focus, { signal })
  document.addEventListener('focusout', hide, { signal })
  document.addEventListener('pointerdown', hide, { signal })
  document.addEventListener('keydown', ({ key }) => key !== 'Tab' && hide(), { signal })
  document.addEventListener('scroll', hide, { signal, capture: true })
  return () => {
    stop.abort()
    hide()
  }
}

/** The one tooltip of the page. It repeats the control's name, so screen readers need nothing from it. */
export function TipLayer() {
  const [shown, setShown] = useState<Shown | null>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => watch(setShown), [])
  useLayoutEffect(() => {
    const placed = box.current?.getBoundingClientRect()
    if (!placed || !box.current) return
    const over = Math.max(0, placed.right - window.innerWidth + edge) - Math.max(0, edge - placed.left)
    if (over !== 0) box.current.style.marginLeft = `${-over}px`
  })
  if (!shown) return null
  const { left, top, shift } = shown.spot
  return (
    <div
      ref={box}
      key={shown.words}
      role="tooltip"
      aria-hidden="true"
      style={{ left, top, translate: shift }}
      className="pointer-events-none fixed z-50 flex max-w-72 animate-appear items-center gap-2 whitespace-nowrap rounded-md bg-ink px-2 py-1 text-paper text-sm"
    >
      {shown.words}
      {shown.keys && <Kbd keys={shown.keys} />}
    </div>
  )
}
