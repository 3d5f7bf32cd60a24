import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { User, Users } from 'lucide-react'
import { ComboBox, Input, Label, ListBox, ListBoxItem } from 'react-aria-components'
import { control } from '../kit/field-look.ts'
import { Popover, rowLook } from '../kit/popover.tsx'
import { useNow } from '../kit/relative-time.tsx'
import { absencesQuery, rotasQuery, staffQuery, teamsQuery } from './api.ts'
import { type Receiver, receiversOf } from './receivers.ts'

/** Everybody who can be asked about a case of a team, without one person. */
export function useReceivers(teamId: number, withoutId: number): { items: Receiver[]; isKnown: boolean } {
  const now = useNow()
  const staff = useQuery(staffQuery).data?.items
  const teams = useQuery(teamsQuery).data?.items
  const rotas = useQuery(rotasQuery).data?.items
  const absences = useQuery(absencesQuery).data?.items
  const known = { staff: staff ?? [], teams: teams ?? [], rotas: rotas ?? [], absences: absences ?? [] }
  return {
    items: receiversOf(known, teamId, withoutId, now),
    isKnown: Boolean(staff && teams && rotas && absences),
  }
}

type Props = {
  teamId: number
  withoutId: number
  value: Receiver | null
  onChange: (receiver: Receiver | null) => void
}

/** Finds a person or a team as one types; who is away can be seen, not chosen. */
export function ReceiverPicker({ teamId, withoutId, value, onChange }: Props) {
  const { items, isKnown } = useReceivers(teamId, withoutId)
  return (
    <ComboBox
      defaultItems={items}
      selectedKey={value?.key ?? null}
      onSelectionChange={(key) => onChange(items.find((one) => one.key === key) ?? null)}
      disabledKeys={items.filter(({ standIn }) => standIn !== null).map(({ key }) => key)}
      menuTrigger="focus"
      // Open before the colleagues are known too: they come into the list that one looks at.
      allowsEmptyCollection
      isRequired
      autoFocus
    >
      <ReceiverOptions isKnown={isKnown} />
    </ComboBox>
  )
}

/** The field and the list of a combo box of receivers. */
export function ReceiverOptions({ isKnown }: { isKnown: boolean }) {
  const { t } = useLingui()
  const hintOf = ({ hint, standIn, toStaffId }: Receiver) => {
    if (standIn) return t`away; ${standIn.name} stands in`
    return toStaffId === undefined ? t`on duty: ${hint}` : hint
  }
  return (
    <>
      <Label className="mb-1 block font-medium text-sm">{t`To`}</Label>
      <Input className={`${control} h-9`} placeholder={t`A person, or a team`} />
      <Popover className="w-(--trigger-width)">
        <ListBox<Receiver>
          className="outline-none"
          renderEmptyState={() => (
            <p className="px-2 py-1.5 text-ink-soft text-sm">
              {isKnown ? t`Nobody is called so.` : t`Looking…`}
            </p>
          )}
        >
          {(one) => (
            <ListBoxItem id={one.key} textValue={one.name} className={rowLook}>
              {one.toStaffId === undefined ? (
                <Users aria-hidden size={16} className="shrink-0 text-ink-quiet" />
              ) : (
                <User aria-hidden size={16} className="shrink-0 text-ink-quiet" />
              )}
              <span className="grow truncate">{one.name}</span>
              <span className="truncate text-ink-soft text-sm">{hintOf(one)}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </>
  )
}
