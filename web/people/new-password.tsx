import { useLingui } from '@lingui/react/macro'
import { TextField } from '../kit/text-field.tsx'

/** A password being chosen: long is good, rules about signs are not. */
export function NewPassword({ label }: { label?: string }) {
  const { t } = useLingui()
  return (
    <TextField
      label={label ?? t`Password`}
      help={t`At least 12 characters. A short sentence is easy to remember.`}
      name="password"
      type="password"
      autoComplete="new-password"
      minLength={12}
      isRequired
    />
  )
}
