import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { wordsOf } from '../../app/problem.ts'
import { Button } from '../../kit/button.tsx'
import { SkeletonText } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { caseQuery, conversationQuery } from '../api.ts'
import { Item } from './item.tsx'

type Props = { id: number; number: number }

/** Everything that was said on an earlier case, at its place in the one scroll. */
export default function EarlierTalk({ id, number }: Props) {
  const { t } = useLingui()
  const found = useQuery(caseQuery(id))
  const talk = useInfiniteQuery(conversationQuery(id))
  const failed = found.isError && !found.data ? found : talk
  if (failed.isError && !failed.data)
    return (
      <ErrorState onRetry={() => void failed.refetch()}>
        {wordsOf(failed.error, t`Nothing was lost. Please try once more in a moment.`)}
      </ErrorState>
    )
  const earlier = found.data
  if (!earlier || !talk.data) return <SkeletonText lines={3} />
  const items = talk.data.pages.toReversed().flatMap((page) => page.items)
  return (
    <div
      data-case={id}
      className="my-2 ms-3 grid gap-7 border-line border-s-2 py-2 ps-5 max-md:ms-1 max-md:ps-3"
    >
      {talk.hasNextPage && (
        <Button
          look="quiet"
          size="small"
          isPending={talk.isFetchingNextPage}
          onPress={() => void talk.fetchNextPage()}
        >
          <Trans>Show what was said before</Trans>
        </Button>
      )}
      {items.map((item) => (
        <Item key={`${item.type}${item.id}`} item={item} found={earlier} />
      ))}
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
