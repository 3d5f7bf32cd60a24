import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem } from 'react-aria-components'
import { inlineControl } from '../kit/field-look.ts'
import { Popover, rowLook } from '../kit/popover.tsx'
import { makeOrganisation, organisationsQuery } from './api.ts'

type Props = { current: { id: number; name: string } | null; onChange: (id: number | null) => void }
const makeNew = -1

/** The organisation somebody belongs to: found as one types, or made from what was typed. */
export function OrganisationPicker({ current, onChange }: Props) {
  const { t } = useLingui()
  const [words, setWords] = useState(current?.name ?? '')
  const { data } = useQuery(organisationsQuery(words))
  const found = (data?.items ?? []).map(({ id, name }) => ({ id, name, label: name }))
  const name = words.trim()
  const isKnown = found.some((one) => one.name.toLowerCase() === name.toLowerCase())
  const items = name && !isKnown ? [...found, { id: makeNew, name, label: t`Add “${name}”` }] : found
  const choose = async (id: number) => onChange(id === makeNew ? (await makeOrganisation(name)).id : id)
  return (
    <ComboBox
      items={items}
      inputValue={words}
      onInputChange={setWords}
      selectedKey={current?.id ?? null}
      onSelectionChange={(key) => key !== null && void choose(Number(key))}
      onBlur={() => {
        if (name === '' && current) onChange(null)
        else setWords(current?.name ?? '')
      }}
      defaultFilter={() => true}
      menuTrigger="focus"
    >
      <Label className="block text-ink-quiet text-xs">{t`Organisation`}</Label>
      <Input className={`${inlineControl} h-7`} placeholder={t`None yet`} />
      <Popover className="w-(--trigger-width)">
        <ListBox<(typeof items)[number]> className="outline-none">
          {(one) => (
            <ListBoxItem id={one.id} textValue={one.name} className={rowLook}>
              {one.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
