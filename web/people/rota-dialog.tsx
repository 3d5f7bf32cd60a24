import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Rota } from '../../server/people/contract.ts'
import { Form } from '../app/form.tsx'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { planRota, staffQuery } from './api.ts'
import { TimeZones } from './time-zones.tsx'
import { type EditedTurn, editedOf, nextTurn, turnsOf, weekdaysIn } from './turns.ts'

/** The turns of duty of one team, week by week, by the clocks of where the team lives. */
export function RotaDialog({ rota, onClose }: { rota: Rota; onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const { data } = useQuery(staffQuery)
  const here = data?.items.filter(({ invited, switchedOffAt }) => !invited && !switchedOffAt) ?? []
  const [turns, setTurns] = useState(() => editedOf(rota.turns))
  const change = (key: number, changed: Partial<EditedTurn>) =>
    setTurns(turns.map((turn) => (turn.key === key ? { ...turn, ...changed } : turn)))
  const lead = here.find(({ id }) => id === rota.dutyLeadId)?.name ?? ''
  return (
    <Dialog title={t`Turns of duty: ${rota.name}`} isOpen onClose={onClose} width="wide">
      <Form
        submit={t`Save`}
        onSubmit={async (values) => {
          await planRota(rota.teamId, { timeZone: values('timeZone'), turns: turnsOf(turns) }, rota.version)
          await client.invalidateQueries({ queryKey: ['people'] })
          onClose()
        }}
      >
        <p className="text-ink-soft">
          <Trans>Outside all turns {lead} is on duty. A night is two turns.</Trans>
        </p>
        <TimeZones name="timeZone" current={rota.timeZone} />
        <ul className="grid gap-2">
          {turns.map((turn) => (
            <Turn
              key={turn.key}
              turn={turn}
              people={here}
              onChange={(changed) => change(turn.key, changed)}
              onRemove={() => setTurns(turns.filter(({ key }) => key !== turn.key))}
            />
          ))}
        </ul>
        <Button
          className="justify-self-start"
          icon={<Plus aria-hidden size={16} />}
          onPress={() => setTurns([...turns, nextTurn(turns, rota.dutyLeadId)])}
        >{t`One more turn`}</Button>
      </Form>
    </Dialog>
  )
}

type TurnProps = {
  turn: EditedTurn
  people: readonly { id: number; name: string }[]
  onChange: (changed: Partial<EditedTurn>) => void
  onRemove: () => void
}

function Turn({ turn, people, onChange, onRemove }: TurnProps) {
  const { t, i18n } = useLingui()
  return (
    <li className="flex flex-wrap items-end gap-2 max-md:not-last:border-line max-md:not-last:border-b max-md:not-last:pb-4">
      <Select
        label={t`Day`}
        choices={weekdaysIn(i18n.locale)}
        value={turn.weekday}
        onChange={(weekday) => onChange({ weekday })}
        className="w-36"
      />
      <TextField
        label={t`From`}
        type="time"
        value={turn.from}
        onChange={(from) => onChange({ from })}
        isRequired
      />
      <TextField label={t`To`} type="time" value={turn.to} onChange={(to) => onChange({ to })} isRequired />
      <Select
        label={t`Who`}
        choices={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={turn.staffId}
        onChange={(staffId) => onChange({ staffId })}
        className="min-w-40 grow"
      />
      <IconButton icon={X} label={t`Take this turn away`} onPress={onRemove} />
    </li>
  )
}
