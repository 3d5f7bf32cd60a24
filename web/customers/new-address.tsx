import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { Form } from '../app/form.tsx'
import { TextField } from '../kit/text-field.tsx'
import { addressKind } from './address-kind.ts'
import { addAddress } from './api.ts'

/** One field for any kind of address; what it is shows from how it is written. */
export function NewAddress({ customerId, onDone }: { customerId: number; onDone: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  return (
    <Form
      submit={t`Add it`}
      className="mt-2 gap-2"
      onSubmit={async (values) => {
        const value = values('value').trim()
        await addAddress(customerId, addressKind(value), value)
        await client.invalidateQueries({ queryKey: ['customer', customerId] })
        onDone()
      }}
    >
      <TextField
        label={t`E-mail, phone number or handle`}
        name="value"
        isRequired
        autoFocus
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
    </Form>
  )
}
