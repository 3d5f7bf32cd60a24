import { Trans } from '@lingui/react/macro'
import type { Case } from '../../server/cases/contract.ts'
import { useSession } from '../app/session.ts'
import { RelativeTime } from '../kit/relative-time.tsx'

/** “Mia owns this. Waiting for us since Tuesday.” */
export function OwnerSentence({ found }: { found: Case }) {
  const me = useSession().person.id
  const { name } = found.owner
  const team = found.team.name
  return (
    <span>
      {found.heldOnDuty ? (
        <Trans>
          {name} answers for it until somebody in {team} takes it.
        </Trans>
      ) : found.owner.id === me ? (
        <Trans>You own this, in {team}.</Trans>
      ) : (
        <Trans>
          {name} owns this, in {team}.
        </Trans>
      )}{' '}
      {found.customerWaitingSince && (
        <span className="text-accent-text">
          <Trans>
            Waiting for us since <RelativeTime time={found.customerWaitingSince} />.
          </Trans>
        </span>
      )}
    </span>
  )
}
