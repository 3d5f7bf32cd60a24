import { useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Team } from '../../server/people/contract.ts'
import { Form } from '../app/form.tsx'
import { useSession } from '../app/session.ts'
import { addressesIn } from '../kit/addresses.ts'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useSaving } from '../settings/use-saving.ts'
import { changeTeam, makeTeam, removeTeam, staffQuery } from './api.ts'
import { CalendarChoice } from './hours/calendar-choice.tsx'

/** Making or changing a team. */
export function TeamDialog({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const save = useSaving(['people'])
  const me = useSession().person.id
  const { data } = useQuery(staffQuery)
  const staff = data?.items.filter(({ switchedOffAt }) => !switchedOffAt) ?? []
  const [dutyLeadId, setDutyLeadId] = useState(team?.dutyLeadId ?? me)
  const [calendarId, setCalendarId] = useState(team?.calendarId ?? null)
  const [members, setMembers] = useState<ReadonlySet<number>>(new Set(team?.memberIds ?? [me]))
  const toggle = (id: number, isOn: boolean) =>
    setMembers(new Set(isOn ? [...members, id] : [...members].filter((one) => one !== id)))
  return (
    <Dialog title={team?.name ?? t`New team`} isOpen onClose={onClose}>
      <Form
        submit={t`Save`}
        aside={
          team && (
            <Button look="danger" onPress={() => void save(() => removeTeam(team.id)).then(onClose)}>
              {t`Remove the team`}
            </Button>
          )
        }
        onSubmit={async (values) => {
          const wanted = {
            name: values('name'),
            dutyLeadId,
            calendarId,
            memberIds: [...members],
            addresses: addressesIn(values('addresses')),
          }
          await (team ? changeTeam(team.id, wanted, team.version) : makeTeam(wanted))
          await client.invalidateQueries({ queryKey: ['people'] })
          onClose()
        }}
      >
        <TextField
          label={t`Name`}
          name="name"
          defaultValue={team?.name ?? ''}
          isRequired
          maxLength={80}
          autoFocus
        />
        <Select
          label={t`Duty lead`}
          choices={staff.map(({ id, name }) => ({ value: id, label: name }))}
          value={dutyLeadId}
          onChange={setDutyLeadId}
        />
        <TextField
          label={t`E-mail addresses`}
          help={t`Mail to these reaches the team. Several with commas between them.`}
          name="addresses"
          defaultValue={team?.addresses.join(', ') ?? ''}
        />
        <CalendarChoice current={calendarId} none={t`Open at every hour`} onChange={setCalendarId} />
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 font-medium text-sm">{t`Members`}</legend>
          {staff.map(({ id, name }) => (
            <Checkbox key={id} isSelected={members.has(id)} onChange={(isOn) => toggle(id, isOn)}>
              {name}
            </Checkbox>
          ))}
        </fieldset>
      </Form>
    </Dialog>
  )
}
