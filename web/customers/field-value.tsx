import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { FieldDefinition } from '../../server/customers/contract.ts'
import { Select } from '../kit/select.tsx'
import { Switch } from '../kit/switch.tsx'
import { TextField } from '../kit/text-field.tsx'
import type { Fields } from './api.ts'
import { asValue } from './as-value.ts'

type Value = Fields[string]
type Props = { field: FieldDefinition; value: Value; onChange: (value: Value) => void }

/** One own field, drawn by its type; text is kept when one leaves it. */
export function FieldValue({ field, value, onChange }: Props) {
  const { t } = useLingui()
  const shown = value === null ? '' : String(value)
  const [edited, setEdited] = useState<string | null>(null)
  if (field.type === 'yes-no') {
    return (
      <Switch isSelected={value === true} onChange={onChange}>
        {field.label}
      </Switch>
    )
  }
  if (field.type === 'choice') {
    const choices = [
      { value: '', label: t`Nothing chosen` },
      ...field.choices.map((one) => ({ value: one, label: one })),
    ]
    return (
      <Select
        look="inline"
        label={field.label}
        choices={choices}
        value={shown}
        onChange={(one) => onChange(one === '' ? null : one)}
      />
    )
  }
  return (
    <TextField
      look="inline"
      label={field.label}
      type={field.type === 'date' ? 'date' : 'text'}
      {...(field.type === 'number' ? { inputMode: 'decimal' } : {})}
      value={edited ?? shown}
      onChange={setEdited}
      onBlur={() => {
        if (edited !== null && edited !== shown) onChange(asValue(field.type, edited))
        setEdited(null)
      }}
    />
  )
}
