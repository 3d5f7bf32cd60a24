import { useLingui } from '@lingui/react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { cx } from '../kit/cx.ts'
import { countsQuery } from './api.ts'
import { listNames, listWords } from './words.ts'

/** The desk's lists with their small counts, below “Desk” in the wide rail. */
export function DeskLists({ className }: { className?: string }) {
  const { i18n } = useLingui()
  const { data } = useQuery(countsQuery)
  return (
    <ul className={cx('ms-4 grid grid-cols-1 gap-px border-line border-s ps-2', className)}>
      {listNames.map((list) => {
        const count = data?.counts[list] ?? 0
        return (
          <li key={list}>
            <Link
              to="/desk/$list"
              params={{ list }}
              activeProps={{ className: 'bg-hover text-ink font-medium' }}
              inactiveProps={{ className: 'text-ink-soft' }}
              className="flex h-7 items-center justify-between gap-2 rounded-md px-2 text-sm hover:bg-hover hover:text-ink"
            >
              <span className="truncate">{i18n._(listWords[list])}</span>
              {data && count > 0 && (
                <span className="font-normal text-ink-quiet text-xs">
                  {count >= data.cap ? `${data.cap - 1}+` : count}
                </span>
              )}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
