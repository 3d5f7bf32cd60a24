import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Handshake } from 'lucide-react'
import type { CustomerPromise } from '../../server/promises/contract.ts'
import { RouteError } from '../app/route-states.tsx'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { SkeletonText } from '../kit/skeleton.tsx'
import { EmptyState } from '../kit/states.tsx'
import { type Ledger, ledgerQuery } from './api.ts'
import { DueTime } from './due-time.tsx'
import { Keeper } from './keeper.tsx'
import { stateTones, stateWords } from './words.ts'

/** The promises behind a number, each with the way to its case. */
export function LedgerList({ asked }: { asked: Ledger }) {
  const { t } = useLingui()
  const found = useInfiniteQuery(ledgerQuery(asked))
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  if (found.isError && items.length === 0)
    return <RouteError error={found.error} reset={() => void found.refetch()} />
  if (found.isPending) return <SkeletonText lines={5} />
  if (items.length === 0)
    return (
      <EmptyState icon={Handshake} title={t`None`}>
        <Trans>What you promise on a case stands here.</Trans>
      </EmptyState>
    )
  return (
    <>
      <ul aria-label={t`Promises`} className="divide-y divide-line border-line border-y">
        {items.map((promise) => (
          <Row key={promise.id} promise={promise} />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button
          className="mt-3"
          isPending={found.isFetchingNextPage}
          onPress={() => void found.fetchNextPage()}
        >
          {t`Show more`}
        </Button>
      )}
    </>
  )
}

function Row({ promise }: { promise: CustomerPromise }) {
  const { t, i18n } = useLingui()
  const { what, customer, state } = promise
  const name = customer?.name ?? t`Somebody we do not know yet`
  return (
    <li>
      <Link
        to="/desk/$list/$caseId"
        params={{ list: 'all', caseId: String(promise.case.id) }}
        className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-2 py-2.5 hover:bg-hover"
      >
        <span className="truncate font-medium">{what}</span>
        <Chip tone={stateTones[state]}>{i18n._(stateWords[state])}</Chip>
        <span className="col-span-2 text-ink-soft text-sm">
          <Trans>
            to {name}, by <DueTime at={promise.dueAt} timeZone={promise.timeZone} />
          </Trans>
          <span className="text-ink-quiet"> · </span>
          <Keeper promise={promise} />
        </span>
      </Link>
    </li>
  )
}
