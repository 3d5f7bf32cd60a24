import type { ReactNode, Ref } from 'react'
import {
  type TextFieldProps as AriaProps,
  TextField as AriaTextField,
  Input,
  type InputProps,
} from 'react-aria-components'
import { cx } from './cx.ts'
import { FieldHelp, FieldLabel } from './field.tsx'
import { control, type FieldWords, inlineControl } from './field-look.ts'

type Props = Omit<AriaProps, 'className' | 'children'> &
  FieldWords & {
    placeholder?: string
    icon?: ReactNode
    inputRef?: Ref<HTMLInputElement>
    className?: string
    look?: 'field' | 'inline'
  } & Pick<InputProps, 'inputMode' | 'onPaste'>

/** One line of text. */
export function TextField(props: Props) {
  const {
    label,
    help,
    error,
    isLabelHidden,
    placeholder,
    icon,
    inputRef,
    className,
    look = 'field',
    inputMode,
    onPaste,
    ...rest
  } = props
  return (
    <AriaTextField {...rest} isInvalid={error ? true : undefined} className={cx('block', className)}>
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isInline={look === 'inline'} />
      <div className="relative">
        {icon && (
          <span className="pointer-events-none absolute inset-y-0 start-2.5 flex items-center text-ink-quiet">
            {icon}
          </span>
        )}
        <Input
          ref={inputRef}
          inputMode={inputMode}
          onPaste={onPaste}
          placeholder={placeholder}
          className={cx(
            look === 'inline' ? inlineControl : control,
            look === 'inline' ? 'h-7' : 'h-9',
            Boolean(icon) && 'ps-8.5',
          )}
        />
      </div>
      <FieldHelp help={help} error={error} />
    </AriaTextField>
  )
}
