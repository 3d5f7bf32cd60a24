import { Popover as AriaPopover, type PopoverProps } from 'react-aria-components'
import { cx } from './cx.ts'

/** The one floating surface: menus, selects and small forms stand on it. */
export function Popover({ className, ...rest }: Omit<PopoverProps, 'className'> & { className?: string }) {
  return (
    <AriaPopover
      offset={4}
      {...rest}
      className={cx(
        'animate-rise overflow-auto rounded-lg bg-raised p-1 text-ink shadow-raised outline-none',
        className,
      )}
    />
  )
}

/** How a row in a menu or list box looks, whoever draws it. */
export const rowLook =
  'flex min-h-8 cursor-pointer select-none items-center gap-2 rounded-md px-2 py-1 outline-none ' +
  'data-[focused]:bg-hover data-[disabled]:opacity-45 data-[selected]:font-medium'
