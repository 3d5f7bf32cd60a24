import { Trans, useLingui } from '@lingui/react/macro'
import type { Case } from '../../server/cases/contract.ts'
import { useSession } from '../app/session.ts'
import { duration, exact } from '../kit/relative.ts'
import { useNow } from '../kit/relative-time.tsx'

/** “Mia owns this. The customer has waited 2 h.” */
export function OwnerSentence({ found }: { found: Case }) {
  const me = useSession().person.id
  const { name } = found.owner
  return (
    <span>
      {found.heldOnDuty && found.owner.id === me ? (
        <Trans>You answer for it until somebody takes it.</Trans>
      ) : found.heldOnDuty ? (
        <Trans>{name} answers for it until somebody takes it.</Trans>
      ) : found.owner.id === me ? (
        <Trans>You own this.</Trans>
      ) : (
        <Trans>{name} owns this.</Trans>
      )}{' '}
      {found.customerWaitingSince && <Waited since={found.customerWaitingSince} />}
    </span>
  )
}

function Waited({ since }: { since: string }) {
  const { i18n } = useLingui()
  const length = duration(Math.max(0, (useNow() - Date.parse(since)) / 1000), i18n.locale)
  return (
    <span className="text-accent-text" title={exact(since, i18n.locale)}>
      <Trans>The customer has waited {length}.</Trans>
    </span>
  )
}
