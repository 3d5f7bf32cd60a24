import { useLingui } from '@lingui/react/macro'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { RouteError } from '../app/route-states.tsx'
import { Skeleton } from '../kit/skeleton.tsx'
import { EmptyState } from '../kit/states.tsx'

type Props<T> = {
  label: string
  from: UseQueryResult<{ items: T[] }>
  empty: { title: string; words: string }
  children: (item: T) => ReactNode
}
const places = ['a', 'b', 'c']

/** The things of a section as rows between hairlines, with every state they can be in. */
export function Things<T extends { id: number }>({ label, from, empty, children }: Props<T>) {
  const { t } = useLingui()
  if (from.isError && !from.data) return <RouteError error={from.error} reset={() => void from.refetch()} />
  if (!from.data) {
    return (
      <div role="status" aria-label={t`Loading`}>
        {places.map((place) => (
          <Skeleton key={place} className="my-3 h-10" />
        ))}
      </div>
    )
  }
  if (from.data.items.length === 0) return <EmptyState title={empty.title}>{empty.words}</EmptyState>
  return (
    <ul aria-label={label} className="border-line border-t">
      {from.data.items.map((item) => (
        <li
          key={item.id}
          className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-2.5"
        >
          {children(item)}
        </li>
      ))}
    </ul>
  )
}
