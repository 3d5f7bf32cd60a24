import { Trans, useLingui } from '@lingui/react/macro'
import type { Case } from '../../../server/cases/contract.ts'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { stateWords } from '../words.ts'

/** What comes next by the record alone: what is due, or who has the next word. */
export function NextStep({ found }: { found: Case }) {
  const { i18n } = useLingui()
  if (found.nextDueAt && found.nextDueKind === 'promise')
    return (
      <Trans>
        A promise is due <RelativeTime time={found.nextDueAt} />
      </Trans>
    )
  if (found.customerWaitingSince) return <Trans>They wait for our answer</Trans>
  if (found.state === 'waiting-for-customer') return <Trans>We wait for their answer</Trans>
  if (found.state === 'solution-proposed') return <Trans>They say whether it is solved</Trans>
  if (found.state === 'open' || found.state === 'new') return <Trans>Ours to say</Trans>
  return <>{i18n._(stateWords[found.state])}</>
}
