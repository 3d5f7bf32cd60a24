import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Offered } from '../../server/ownership/contract.ts'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { BriefView } from './brief-view.tsx'
import { NewOwner } from './new-owner.tsx'

type Props = {
  offer: Offered
  isMarked: boolean
  onMark: (isMarked: boolean) => void
  onRefuse: (kind: 'declined' | 'returned') => void
  /** The reader goes to the case itself. */
  onOpen: () => void
}

/** One of several cases that are offered: its brief, a box to tick, and the promises once it is ticked. */
export function OfferItem({ offer, isMarked, onMark, onRefuse, onOpen }: Props) {
  const { t } = useLingui()
  const giver = offer.from.name
  const { number, need, customerName, hasPromises } = offer.case
  return (
    <li className="py-4 first:pt-0">
      <form data-offer={offer.id} onSubmit={(event) => event.preventDefault()}>
        <div className="mb-2 flex items-start gap-3">
          <Checkbox
            className="mt-0.5"
            isSelected={isMarked}
            onChange={onMark}
            aria-label={t`Accept #${number}`}
          />
          <div className="min-w-0 grow">
            <Link
              to="/desk/$list/$caseId"
              params={{ list: 'needs-me', caseId: String(offer.caseId) }}
              onClick={onOpen}
              className="font-semibold hover:underline"
            >
              #{number} {need}
            </Link>
            <p className="text-ink-soft text-sm">
              {customerName && <>{customerName} · </>}
              <Trans>
                from {giver} · an answer is awaited <RelativeTime time={offer.answerBy} />
              </Trans>
            </p>
          </div>
          <Button size="small" onPress={() => onRefuse('declined')}>{t`Decline…`}</Button>
          <Button size="small" look="quiet" onPress={() => onRefuse('returned')}>{t`Send back…`}</Button>
        </div>
        <BriefView brief={offer.brief} />
        {isMarked && hasPromises && <NewOwner caseId={offer.caseId} />}
      </form>
    </li>
  )
}
