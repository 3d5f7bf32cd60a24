import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { Case } from '../../server/cases/contract.ts'
import { Form } from '../app/form.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextArea } from '../kit/text-area.tsx'
import { takeOver } from './api.ts'
import { NewOwner, takenIn } from './new-owner.tsx'

/** A lead becomes the owner without being asked, and says why. */
export default function TakeOverDialog({ found, onClose }: { found: Case; onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const owner = found.owner.name
  return (
    <Dialog title={t`Take #${found.number} over from ${owner}`} isOpen onClose={onClose}>
      <Form
        submit={t`Take it over`}
        onSubmit={async (values) => {
          await takeOver(found.id, { reason: values('reason'), ...takenIn(values) })
          await client.invalidateQueries({ queryKey: ['case', found.id] })
          void client.invalidateQueries({ queryKey: ['cases'] })
          onClose()
        }}
      >
        <p className="text-ink-soft">
          <Trans>
            You own this case at once. {owner} is told, and everybody who reads the case sees your reason.
          </Trans>
        </p>
        <TextArea label={t`Because`} name="reason" rows={3} maxLength={1000} isRequired autoFocus />
        <NewOwner caseId={found.id} />
      </Form>
    </Dialog>
  )
}
