import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import { Form } from '../../app/form.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Select } from '../../kit/select.tsx'
import { TextArea } from '../../kit/text-area.tsx'
import { type CloseReason, closeCase } from '../api.ts'
import { closeWords } from '../words.ts'

/** Closing without a solution needs a reason: only the customer can say that something is solved. */
export function CloseDialog({ found, onClose }: { found: Case; onClose: () => void }) {
  const { t, i18n } = useLingui()
  const client = useQueryClient()
  const [reason, setReason] = useState<CloseReason>('no-answer-needed')
  const choices = (Object.keys(closeWords) as CloseReason[]).map((value) => ({
    value,
    label: i18n._(closeWords[value]),
  }))
  return (
    <Dialog title={t`Close without a solution`} isOpen onClose={onClose}>
      <p className="mb-4 text-ink-soft">
        <Trans>Only the customer can say that it is solved. This says why there is nothing left to do.</Trans>
      </p>
      <Form
        submit={t`Close the case`}
        onSubmit={async (values) => {
          await closeCase(found.id, reason, values('words'))
          await client.invalidateQueries({ queryKey: ['case', found.id] })
          void client.invalidateQueries({ queryKey: ['cases'] })
          onClose()
        }}
      >
        <Select label={t`Because`} choices={choices} value={reason} onChange={setReason} />
        <TextArea label={t`In your words`} name="words" rows={2} maxLength={500} />
      </Form>
    </Dialog>
  )
}
