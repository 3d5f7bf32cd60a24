import { useLingui } from '@lingui/react/macro'
import { cx } from '../../kit/cx.ts'

export type Suggested = { id: number; label: string; hint?: string }
export type Suggesting = {
  items: Suggested[]
  chosen: number
  pick: (item: Suggested) => void
  /** Where the sign was typed, in the window. */
  at: DOMRect | null
}

/** What `/` or `@` offers, above the place where it was typed. The keyboard stays in the text. */
export function SuggestList({ suggesting: { items, chosen, pick, at } }: { suggesting: Suggesting }) {
  const { t } = useLingui()
  if (!at) return null
  return (
    <div
      {...(items.length > 0 ? { role: 'listbox', 'aria-label': t`Suggestions` } : { role: 'status' })}
      className="fixed z-30 max-h-64 w-80 max-w-[90vw] animate-rise overflow-y-auto rounded-lg bg-raised p-1 text-ink shadow-raised"
      style={{ insetInlineStart: at.left, bottom: window.innerHeight - at.top + 6 }}
    >
      {items.length === 0 && <p className="px-2 py-1 text-ink-soft text-sm">{t`Nothing fits`}</p>}
      {items.map((item, index) => (
        <div
          key={item.id}
          role="option"
          aria-selected={index === chosen}
          tabIndex={-1}
          className={cx('cursor-pointer rounded-md px-2 py-1', index === chosen && 'bg-hover')}
          onPointerDown={(event) => {
            event.preventDefault()
            pick(item)
          }}
        >
          <span className="block truncate">{item.label}</span>
          {item.hint && <span className="block truncate text-ink-soft text-sm">{item.hint}</span>}
        </div>
      ))}
    </div>
  )
}
