import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { cx } from './cx.ts'
import { Kbd } from './kbd.tsx'

const looks = {
  primary: 'bg-accent text-on-accent data-[hovered]:bg-accent-hover font-medium',
  plain: 'border border-line-strong/60 bg-surface data-[hovered]:bg-hover',
  quiet: 'text-ink-soft data-[hovered]:bg-hover data-[hovered]:text-ink',
  danger: 'border border-bad/50 text-bad data-[hovered]:bg-bad-soft',
}
const sizes = { small: 'h-7 px-2 text-sm', normal: 'h-8 px-3 text-base', large: 'h-10 px-4 text-base' }

export type ButtonProps = Omit<AriaButtonProps, 'children' | 'className'> & {
  look?: keyof typeof looks
  size?: keyof typeof sizes
  /** A tinykeys binding, shown beside the words; the binding itself is made elsewhere. */
  keys?: string
  icon?: ReactNode
  children: ReactNode
  className?: string
}

/** The one button. `isPending` keeps its size and its focus, and takes no further presses. */
export function Button({
  look = 'plain',
  size = 'normal',
  keys,
  icon,
  isPending = false,
  onPress,
  children,
  className,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      // React Aria's own pending state announces an element that is gone once a dialog has closed.
      onPress={isPending ? undefined : onPress}
      aria-disabled={isPending || undefined}
      className={cx(
        'inline-flex shrink-0 cursor-pointer select-none items-center justify-center gap-2 whitespace-nowrap rounded-md transition-colors',
        'data-[disabled]:cursor-default data-[disabled]:opacity-50',
        isPending && 'cursor-progress opacity-60',
        looks[look],
        sizes[size],
        className,
      )}
    >
      {icon}
      {children}
      {keys && <Kbd keys={keys} className="opacity-90 max-md:hidden" />}
    </AriaButton>
  )
}
