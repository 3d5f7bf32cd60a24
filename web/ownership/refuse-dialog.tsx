import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { HandOff } from '../../server/ownership/contract.ts'
import { Form } from '../app/form.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextArea } from '../kit/text-area.tsx'
import { toast } from '../kit/toast.tsx'
import { refuseHandOff } from './api.ts'

type Props = { offer: HandOff; kind: 'declined' | 'returned'; onClose: () => void }

/** Saying no to an offer, with the reason its giver reads. */
export function RefuseDialog({ offer, kind, onClose }: Props) {
  const { t } = useLingui()
  const client = useQueryClient()
  const giver = offer.from.name
  const isReturn = kind === 'returned'
  return (
    <Dialog
      title={isReturn ? t`Send the brief back` : t`Decline the hand-off`}
      isOpen
      onClose={onClose}
      width="narrow"
    >
      <Form
        submit={isReturn ? t`Send it back` : t`Decline`}
        onSubmit={async (values) => {
          await refuseHandOff(offer.id, { kind, words: values('words') })
          await client.invalidateQueries({ queryKey: ['case', offer.caseId] })
          void client.invalidateQueries({ queryKey: ['cases'] })
          toast(t`${giver} is told and owns the case as before.`)
          onClose()
        }}
      >
        <TextArea
          label={isReturn ? t`What is missing?` : t`Why can you not take it?`}
          help={t`${giver} reads this.`}
          name="words"
          rows={3}
          maxLength={1000}
          isRequired
          autoFocus
        />
      </Form>
    </Dialog>
  )
}
