import { useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from '../app/form.tsx'
import { useSession } from '../app/session.ts'
import { Checkbox } from '../kit/checkbox.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { staffQuery, tellAbsence } from './api.ts'

/** Saying from when until when somebody is away, and who stands in for them. */
export function AbsenceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const { person, permissions } = useSession()
  const { data } = useQuery(staffQuery)
  const here = data?.items.filter(({ invited, switchedOffAt }) => !invited && !switchedOffAt) ?? []
  const [staffId, setStaffId] = useState(person.id)
  const [standInId, setStandInId] = useState<number | null>(null)
  const [isHandedOver, setHandedOver] = useState(true)
  const choices = here.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Dialog title={t`Away for a while`} isOpen onClose={onClose}>
      <Form
        submit={t`Save`}
        onSubmit={async (values) => {
          await tellAbsence({
            staffId,
            standInId: standInId ?? 0,
            startsAt: instant(values('startsAt')),
            endsAt: instant(values('endsAt')),
            handOver: isHandedOver,
          })
          await client.invalidateQueries({ queryKey: ['people'] })
          onClose()
        }}
      >
        {permissions.includes('duty.plan') && (
          <Select label={t`Who is away`} choices={choices} value={staffId} onChange={setStaffId} />
        )}
        <div className="grid gap-4 md:grid-cols-2">
          <TextField label={t`From`} name="startsAt" type="datetime-local" isRequired />
          <TextField label={t`Until`} name="endsAt" type="datetime-local" isRequired />
        </div>
        <Select
          label={t`Who stands in`}
          help={t`What the teams receive in turns of duty meanwhile goes to them.`}
          choices={choices.filter(({ value }) => value !== staffId)}
          value={standInId}
          onChange={setStandInId}
          placeholder={t`Choose a colleague`}
        />
        <Checkbox isSelected={isHandedOver} onChange={setHandedOver}>
          {t`When it begins, offer them the open cases`}
        </Checkbox>
      </Form>
    </Dialog>
  )
}

/** What a field for date and time holds, by the clock of this device; as it is when it is no time. */
const instant = (local: string): string => {
  const time = new Date(local)
  return Number.isNaN(time.getTime()) ? local : time.toISOString()
}
