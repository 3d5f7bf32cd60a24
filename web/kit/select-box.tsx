import { Check, ChevronDown } from 'lucide-react'
import { Select as AriaSelect, Button, ListBox, ListBoxItem, SelectValue } from 'react-aria-components'
import { cx } from './cx.ts'
import { FieldHelp, FieldLabel } from './field.tsx'
import { Popover, rowLook } from './popover.tsx'
import { type SelectProps, selectLooks } from './select.tsx'

/** One of a few choices. `look="quiet"` is for tool bars, where a border would shout. */
export function SelectBox<V extends string | number>(props: SelectProps<V>) {
  const {
    label,
    help,
    error,
    isLabelHidden,
    choices,
    value,
    onChange,
    placeholder,
    look = 'field',
    className,
  } = props
  return (
    <AriaSelect
      value={value}
      onChange={(key) => {
        const found = choices.find((choice) => choice.value === key)
        if (found) onChange(found.value)
      }}
      isInvalid={error ? true : undefined}
      isDisabled={props.isDisabled ?? false}
      placeholder={placeholder ?? ''}
      className={cx('block', className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isInline={look === 'inline'} />
      <Button className={selectLooks[look]}>
        <SelectValue className="truncate data-[placeholder]:text-ink-quiet">
          {({ selectedText }) => selectedText || placeholder}
        </SelectValue>
        <ChevronDown aria-hidden size={16} className="shrink-0 text-ink-quiet" />
      </Button>
      <FieldHelp help={help} error={error} />
      <Popover className="min-w-(--trigger-width)">
        <ListBox items={choices.map((choice) => ({ id: choice.value, ...choice }))} className="outline-none">
          {(choice) => (
            <ListBoxItem textValue={choice.label} className={rowLook}>
              {({ isSelected }) => (
                <>
                  <span className="grow">
                    {choice.label}
                    {choice.hint && (
                      <span className="block font-normal text-ink-soft text-sm">{choice.hint}</span>
                    )}
                  </span>
                  {isSelected && <Check aria-hidden size={16} className="text-accent-text" />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
