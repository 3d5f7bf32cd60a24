import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { RouteError } from '../app/route-states.tsx'
import { cx } from '../kit/cx.ts'
import { caseQuery } from './api.ts'
import { Banners } from './banners.tsx'
import { CaseHeader } from './case-header.tsx'
import { CaseSkeleton } from './case-skeleton.tsx'
import { Composer } from './composer/composer.tsx'
import { Conversation } from './conversation/conversation.tsx'
import { Story } from './story/story.tsx'
import { useLookedAfter } from './use-looked-after.ts'
import { usePresenceHere } from './use-presence.ts'

/** One case: everything said, what to answer, and beside it the customer's story. */
export default function CasePage() {
  const { caseId = '' } = useParams({ strict: false })
  const id = Number(caseId)
  return <CaseView key={id} id={id} />
}

function CaseView({ id }: { id: number }) {
  const [isStoryOpen, setStoryOpen] = useState(false)
  const found = useQuery(caseQuery(id))
  const writing = usePresenceHere(id)
  useLookedAfter(id)
  if (found.isError && !found.data)
    return <RouteError error={found.error} reset={() => void found.refetch()} />
  if (!found.data) return <CaseSkeleton />
  return (
    <div className="relative grid h-full grid-cols-[minmax(0,1fr)_320px] max-xl:grid-cols-1">
      <article className="flex min-h-0 min-w-0 flex-col">
        <CaseHeader found={found.data} isStoryOpen={isStoryOpen} onStory={() => setStoryOpen(!isStoryOpen)} />
        <Banners found={found.data} />
        <Conversation found={found.data} />
        <Composer found={found.data} onWriting={writing} />
      </article>
      <Story
        found={found.data}
        isOpen={isStoryOpen}
        onClose={() => setStoryOpen(false)}
        className={cx(
          'max-xl:absolute max-xl:inset-y-0 max-xl:end-0 max-xl:z-10 max-xl:w-80 max-xl:shadow-raised max-md:w-full',
          !isStoryOpen && 'max-xl:hidden',
        )}
      />
    </div>
  )
}
