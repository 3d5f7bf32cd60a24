import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { Customer } from '../../server/customers/contract.ts'
import { Form } from '../app/form.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextField } from '../kit/text-field.tsx'
import { type NewCustomer as Input, makeCustomer } from './api.ts'

type Props = { name?: string; onClose: () => void; onMade: (made: Customer) => void }

/** A person we have not met yet. */
export function NewCustomer({ name = '', onClose, onMade }: Props) {
  const { t } = useLingui()
  const client = useQueryClient()
  return (
    <Dialog title={t`New customer`} isOpen onClose={onClose} width="narrow">
      <Form
        submit={t`Add them`}
        onSubmit={async (values) => {
          const addresses: NonNullable<Input['addresses']> = []
          if (values('email').trim()) addresses.push({ kind: 'email', value: values('email').trim() })
          if (values('phone').trim()) addresses.push({ kind: 'phone', value: values('phone').trim() })
          const made = await makeCustomer({ name: values('name'), addresses })
          await client.invalidateQueries({ queryKey: ['customers'] })
          onMade(made)
          onClose()
        }}
      >
        <TextField label={t`Name`} name="name" defaultValue={name} isRequired autoFocus />
        <TextField label={t`E-mail address`} name="email" type="email" />
        <TextField
          label={t`Phone number`}
          help={t`With the country code, like +46 46 123 45 67`}
          name="phone"
          type="tel"
        />
      </Form>
    </Dialog>
  )
}
