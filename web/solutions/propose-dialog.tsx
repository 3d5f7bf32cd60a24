import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Case } from '../../server/cases/contract.ts'
import { Form } from '../app/form.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextArea } from '../kit/text-area.tsx'
import { toast } from '../kit/toast.tsx'
import { propose } from './api.ts'

/** What was done, told to the customer, who is asked whether it is solved. Nobody else can say that it is. */
export default function ProposeDialog({ found, onClose }: { found: Case; onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const [key] = useState(() => crypto.randomUUID())
  const name = found.customer?.name ?? ''
  const greeting = t`Hello ${name},`
  return (
    <Dialog title={t`Propose as solved`} isOpen onClose={onClose} width="wide">
      <p className="mb-4 text-ink-soft">
        <Trans>
          {name} gets this by mail, with two links below it: “Yes, it is solved” and “No, not yet”. Only that
          answer counts.
        </Trans>
      </p>
      <Form
        submit={t`Ask ${name}`}
        onSubmit={async (values) => {
          await propose(found.id, { words: values('words'), seenUpTo: found.newestMessageId }, key)
          await client.invalidateQueries({ queryKey: ['case', found.id] })
          void client.invalidateQueries({ queryKey: ['cases'] })
          toast(t`On its way to the customer.`)
          onClose()
        }}
      >
        <TextArea
          label={t`What was done, in words the customer understands`}
          name="words"
          rows={8}
          defaultValue={`${greeting}\n\n`}
          isRequired
          maxLength={20_000}
          autoFocus
        />
      </Form>
    </Dialog>
  )
}
