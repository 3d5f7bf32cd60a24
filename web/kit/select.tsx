import { ChevronDown } from 'lucide-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { cx } from './cx.ts'
import { control, type FieldWords, inlineControl } from './field-look.ts'

export type Choice<V extends string | number> = { value: V; label: string; hint?: ReactNode }

export type SelectProps<V extends string | number> = FieldWords & {
  choices: readonly Choice<V>[]
  value: V | null
  onChange: (value: V) => void
  placeholder?: string
  isDisabled?: boolean
  look?: 'field' | 'quiet' | 'inline'
  className?: string
}

export const selectLooks = {
  field: cx(control, 'flex h-9 cursor-pointer items-center justify-between gap-2 text-start'),
  inline: cx(inlineControl, 'flex h-7 cursor-pointer items-center justify-between gap-2 text-start'),
  quiet:
    'flex h-7 max-w-full cursor-pointer items-center gap-1 rounded-md px-2 text-ink-soft text-sm data-[hovered]:bg-hover',
}

const SelectBox = lazy(() => import('./select-box.tsx').then((part) => ({ default: part.SelectBox }))) as <
  V extends string | number,
>(
  props: SelectProps<V>,
) => ReactNode

/** One of a few choices. `look="quiet"` is for tool bars. Its code comes after the first paint; its place is kept. */
export function Select<V extends string | number>(props: SelectProps<V>) {
  return (
    <Suspense fallback={<Place {...props} />}>
      <SelectBox {...props} />
    </Suspense>
  )
}

function Place<V extends string | number>({
  label,
  isLabelHidden,
  choices,
  value,
  look = 'field',
  className,
}: SelectProps<V>) {
  return (
    <div aria-hidden="true" className={cx('block', className)}>
      {!isLabelHidden && <span className="mb-1 block font-medium text-sm">{label}</span>}
      <span className={selectLooks[look]}>
        <span className="truncate">{choices.find((choice) => choice.value === value)?.label}</span>
        <ChevronDown size={16} className="shrink-0 text-ink-quiet" />
      </span>
    </div>
  )
}
