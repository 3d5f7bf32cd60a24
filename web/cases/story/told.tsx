import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Case, Story } from '../../../server/cases/contract.ts'
import { Part } from '../../kit/part.tsx'
import { SkeletonText } from '../../kit/skeleton.tsx'
import { storyQuery } from './api.ts'
import { Brief } from './brief.tsx'
import { Facts } from './facts.tsx'
import { WhatItTook } from './what-it-took.tsx'

const ownPlaces: ReadonlySet<string> = new Set(['tried', 'feeling'])
const about = ({ facts }: Story, slot: string) => facts.filter((fact) => fact.slot === slot)

/** The story itself: five lines, what it took them, what they told us, what was tried and how they feel. */
export function Told({ found }: { found: Case }) {
  const { t } = useLingui()
  const { data: story } = useQuery(storyQuery(found.id))
  if (!story)
    return (
      <Part title={t`In short`}>
        <SkeletonText lines={5} />
      </Part>
    )
  return (
    <>
      <Brief found={found} brief={story.brief} counts={story.counts} />
      <WhatItTook counts={story.counts} />
      <Facts
        found={found}
        title={t`Already told us`}
        facts={story.facts.filter(({ slot }) => !ownPlaces.has(slot))}
        earlier={story.earlierFacts}
        slot="other"
        ask={t`What they told us`}
      />
      <Facts
        found={found}
        title={t`Tried`}
        facts={about(story, 'tried')}
        slot="tried"
        ask={t`What was tried`}
      />
      <Facts
        found={found}
        title={t`How they feel`}
        facts={about(story, 'feeling')}
        slot="feeling"
        ask={t`A word they would agree with`}
      />
    </>
  )
}
