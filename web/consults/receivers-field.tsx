import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { Button, ComboBox, Tag, TagGroup, TagList } from 'react-aria-components'
import type { Case } from '../../server/cases/contract.ts'
import { useSession } from '../app/session.ts'
import { ReceiverOptions, useReceivers } from '../people/receiver-picker.tsx'
import type { Receiver } from '../people/receivers.ts'

type Props = { found: Case; value: readonly string[]; onChange: (keys: readonly string[]) => void }

/** Who is asked: one or several, people and teams. Of who is away, whoever stands in. */
export function ReceiversField({ found, value, onChange }: Props) {
  const { t } = useLingui()
  const { items, isKnown } = useReceivers(found.team.id, useSession().person.id)
  const chosen = items.filter(({ key }) => value.includes(key))
  const away = chosen.filter(({ standIn }) => standIn !== null)
  const names = (all: readonly Receiver[]) => all.map(({ name }) => name).join(', ')
  const standIns = away.flatMap(({ standIn }) => standIn?.name ?? []).join(', ')
  return (
    <div className="grid gap-2">
      {/* Begun anew with each choice: in a list of several, leaving the field would take the last one back. */}
      <ComboBox
        key={value.join()}
        defaultItems={items.filter(({ key }) => !value.includes(key))}
        onSelectionChange={(key) => key !== null && onChange([...value, String(key)])}
        // Opened again under the pointer, it would let Tab choose whoever happens to lie there.
        menuTrigger={value.length === 0 ? 'focus' : 'input'}
        allowsEmptyCollection
        autoFocus
      >
        <ReceiverOptions isKnown={isKnown} />
      </ComboBox>
      {chosen.length > 0 && (
        <TagGroup
          aria-label={t`Asked are`}
          onRemove={(keys) => onChange(value.filter((key) => !keys.has(key)))}
        >
          <TagList items={chosen} className="flex flex-wrap gap-1.5">
            {({ key, name }) => (
              <Tag
                id={key}
                textValue={name}
                className="flex h-7 items-center gap-1 rounded-md bg-accent-soft ps-2.5 pe-1.5 text-accent-text text-sm outline-none data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent"
              >
                {name}
                <Button
                  slot="remove"
                  // React Aria adds the name itself to this one.
                  aria-label={t`Do not ask`}
                  className="flex size-5 cursor-pointer items-center justify-center rounded-sm"
                >
                  <X aria-hidden size={13} />
                </Button>
              </Tag>
            )}
          </TagList>
        </TagGroup>
      )}
      <p role="status" className={away.length > 0 ? 'text-ink-soft text-sm' : 'sr-only'}>
        {away.length > 0 && t`Away: ${names(away)}. In their place you ask ${standIns}.`}
      </p>
    </div>
  )
}

/** What the server is asked: of each who is away the stand-in, everybody once. */
export function asked(items: readonly Receiver[], keys: readonly string[]) {
  const wanted = items
    .filter(({ key }) => keys.includes(key))
    .map(({ toStaffId, toTeamId, standIn }) =>
      toStaffId === undefined ? { teamId: toTeamId ?? 0 } : { staffId: standIn?.id ?? toStaffId },
    )
  return [...new Map(wanted.map((one) => [JSON.stringify(one), one])).values()]
}
