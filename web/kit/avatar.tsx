import { cx } from './cx.ts'
import { hueOf, initials } from './initials.ts'

// Complete class names, because Tailwind finds only what is written out.
const hues = [
  'bg-accent-soft text-accent-text',
  'bg-good-soft text-good',
  'bg-calm-soft text-calm',
  'bg-warn-soft text-warn',
  'bg-bad-soft text-bad',
  'bg-line text-ink-soft',
]
const sizes = {
  tiny: 'size-5 text-[0.625rem]',
  small: 'size-7 text-xs',
  normal: 'size-9 text-sm',
  large: 'size-12 text-lg',
}

type Props = { name: string; size?: keyof typeof sizes; className?: string }

/** A face by its letters. It is decoration: the name stands beside it or in a label. */
export function Avatar({ name, size = 'normal', className }: Props) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'inline-flex shrink-0 select-none items-center justify-center rounded-full font-semibold',
        hues[hueOf(name, hues.length)],
        sizes[size],
        className,
      )}
    >
      {initials(name)}
    </span>
  )
}
