import type { LucideIcon } from 'lucide-react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components'
import { cx } from './cx.ts'
import { type Side, tip } from './tip.ts'

type Props = Omit<ButtonProps, 'children' | 'className'> & {
  icon: LucideIcon
  /** What it does, in words: the accessible name and the tooltip. */
  label: string
  keys?: string
  placement?: Side
  isOn?: boolean
  className?: string
}

/** A button that is only an icon; it is never without words, and shows its shortcut with them. */
export function IconButton({ icon: Icon, label, keys, placement, isOn = false, className, ...rest }: Props) {
  return (
    <AriaButton
      {...rest}
      {...tip(label, keys, placement)}
      aria-label={label}
      className={cx(
        'inline-flex size-8 shrink-0 cursor-pointer items-center justify-center rounded-md transition-colors',
        'data-[hovered]:bg-hover data-[hovered]:text-ink data-[disabled]:opacity-40',
        isOn ? 'bg-accent-soft text-accent-text' : 'text-ink-soft',
        className,
      )}
    >
      <Icon aria-hidden size={18} strokeWidth={1.75} />
    </AriaButton>
  )
}
