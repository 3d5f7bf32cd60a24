import type { Ref } from 'react'
import { TextArea as AriaTextArea, TextField, type TextFieldProps } from 'react-aria-components'
import { cx } from './cx.ts'
import { FieldHelp, FieldLabel } from './field.tsx'
import { control, type FieldWords, inlineControl } from './field-look.ts'

type Props = Omit<TextFieldProps, 'className' | 'children'> &
  FieldWords & {
    rows?: number
    placeholder?: string
    areaRef?: Ref<HTMLTextAreaElement>
    className?: string
    look?: 'field' | 'inline'
  }

/** Several lines of text; it grows with what is written where the browser can. */
export function TextArea({
  label,
  help,
  error,
  isLabelHidden,
  rows = 4,
  placeholder,
  areaRef,
  className,
  look = 'field',
  ...rest
}: Props) {
  return (
    <TextField {...rest} isInvalid={error ? true : undefined} className={cx('block', className)}>
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isInline={look === 'inline'} />
      <AriaTextArea
        ref={areaRef}
        rows={rows}
        placeholder={placeholder}
        className={cx(
          look === 'inline' ? inlineControl : control,
          'field-sizing-content block py-2',
          look === 'field' && 'min-h-20',
        )}
      />
      <FieldHelp help={help} error={error} />
    </TextField>
  )
}
