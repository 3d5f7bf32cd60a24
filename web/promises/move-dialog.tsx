import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { CustomerPromise } from '../../server/promises/contract.ts'
import { Form } from '../app/form.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { movePromise } from './api.ts'
import { DueField } from './due-field.tsx'
import { useDue } from './use-due.ts'
import { useRefresh } from './use-refresh.ts'

type Props = { promise: CustomerPromise; onClose: () => void }

/** A new time, which the customer has agreed to. */
export default function MoveDialog({ promise, onClose }: Props) {
  const { t } = useLingui()
  const due = useDue(promise.case.id)
  const refresh = useRefresh(promise.case.id)
  const [hasAgreed, setAgreed] = useState(false)
  return (
    <Dialog title={t`Move “${promise.what}”`} isOpen onClose={onClose}>
      {promise.state === 'broken' && (
        <p className="mb-4 text-ink-soft">
          <Trans>
            Its time has passed, so it stays in the ledger as broken. The new time is promised anew.
          </Trans>
        </p>
      )}
      <Form
        submit={t`Move it`}
        onSubmit={async (values) => {
          if (due.dueAt === '') return toast(t`Name a time that is still to come, or choose one.`)
          if (!hasAgreed) return toast(t`Ask the customer first: a promise is moved with them.`)
          await movePromise(promise, { dueAt: due.dueAt, words: values('words') })
          onClose()
          await refresh()
        }}
      >
        <DueField due={due} autoFocus />
        <TextField label={t`Why?`} name="words" maxLength={500} />
        <Checkbox isSelected={hasAgreed} onChange={setAgreed}>
          {t`The customer has agreed`}
        </Checkbox>
      </Form>
    </Dialog>
  )
}
