import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps } from 'react-aria-components'
import { cx } from './cx.ts'

type Props = Omit<CheckboxProps, 'children' | 'className'> & { children?: ReactNode; className?: string }

/** A box to tick; without children it needs an `aria-label`. */
export function Checkbox({ children, className, ...rest }: Props) {
  return (
    <AriaCheckbox
      {...rest}
      className={cx('group flex cursor-pointer items-center gap-2 data-[disabled]:opacity-50', className)}
    >
      {({ isSelected, isIndeterminate }) => (
        <>
          <span
            className={cx(
              'flex size-4.5 shrink-0 items-center justify-center rounded-sm border',
              'group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-accent group-data-[focus-visible]:outline-offset-2',
              isSelected || isIndeterminate
                ? 'border-accent bg-accent text-on-accent'
                : 'border-line-strong bg-surface',
            )}
          >
            {isIndeterminate ? (
              <Minus aria-hidden size={14} strokeWidth={3} />
            ) : (
              isSelected && <Check aria-hidden size={14} strokeWidth={3} />
            )}
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  )
}
