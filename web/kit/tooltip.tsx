import type { ReactNode } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'
import { Kbd } from './kbd.tsx'

type Props = {
  words: ReactNode
  keys?: string | undefined
  placement?: 'top' | 'bottom' | 'start' | 'end'
  children: ReactNode
}

/** Words (and the shortcut) that appear beside a control after a short rest or on keyboard focus. */
export function Tooltip({ words, keys, placement = 'bottom', children }: Props) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <AriaTooltip
        offset={6}
        placement={placement}
        className="flex max-w-72 animate-appear items-center gap-2 rounded-md bg-ink px-2 py-1 text-paper text-sm"
      >
        {words}
        {keys && <Kbd keys={keys} />}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
