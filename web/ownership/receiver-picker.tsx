import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { User, Users } from 'lucide-react'
import { ComboBox, Input, Label, ListBox, ListBoxItem } from 'react-aria-components'
import type { Case } from '../../server/cases/contract.ts'
import { control } from '../kit/field-look.ts'
import { Popover, rowLook } from '../kit/popover.tsx'
import { useNow } from '../kit/relative-time.tsx'
import { absencesQuery, rotasQuery, staffQuery, teamsQuery } from '../people/api.ts'
import { type Receiver, receiversOf } from './receivers.ts'

type Props = { found: Case; value: Receiver | null; onChange: (receiver: Receiver | null) => void }

/** Finds a person or a team as one types; who is away can be seen, not chosen. */
export function ReceiverPicker({ found, value, onChange }: Props) {
  const { t } = useLingui()
  const now = useNow()
  const staff = useQuery(staffQuery).data?.items
  const teams = useQuery(teamsQuery).data?.items
  const rotas = useQuery(rotasQuery).data?.items
  const absences = useQuery(absencesQuery).data?.items
  const isKnown = staff && teams && rotas && absences
  const known = { staff: staff ?? [], teams: teams ?? [], rotas: rotas ?? [], absences: absences ?? [] }
  const items = receiversOf(known, found.team.id, found.owner.id, now)
  const hintOf = ({ hint, standIn, toStaffId }: Receiver) => {
    if (standIn) return t`away; ${standIn.name} stands in`
    return toStaffId === undefined ? t`on duty: ${hint}` : hint
  }
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
    </ComboBox>
  )
}
