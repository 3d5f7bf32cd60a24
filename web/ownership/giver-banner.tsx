import { Trans, useLingui } from '@lingui/react/macro'
import { Hourglass } from 'lucide-react'
import type { HandOff } from '../../server/ownership/contract.ts'
import { useSession } from '../app/session.ts'
import { useAct } from '../cases/acts/use-act.ts'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { withdrawHandOff } from './api.ts'

/** The case is offered to somebody else and waits for their answer. */
export function GiverBanner({ offer }: { offer: HandOff }) {
  const { t } = useLingui()
  const me = useSession().person.id
  const act = useAct(offer.caseId)
  const [receiver, giver] = [offer.to.name, offer.from.name]
  return (
    <Banner
      icon={Hourglass}
      label={t`Offered, not yet accepted`}
      acts={
        offer.may.withdraw && (
          <Button
            size="small"
            isPending={act.isPending}
            onPress={() => act.mutate(() => withdrawHandOff(offer.id))}
          >{t`Take it back`}</Button>
        )
      }
    >
      <Trans>
        Offered to {receiver} <RelativeTime time={offer.offeredAt} />.
      </Trans>{' '}
      <span className="text-ink-soft">
        {offer.from.id === me ? (
          <Trans>You own it until {receiver} accepts.</Trans>
        ) : (
          <Trans>
            {giver} owns it until {receiver} accepts.
          </Trans>
        )}
      </span>
    </Banner>
  )
}
