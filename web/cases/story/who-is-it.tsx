import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import { CustomerPicker } from '../../customers/customer-picker.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useChangeCase } from '../use-change-case.ts'

/** Saying which customer a case belongs to. */
export function WhoIsIt({ found, onClose }: { found: Case; onClose: () => void }) {
  const { t } = useLingui()
  const [customerId, setCustomerId] = useState<number | null>(null)
  const change = useChangeCase(found)
  return (
    <Dialog
      title={t`Who is it?`}
      isOpen
      onClose={onClose}
      footer={
        <Button
          look="primary"
          isDisabled={customerId === null}
          onPress={() => {
            if (customerId !== null) change({ customerId })
            onClose()
          }}
        >
          {t`That is them`}
        </Button>
      }
    >
      <CustomerPicker value={customerId} onChange={setCustomerId} />
    </Dialog>
  )
}
