import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import { wordsOf } from '../../app/problem.ts'
import { Button } from '../../kit/button.tsx'
import { SkeletonText } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { conversationQuery } from '../api.ts'
import { Item } from './item.tsx'

/** All that was said on one case, oldest first; `children` stand before its very beginning. */
export function Talk({ found, children }: { found: Case; children?: ReactNode }) {
  const { t } = useLingui()
  const talk = useInfiniteQuery(conversationQuery(found.id))
  if (talk.isPending) return <SkeletonText lines={5} />
  if (!talk.data)
    return (
      <ErrorState onRetry={() => void talk.refetch()}>
        {wordsOf(talk.error, t`Nothing was lost. Please try once more in a moment.`)}
      </ErrorState>
    )
  const items = talk.data.pages.toReversed().flatMap((page) => page.items)
  return (
    <>
      {talk.hasNextPage ? (
        <Button
          look="quiet"
          size="small"
          isPending={talk.isFetchingNextPage}
          onPress={() => void talk.fetchNextPage()}
        >
          <Trans>Show what was said before</Trans>
        </Button>
      ) : (
        children
      )}
      {items.map((item) => (
        <Item key={`${item.type}${item.id}`} item={item} found={found} />
      ))}
    </>
  )
}
