import { useLingui } from '@lingui/react/macro'
import type { HandOff } from '../../server/ownership/contract.ts'
import { ReasonDialog } from '../cases/acts/reason-dialog.tsx'
import { refuseHandOff } from './api.ts'

type Props = { offer: HandOff; kind: 'declined' | 'returned'; onClose: () => void }

/** Saying no to an offer, with the reason its giver reads. */
export function RefuseDialog({ offer, kind, onClose }: Props) {
  const { t } = useLingui()
  const giver = offer.from.name
  const isReturn = kind === 'returned'
  return (
    <ReasonDialog
      caseId={offer.caseId}
      title={isReturn ? t`Send the brief back` : t`Decline the hand-off`}
      question={isReturn ? t`What is missing?` : t`Why can you not take it?`}
      help={t`${giver} reads this.`}
      submit={isReturn ? t`Send it back` : t`Decline`}
      send={(words) => refuseHandOff(offer.id, { kind, words })}
      said={t`${giver} is told and owns the case as before.`}
      onClose={onClose}
    />
  )
}
