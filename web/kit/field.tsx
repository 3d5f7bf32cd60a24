import { FieldError, Label, Text } from 'react-aria-components'
import type { FieldWords } from './field-look.ts'

export function FieldLabel({
  label,
  isLabelHidden,
  isInline,
}: FieldWords & { isInline?: boolean | undefined }) {
  if (isLabelHidden) return <Label className="sr-only">{label}</Label>
  return (
    <Label className={isInline ? 'block text-ink-quiet text-xs' : 'mb-1 block font-medium text-sm'}>
      {label}
    </Label>
  )
}

/** Help below the field; an error, from the form or given here, is shown in its place and read out with it. */
export function FieldHelp({ help, error }: Pick<FieldWords, 'help' | 'error'>) {
  return (
    <>
      <FieldError className="mt-1 block text-bad text-sm">
        {({ validationErrors }) => error ?? validationErrors.join(' ')}
      </FieldError>
      {help && (
        <Text slot="description" className="mt-1 block text-ink-soft text-sm">
          {help}
        </Text>
      )}
    </>
  )
}
