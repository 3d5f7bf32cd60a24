import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ArrowDown } from 'lucide-react'
import type { Case } from '../../../server/cases/contract.ts'
import { wordsOf } from '../../app/problem.ts'
import { Button } from '../../kit/button.tsx'
import { SkeletonText } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { conversationQuery } from '../api.ts'
import { EarlierCases } from './earlier-cases.tsx'
import { Item } from './item.tsx'
import { KeepSelection } from './keep-selection.tsx'
import { useStayAtEnd } from './use-stay-at-end.ts'

/** Everything this customer and we said, oldest first, in one scroll that starts at the end. */
export function Conversation({ found }: { found: Case }) {
  const { t } = useLingui()
  const talk = useInfiniteQuery(conversationQuery(found.id))
  const pages = talk.data?.pages ?? []
  const items = pages.toReversed().flatMap((page) => page.items)
  const last = items.at(-1)
  const { ref, isAway, goToEnd, stayHere } = useStayAtEnd(last ? `${last.type}${last.id}` : '')
  const earlier = pages[0]?.earlierCases
  return (
    <div className="relative min-h-0">
      <section
        ref={ref}
        aria-label={t`Conversation`}
        className="h-full overflow-y-auto overscroll-contain"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (axe asks for it).
        tabIndex={0}
      >
        <div className="mx-auto grid max-w-184 gap-7 px-6 py-6 max-md:px-4">
          {talk.isPending && <SkeletonText lines={5} />}
          {talk.isError && !talk.data && (
            <ErrorState onRetry={() => void talk.refetch()}>
              {wordsOf(talk.error, t`Nothing was lost. Please try once more in a moment.`)}
            </ErrorState>
          )}
          {!talk.hasNextPage && earlier && earlier.items.length > 0 && (
            <EarlierCases caseId={found.id} first={earlier} onUnfold={stayHere} />
          )}
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
            <Item key={`${item.type}${item.id}`} item={item} found={found} />
          ))}
        </div>
      </section>
      <KeepSelection found={found} place={ref} />
      {isAway && (
        <Button
          size="small"
          className="-translate-x-1/2 absolute start-1/2 bottom-3 animate-rise bg-raised shadow-raised"
          icon={<ArrowDown aria-hidden size={14} />}
          onPress={goToEnd}
        >
          <Trans>To the newest</Trans>
        </Button>
      )}
    </div>
  )
}
