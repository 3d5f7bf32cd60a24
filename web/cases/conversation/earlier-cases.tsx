import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { EarlierCase, EarlierCases as Page } from '../../../server/cases/contract.ts'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/cx.ts'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { SkeletonText } from '../../kit/skeleton.tsx'
import { earlierCasesQuery } from '../api.ts'
import { ChannelIcon } from '../channel-icon.tsx'
import { stateWords } from '../words.ts'

const EarlierTalk = lazy(() => import('./earlier-talk.tsx'))

type Props = { caseId: number; first: Page; onUnfold: () => void }

/** What this customer came with before, at the top of the scroll: a line each, which unfolds where it stands. */
export function EarlierCases({ caseId, first, onUnfold }: Props) {
  const { t } = useLingui()
  const found = useInfiniteQuery(earlierCasesQuery(caseId, first))
  return (
    <section aria-label={t`Earlier cases of this customer`} className="grid border-line border-b pb-3">
      {found.hasNextPage && (
        <Button
          look="quiet"
          size="small"
          className="mb-1 justify-self-center"
          isPending={found.isFetchingNextPage}
          onPress={() => {
            onUnfold()
            void found.fetchNextPage()
          }}
        >
          <Trans>Cases before these</Trans>
        </Button>
      )}
      {found.data.pages
        .flatMap(({ items }) => items)
        .toReversed()
        .map((one) => (
          <Earlier key={one.id} one={one} onUnfold={onUnfold} />
        ))}
    </section>
  )
}

function Earlier({ one, onUnfold }: { one: EarlierCase; onUnfold: () => void }) {
  const { i18n } = useLingui()
  const [isOpen, setOpen] = useState(false)
  return (
    <div>
      <AriaButton
        aria-expanded={isOpen}
        onPress={() => {
          onUnfold()
          setOpen(!isOpen)
        }}
        className="flex w-full cursor-pointer items-center gap-2 rounded-md px-1 py-1.5 text-start text-ink-soft data-[hovered]:bg-hover data-[hovered]:text-ink"
      >
        <ChevronRight
          aria-hidden
          size={16}
          className={cx('shrink-0 transition-transform rtl:-scale-x-100', isOpen && 'rotate-90')}
        />
        <ChannelIcon channel={one.channel} />
        <span dir="auto" className={cx('truncate', isOpen && 'font-semibold text-ink')}>
          {one.need}
        </span>
        <span className="ms-auto shrink-0 ps-2 text-ink-quiet text-sm max-md:hidden">
          {i18n._(stateWords[one.state])}
        </span>
        <RelativeTime time={one.lastActivityAt} className="shrink-0 text-ink-quiet text-sm max-md:ms-auto" />
      </AriaButton>
      {isOpen && (
        <Suspense fallback={<SkeletonText lines={3} />}>
          <EarlierTalk id={one.id} number={one.number} />
        </Suspense>
      )}
    </div>
  )
}
