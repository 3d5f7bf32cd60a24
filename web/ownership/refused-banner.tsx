import { Trans, useLingui } from '@lingui/react/macro'
import { Undo2 } from 'lucide-react'
import type { HandOff } from '../../server/ownership/contract.ts'
import { Banner } from '../kit/banner.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'

/** The reader's offer was not accepted: by whom, why, and that the case is theirs as before. */
export function RefusedBanner({ offer }: { offer: HandOff }) {
  const { t } = useLingui()
  const receiver = offer.to.name
  const words = offer.answerWords
  return (
    <Banner icon={Undo2} label={t`Your hand-off was not accepted`}>
      {offer.state === 'declined' && (
        <Trans>
          {receiver} could not take it: “{words}”
        </Trans>
      )}
      {offer.state === 'returned' && (
        <Trans>
          {receiver} asks for a fuller brief: “{words}”
        </Trans>
      )}
      {offer.state === 'expired' && <Trans>{receiver} did not answer in time.</Trans>}{' '}
      <span className="text-ink-soft">
        <Trans>You own it as before.</Trans>{' '}
        {offer.answeredAt && <RelativeTime time={offer.answeredAt} className="text-sm" />}
      </span>
    </Banner>
  )
}
