import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { ListName } from '../../../server/cases/contract.ts'
import { useCommands } from '../../app/commands.ts'
import { cx } from '../../kit/cx.ts'
import { casesQuery } from '../api.ts'
import { CaseList } from './case-list.tsx'
import { ListHeader } from './list-header.tsx'
import { ListEmpty, ListError, ListSkeleton, Newcomers } from './list-states.tsx'
import { mark, neighbour } from './selection.ts'
import { useSteadyRows } from './use-steady-rows.ts'

const BulkBar = lazy(() => import('./bulk-bar.tsx'))

type Props = { list: ListName; openId: number | null; onOpen: (id: number) => void; className?: string }

/** One list of cases with its filter, its keyboard and what may be done with many at once. */
export function ListZone({ list, openId, onOpen, className }: Props) {
  const [teamId, setTeamId] = useState<number | undefined>()
  const [isHeld, setHeld] = useState(false)
  const [marked, setMarked] = useState<ReadonlySet<number>>(new Set())
  const [lastMarked, setLastMarked] = useState<number | null>(null)
  const cases = useInfiniteQuery(casesQuery({ list, teamId }))
  const fresh = cases.data?.pages.flatMap(({ items }) => items) ?? []
  const { rows, newcomers, release } = useSteadyRows(fresh, isHeld || marked.size > 0, `${list} ${teamId}`)
  const ids = rows.map(({ id }) => id)
  const onMark = (id: number, withShift: boolean) => {
    setMarked(mark(marked, ids, id, withShift ? lastMarked : null))
    setLastMarked(id)
  }
  useListCommands({ ids, openId, onOpen, onMark, onClear: () => setMarked(new Set()) })
  return (
    <section className={cx('flex min-h-0 min-w-0 flex-col border-line border-e bg-surface', className)}>
      <ListHeader list={list} teamId={teamId} onTeam={setTeamId} />
      {newcomers > 0 && <Newcomers count={newcomers} onShow={release} />}
      {cases.isPending && <ListSkeleton />}
      {cases.isError && rows.length === 0 && (
        <ListError error={cases.error} onRetry={() => void cases.refetch()} />
      )}
      {cases.isSuccess && rows.length === 0 && <ListEmpty list={list} />}
      {rows.length > 0 && (
        <ListBody
          list={list}
          rows={rows}
          openId={openId}
          marked={marked}
          onOpen={onOpen}
          onMark={onMark}
          onHold={setHeld}
          onEnd={() => {
            if (cases.hasNextPage && !cases.isFetchingNextPage) void cases.fetchNextPage()
          }}
        />
      )}
      <Suspense fallback={null}>
        {marked.size > 0 && <BulkBar ids={[...marked]} onDone={() => setMarked(new Set())} />}
      </Suspense>
    </section>
  )
}

function ListBody({ list, ...rest }: { list: ListName } & Omit<Parameters<typeof CaseList>[0], 'label'>) {
  const { t } = useLingui()
  return <CaseList key={list} label={t`Cases`} {...rest} />
}

type Keys = {
  ids: number[]
  openId: number | null
  onOpen: (id: number) => void
  onMark: (id: number, withShift: boolean) => void
  onClear: () => void
}

function useListCommands({ ids, openId, onOpen, onMark, onClear }: Keys) {
  const { t } = useLingui()
  const go = (step: number) => {
    const next = neighbour(ids, openId, step)
    if (next !== undefined) onOpen(next)
  }
  const group = t`Lists`
  useCommands([
    { id: 'next', title: t`Next case`, group, keys: 'j', run: () => go(1) },
    { id: 'previous', title: t`Previous case`, group, keys: 'k', run: () => go(-1) },
    { id: 'next-arrow', title: t`Next case`, group, keys: 'ArrowDown', run: () => go(1) },
    { id: 'previous-arrow', title: t`Previous case`, group, keys: 'ArrowUp', run: () => go(-1) },
    {
      id: 'mark',
      title: t`Mark this case`,
      group,
      keys: 'x',
      run: () => openId !== null && onMark(openId, false),
    },
    {
      id: 'mark-to',
      title: t`Mark all up to this case`,
      group,
      keys: 'Shift+x',
      run: () => openId !== null && onMark(openId, true),
    },
    { id: 'unmark', title: t`Unmark all`, group, keys: 'Escape', run: onClear },
  ])
}
