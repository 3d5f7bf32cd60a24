import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { MessageCircleQuestion, Moon, Undo2 } from 'lucide-react'
import type { Case } from '../../server/cases/contract.ts'
import type { Solution } from '../../server/solutions/contract.ts'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { solutionsQuery, withdraw } from './api.ts'

/** How the newest proposal stands, where that matters for what to do next. */
export default function SolutionBanner({ found }: { found: Case }) {
  const [newest] = useQuery(solutionsQuery(found.id)).data?.items ?? []
  if (!newest) return null
  if (newest.outcome === 'waiting' || newest.outcome === 'silent')
    return <Asked found={found} asked={newest} />
  if (newest.outcome === 'not-yet' && found.state === 'open')
    return <NotYet found={found} answered={newest} />
  return null
}

function Asked({ found, asked }: { found: Case; asked: Solution }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const name = found.customer?.name ?? ''
  const isAsking = found.state === 'solution-proposed'
  const takeBack = async () => {
    await withdraw(found.id, asked.id)
    await client.invalidateQueries({ queryKey: ['case', found.id] })
  }
  return (
    <Banner
      icon={isAsking ? MessageCircleQuestion : Moon}
      label={t`Solution`}
      acts={isAsking && <Button size="small" onPress={takeBack}>{t`Take the question back`}</Button>}
    >
      {isAsking ? (
        <Trans>
          Asked <RelativeTime time={asked.proposedAt} /> whether it is solved. {name} has not answered yet.
        </Trans>
      ) : (
        <Trans>{name} has not answered. It rests unconfirmed; a word from them opens it again.</Trans>
      )}{' '}
      {isAsking && asked.nextStepAt && (
        <span className="text-ink-soft">
          <Trans>
            We follow up <RelativeTime time={asked.nextStepAt} />.
          </Trans>
        </span>
      )}
    </Banner>
  )
}

function NotYet({ found, answered }: { found: Case; answered: Solution }) {
  const { t } = useLingui()
  const name = found.customer?.name ?? ''
  return (
    <Banner icon={Undo2} label={t`Solution`}>
      <strong className="font-semibold">
        <Trans>{name} says it is not solved:</Trans>
      </strong>{' '}
      <span dir="auto" className="whitespace-pre-line">
        “{answered.answerWords}”
      </span>
    </Banner>
  )
}
