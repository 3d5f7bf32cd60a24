import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem } from 'react-aria-components'
import { control } from '../kit/field-look.ts'
import { Popover, rowLook } from '../kit/popover.tsx'

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')]

/** A time zone, found by any part of its name; part of a form under `name`. */
export function TimeZones({ name, current }: { name: string; current: string }) {
  const { t } = useLingui()
  const [zone, setZone] = useState(current)
  return (
    <ComboBox
      defaultSelectedKey={current}
      defaultItems={zones.map((id) => ({ id }))}
      onSelectionChange={(key) => key !== null && setZone(String(key))}
    >
      <Label className="mb-1 block font-medium text-sm">{t`Time zone`}</Label>
      <Input className={`${control} h-9`} />
      <input type="hidden" name={name} value={zone} />
      <Popover className="max-h-72 w-(--trigger-width)">
        <ListBox<{ id: string }> className="outline-none">
          {({ id }) => (
            <ListBoxItem id={id} textValue={id} className={rowLook}>
              {id.replaceAll('_', ' ')}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
