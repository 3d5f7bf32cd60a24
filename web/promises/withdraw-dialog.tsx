import { Trans, useLingui } from '@lingui/react/macro'
import type { CustomerPromise } from '../../server/promises/contract.ts'
import { Form } from '../app/form.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextField } from '../kit/text-field.tsx'
import { withdrawPromise } from './api.ts'
import { useRefresh } from './use-refresh.ts'

type Props = { promise: CustomerPromise; onClose: () => void }

/** The customer does not want it any more: in which words they said so. */
export default function WithdrawDialog({ promise, onClose }: Props) {
  const { t } = useLingui()
  const refresh = useRefresh(promise.case.id)
  return (
    <Dialog title={t`The customer withdraws “${promise.what}”`} isOpen onClose={onClose}>
      {promise.state === 'broken' && (
        <p className="mb-4 text-ink-soft">
          <Trans>
            Its time has passed, so it stays in the ledger as broken. There is nothing left to do.
          </Trans>
        </p>
      )}
      <Form
        submit={t`It is withdrawn`}
        onSubmit={async (values) => {
          await withdrawPromise(promise, values('words'))
          onClose()
          await refresh()
        }}
      >
        <TextField label={t`What did they say?`} name="words" maxLength={500} isRequired autoFocus />
      </Form>
    </Dialog>
  )
}
