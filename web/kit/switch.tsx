import type { ReactNode } from 'react'
import { Switch as AriaSwitch, type SwitchProps } from 'react-aria-components'
import { cx } from './cx.ts'

type Props = Omit<SwitchProps, 'children' | 'className'> & { children: ReactNode; help?: ReactNode }

/** On or off, at once (a checkbox waits for its form). */
export function Switch({ children, help, ...rest }: Props) {
  return (
    <AriaSwitch {...rest} className="group flex cursor-pointer items-start gap-3 data-[disabled]:opacity-50">
      {({ isSelected }) => (
        <>
          <span
            className={cx(
              'mt-0.5 flex h-5 w-9 shrink-0 items-center rounded-full border p-0.5 transition-colors',
              'group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-accent group-data-[focus-visible]:outline-offset-2',
              isSelected ? 'justify-end border-accent bg-accent' : 'border-line-strong bg-sunken',
            )}
          >
            <span className={cx('size-3.5 rounded-full', isSelected ? 'bg-on-accent' : 'bg-line-strong')} />
          </span>
          <span>
            {children}
            {help && <span className="block text-ink-soft text-sm">{help}</span>}
          </span>
        </>
      )}
    </AriaSwitch>
  )
}
