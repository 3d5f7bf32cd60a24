import { Trans, useLingui } from '@lingui/react/macro'
import { HandHelping } from 'lucide-react'
import { useState } from 'react'
import type { HandOff } from '../../server/ownership/contract.ts'
import { useAct } from '../cases/acts/use-act.ts'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { acceptHandOff } from './api.ts'
import { BriefView } from './brief-view.tsx'
import { MoreOffers } from './more-offers.tsx'
import { NewOwner, takenIn, valuesOf } from './new-owner.tsx'
import { RefuseDialog } from './refuse-dialog.tsx'

/** Somebody offers the reader this case: the brief, and yes or no. */
export function ReceiverBanner({ offer }: { offer: HandOff }) {
  const { t } = useLingui()
  const act = useAct(offer.caseId)
  const [asked, setAsked] = useState<'declined' | 'returned' | null>(null)
  const giver = offer.from.name
  const accept = (data: FormData) => {
    const taken = takenIn(valuesOf(data))
    act.mutate(() => acceptHandOff(offer.id, taken))
  }
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          accept(new FormData(event.currentTarget))
        }}
      >
        <Banner
          icon={HandHelping}
          label={t`This case is offered to you`}
          acts={
            <>
              <Button type="submit" look="primary" isPending={act.isPending}>{t`Accept`}</Button>
              <Button onPress={() => setAsked('declined')}>{t`Decline…`}</Button>
              <Button
                look="quiet"
                onPress={() => setAsked('returned')}
              >{t`The brief lacks something…`}</Button>
              <MoreOffers />
            </>
          }
        >
          <p className="mb-2">
            <strong className="font-semibold">
              {offer.escalatedFromId === null ? (
                <Trans>{giver} offers you this case.</Trans>
              ) : (
                <Trans>{giver} owns this case and nobody has taken it on. You are asked as the lead.</Trans>
              )}
            </strong>{' '}
            <span className="text-ink-soft text-sm">
              <Trans>
                It stays with {giver} until you accept. An answer is due{' '}
                <RelativeTime time={offer.answerBy} />
              </Trans>
            </span>
          </p>
          <BriefView brief={offer.brief} />
          <NewOwner caseId={offer.caseId} />
        </Banner>
      </form>
      {asked && <RefuseDialog offer={offer} kind={asked} onClose={() => setAsked(null)} />}
    </>
  )
}
