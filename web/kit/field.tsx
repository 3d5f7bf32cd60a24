import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'

/** The words around every field: label, help and, when the value is wrong, the reason. */
export type FieldWords = {
  label: string
  help?: ReactNode
  error?: string | undefined
  isLabelHidden?: boolean
}

export const control =
  'w-full rounded-md border border-line-strong bg-surface px-3 text-ink placeholder:text-ink-quiet ' +
  'data-[focused]:outline-2 data-[focused]:outline-accent data-[focused]:-outline-offset-1 ' +
  'data-[invalid]:border-bad data-[disabled]:opacity-60'

/** For a value that is changed where it stands: no box until the pointer or the focus is on it. */
export const inlineControl =
  '-mx-2 w-[calc(100%+1rem)] rounded-md border border-transparent bg-transparent px-2 text-ink placeholder:text-ink-quiet ' +
  'data-[hovered]:bg-hover data-[focused]:border-line-strong data-[focused]:bg-surface data-[focused]:outline-2 ' +
  'data-[focused]:outline-accent data-[focused]:-outline-offset-1'

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
