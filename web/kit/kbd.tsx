import { cx } from './cx.ts'
import { keyCaps } from './keys.ts'

/** A keyboard shortcut as small key caps. It is a hint for the eye: the control itself carries the words. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span aria-hidden="true" className={cx('inline-flex items-center gap-0.5', className)}>
      {keyCaps(keys, navigator.platform).map((cap) => (
        <kbd
          key={cap}
          className="min-w-4.5 rounded-sm border border-current/30 px-1 text-center font-sans text-xs leading-4"
        >
          {cap}
        </kbd>
      ))}
    </span>
  )
}
