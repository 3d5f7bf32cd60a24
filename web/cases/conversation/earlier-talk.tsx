import { Trans, useLingui } from '@lingui/react/macro'
import { usePrefetchInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { wordsOf } from '../../app/problem.ts'
import { SkeletonText } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { caseQuery, conversationQuery } from '../api.ts'
import { Talk } from './talk.tsx'

type Props = { id: number; number: number }

/** Everything that was said on an earlier case, at its place in the one scroll. */
export default function EarlierTalk({ id, number }: Props) {
  const { t } = useLingui()
  const found = useQuery(caseQuery(id))
  usePrefetchInfiniteQuery(conversationQuery(id))
  if (found.isPending) return <SkeletonText lines={3} />
  if (!found.data)
    return (
      <ErrorState onRetry={() => void found.refetch()}>
        {wordsOf(found.error, t`Nothing was lost. Please try once more in a moment.`)}
      </ErrorState>
    )
  return (
    <div
      data-case={id}
      className="my-2 ms-3 grid gap-7 border-line border-s-2 py-2 ps-5 max-md:ms-1 max-md:ps-3"
    >
      <Talk found={found.data} />
      <Link
        to="/desk/$list/$caseId"
        params={{ list: 'all', caseId: String(id) }}
        className="justify-self-start text-accent-text text-sm hover:underline"
      >
        <Trans>Open case #{number}</Trans>
      </Link>
    </div>
  )
}
