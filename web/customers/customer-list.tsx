import { useLingui } from '@lingui/react/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { CustomerSummary } from '../../server/customers/contract.ts'
import { Avatar } from '../kit/avatar.tsx'
import { cx } from '../kit/cx.ts'
import { Skeleton } from '../kit/skeleton.tsx'

const rowHeight = 60
const places = ['a', 'b', 'c', 'd', 'e', 'f']
type Props = {
  items: CustomerSummary[]
  openId: number | null
  isPending: boolean
  onOpen: (id: number) => void
  onEnd: () => void
}

/** Customers by name; only those in sight exist, so that a hundred thousand scroll as lightly as ten. */
export function CustomerList({ items, openId, isPending, onOpen, onEnd }: Props) {
  // The virtualizer changes inside without telling React Compiler, which would keep the first rows for ever.
  'use no memo'
  const { t } = useLingui()
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const shown = virtual.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (items.length > 0 && lastShown >= items.length - 10) onEnd()
  }, [lastShown, items.length, onEnd])
  return (
    <nav ref={scroller} aria-label={t`Customers`} className="min-h-0 grow overflow-y-auto overscroll-contain">
      {isPending && places.map((place) => <Skeleton key={place} className="mx-4 my-3 h-9" />)}
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const one = items[index]
          if (!one) return null
          return (
            <li
              key={one.id}
              className="absolute inset-x-0 top-0"
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            >
              <button
                type="button"
                aria-current={one.id === openId ? 'page' : undefined}
                onClick={() => onOpen(one.id)}
                className={cx(
                  'flex h-full w-full cursor-pointer items-center gap-3 border-line border-b px-4 text-start focus-visible:-outline-offset-2',
                  one.id === openId
                    ? 'bg-accent-soft shadow-[inset_3px_0_0_var(--accent)]'
                    : 'hover:bg-hover',
                )}
              >
                <Avatar name={one.name} />
                <span className="min-w-0">
                  <span className="block truncate font-medium">{one.name}</span>
                  <span className="block truncate text-ink-soft text-sm">
                    {[one.organisationName, one.address].filter(Boolean).join(', ')}
                  </span>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
