import { useLingui } from '@lingui/react/macro'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, PanelRight } from 'lucide-react'
import type { Case } from '../../server/cases/contract.ts'
import { Chip } from '../kit/chip.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { CaseActs } from './acts/case-acts.tsx'
import { Faces } from './faces.tsx'
import { Need } from './need.tsx'
import { OwnerSentence } from './owner-sentence.tsx'
import { Due } from './waiting.tsx'
import { listOf, stateTones, stateWords } from './words.ts'

type Props = { found: Case; isStoryOpen: boolean; onStory: () => void }

/** What it is about, who owns it and since when the customer waits, in one sentence; and what one may do. */
export function CaseHeader({ found, isStoryOpen, onStory }: Props) {
  const { t, i18n } = useLingui()
  const { list = '' } = useParams({ strict: false })
  return (
    <header className="flex min-h-18 shrink-0 items-center gap-3 border-line border-b px-6 py-2.5 max-md:gap-1 max-md:px-3">
      <Link
        to="/desk/$list"
        params={{ list: listOf(list) }}
        aria-label={t`Back to the list`}
        className="flex size-8 shrink-0 items-center justify-center rounded-md text-ink-soft hover:bg-hover md:hidden"
      >
        <ArrowLeft aria-hidden size={18} className="rtl:rotate-180" />
      </Link>
      <div className="min-w-0 grow">
        <Need found={found} />
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-ink-soft text-sm">
          <span className="text-ink-quiet">#{found.number}</span>
          <Chip tone={stateTones[found.state]}>{i18n._(stateWords[found.state])}</Chip>
          <OwnerSentence found={found} />
          <Due at={found.nextDueAt} kind={found.nextDueKind} />
        </div>
      </div>
      <Faces caseId={found.id} />
      <CaseActs found={found} />
      <IconButton
        icon={PanelRight}
        label={t`The customer's story`}
        isOn={isStoryOpen}
        onPress={onStory}
        className="xl:hidden"
      />
    </header>
  )
}
