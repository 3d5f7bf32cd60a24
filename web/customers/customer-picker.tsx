import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem } from 'react-aria-components'
import { Button } from '../kit/button.tsx'
import { control } from '../kit/field-look.ts'
import { Popover, rowLook } from '../kit/popover.tsx'
import { customersQuery } from './api.ts'
import { NewCustomer } from './new-customer.tsx'

/** Finds a customer as one types a name or address, also misspelt; or makes a new one. */
export function CustomerPicker({
  value,
  onChange,
}: {
  value: number | null
  onChange: (id: number | null) => void
}) {
  const { t } = useLingui()
  const [words, setWords] = useState('')
  const [isNew, setNew] = useState(false)
  const { data } = useInfiniteQuery(customersQuery(words))
  const items = data?.pages[0]?.items.slice(0, 12) ?? []
  return (
    <div className="flex items-end gap-2">
      <ComboBox
        className="grow"
        items={items}
        inputValue={words}
        onInputChange={setWords}
        selectedKey={value}
        onSelectionChange={(key) => {
          onChange(key === null ? null : Number(key))
          const chosen = items.find(({ id }) => id === key)
          if (chosen) setWords(chosen.name)
        }}
        menuTrigger="focus"
        defaultFilter={() => true}
        autoFocus
      >
        <Label className="mb-1 block font-medium text-sm">{t`Customer`}</Label>
        <Input className={`${control} h-9`} placeholder={t`Name, e-mail or phone number`} />
        <Popover className="w-(--trigger-width)">
          <ListBox<(typeof items)[number]> className="outline-none">
            {(one) => (
              <ListBoxItem id={one.id} textValue={one.name} className={rowLook}>
                <span className="grow">{one.name}</span>
                <span className="text-ink-soft text-sm">{one.organisationName ?? one.address}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      <Button className="h-9" icon={<UserPlus aria-hidden size={16} />} onPress={() => setNew(true)}>
        {t`New customer`}
      </Button>
      {isNew && (
        <NewCustomer
          name={words}
          onClose={() => setNew(false)}
          onMade={(made) => {
            onChange(made.id)
            setWords(made.name)
          }}
        />
      )}
    </div>
  )
}
