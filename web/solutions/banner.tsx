import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Case } from '../../server/cases/contract.ts'
import type { Solution } from '../../server/solutions/contract.ts'
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

const look = 'mx-auto flex max-w-184 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm'

function Asked({ found, asked }: { found: Case; asked: Solution }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const name = found.customer?.name ?? ''
  const isAsking = found.state === 'solution-proposed'
  return (
    <section aria-label={t`Solution`} className={look}>
      <span className="text-ink-soft">
        {isAsking ? (
          <Trans>
            {name} was asked whether it is solved <RelativeTime time={asked.proposedAt} />.
          </Trans>
        ) : (
          <Trans>{name} has not answered. It rests unconfirmed; a word from them opens it again.</Trans>
        )}{' '}
        {isAsking && asked.nextStepAt && (
          <Trans>
            Next reminder or rest: <RelativeTime time={asked.nextStepAt} />.
          </Trans>
        )}
      </span>
      {isAsking && (
        <Button
          look="quiet"
          size="small"
          onPress={async () => {
            await withdraw(found.id, asked.id)
            await client.invalidateQueries({ queryKey: ['case', found.id] })
          }}
        >
          {t`Take the question back`}
        </Button>
      )}
    </section>
  )
}

function NotYet({ found, answered }: { found: Case; answered: Solution }) {
  const { t } = useLingui()
  const name = found.customer?.name ?? ''
  return (
    <section aria-label={t`Solution`} className={`${look} text-bad`}>
      <Trans>
        {name} says it is not solved: “{answered.answerWords}”
      </Trans>
    </section>
  )
}
