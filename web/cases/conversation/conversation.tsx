import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ArrowDown } from 'lucide-react'
import type { Case } from '../../../server/cases/contract.ts'
import { Button } from '../../kit/button.tsx'
import { conversationQuery } from '../api.ts'
import { EarlierCases } from './earlier-cases.tsx'
import { KeepSelection } from './keep-selection.tsx'
import { Talk } from './talk.tsx'
import { useStayAtEnd } from './use-stay-at-end.ts'

/** Everything this customer and we said, oldest first, in one scroll that starts at the end. */
export function Conversation({ found }: { found: Case }) {
  const { t } = useLingui()
  const talk = useInfiniteQuery(conversationQuery(found.id))
  const newest = talk.data?.pages[0]
  const last = newest?.items.at(-1)
  const { ref, isAway, goToEnd, stayHere } = useStayAtEnd(last ? `${last.type}${last.id}` : '')
  const earlier = newest?.earlierCases
  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={ref}
        aria-label={t`Conversation`}
        className="relative h-full overflow-y-auto overscroll-contain"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (axe asks for it).
        tabIndex={0}
      >
        <div className="mx-auto grid max-w-184 gap-7 px-6 py-6 max-md:px-4">
          <Talk found={found}>
            {earlier && earlier.items.length > 0 && (
              <EarlierCases caseId={found.id} first={earlier} onUnfold={stayHere} />
            )}
          </Talk>
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
