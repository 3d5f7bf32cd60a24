import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { CaseRow as Row } from '../../../server/cases/contract.ts'
import { CaseRow } from './case-row.tsx'

export const rowHeight = 96
type Props = {
  label: string
  rows: Row[]
  openId: number | null
  marked: ReadonlySet<number>
  onOpen: (id: number) => void
  onMark: (id: number, withShift: boolean) => void
  onEnd: () => void
  onHold: (isHeld: boolean) => void
}

/** A long list as a list box: only the rows in sight exist, the keyboard moves by j, k and the arrows. */
export function CaseList({ label, rows, openId, marked, onOpen, onMark, onEnd, onHold }: Props) {
  // The virtualizer changes inside without telling React Compiler, which would keep the first rows for ever.
  'use no memo'
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  })
  const shown = virtual.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 10) onEnd()
  }, [lastShown, rows.length, onEnd])
  const openIndex = rows.findIndex(({ id }) => id === openId)
  useEffect(() => {
    if (openIndex >= 0) virtual.scrollToIndex(openIndex, { align: 'auto' })
  }, [openIndex, virtual])
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={label}
      aria-multiselectable="true"
      aria-activedescendant={openIndex >= 0 ? `case-${openId}` : undefined}
      tabIndex={0}
      data-list="cases"
      className="min-h-0 grow overflow-y-auto overscroll-contain outline-none focus-visible:shadow-[inset_0_0_0_2px_var(--accent)]"
      onPointerEnter={() => onHold(true)}
      onPointerLeave={() => onHold(false)}
    >
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = rows[index]
          if (!row) return null
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list moves by j, k and the arrows, bound to the page.
            <div
              key={key}
              id={`case-${row.id}`}
              role="option"
              aria-selected={row.id === openId || marked.has(row.id)}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              tabIndex={-1}
              className="absolute inset-x-0 top-0 cursor-pointer outline-none"
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              onClick={(event) => (event.metaKey || event.ctrlKey ? onMark(row.id, false) : onOpen(row.id))}
            >
              <CaseRow
                row={row}
                isOpen={row.id === openId}
                isMarked={marked.has(row.id)}
                onMark={(withShift) => onMark(row.id, withShift)}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}
