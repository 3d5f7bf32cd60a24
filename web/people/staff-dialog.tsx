import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import type { Staff } from '../../server/people/contract.ts'
import { Form } from '../app/form.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Switch } from '../kit/switch.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { AccessActs } from './access-acts.tsx'
import { changeStaff } from './api.ts'
import { useStaffParts } from './parts.ts'
import { type Role, RoleFields } from './role-fields.tsx'

/** Changing what a colleague is and may do here. Who leaves is switched off, never erased from the record. */
export function StaffDialog({ staff, onClose }: { staff: Staff; onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const [role, setRole] = useState<Role>({ role: staff.role, reach: staff.reach, teamIds: staff.teamIds })
  const parts = useStaffParts()
  const [isOn, setOn] = useState(staff.switchedOffAt === null)
  return (
    <Dialog title={staff.name} isOpen onClose={onClose}>
      <Form
        submit={t`Save`}
        onSubmit={async (values) => {
          await changeStaff(
            staff.id,
            { name: values('name'), email: values('email').trim(), ...role, switchedOff: !isOn },
            staff.version,
          )
          await client.invalidateQueries({ queryKey: ['people'] })
          toast(t`Saved.`)
          onClose()
        }}
      >
        <TextField label={t`Name`} name="name" defaultValue={staff.name} isRequired maxLength={120} />
        <TextField
          label={t`E-mail`}
          help={t`They sign in with it. When you change it, they are signed out, and both addresses are told.`}
          name="email"
          type="email"
          defaultValue={staff.email}
          isRequired
        />
        <RoleFields value={role} onChange={setRole} />
        <AccessActs staff={staff} />
        <Switch
          isSelected={isOn}
          onChange={setOn}
          help={t`Switched off, they are signed out everywhere at once.`}
        >
          {t`May sign in`}
        </Switch>
        <Suspense fallback={null}>
          {parts.map(({ id, Part }) => (
            <Part key={id} staff={staff} isLeaving={!isOn && staff.switchedOffAt === null} />
          ))}
        </Suspense>
      </Form>
    </Dialog>
  )
}
