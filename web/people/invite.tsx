import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from '../app/form.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextField } from '../kit/text-field.tsx'
import { Secret } from '../settings/secret.tsx'
import { type Invited, invite } from './api.ts'
import { type Role, RoleFields } from './role-fields.tsx'

/** Inviting a colleague; the link is shown once, and mailed where a mailbox is set up. */
export function Invite({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const [role, setRole] = useState<Role>({ role: 'agent', reach: 'team', teamIds: [] })
  const [made, setMade] = useState<Invited | null>(null)
  const name = made?.staff.name
  return (
    <Dialog title={t`Invite a colleague`} isOpen onClose={onClose}>
      {made ? (
        <>
          <p className="mb-3">
            <Trans>
              This link opens the desk for {name}, once. It is mailed too when a mailbox is set up.
            </Trans>
          </p>
          <Secret label={t`Invitation link`} value={made.link} />
        </>
      ) : (
        <Form
          submit={t`Invite`}
          onSubmit={async (values) => {
            setMade(await invite({ name: values('name'), email: values('email'), ...role }))
            await client.invalidateQueries({ queryKey: ['people'] })
          }}
        >
          <div className="grid gap-4 md:grid-cols-2">
            <TextField label={t`Name`} name="name" isRequired maxLength={120} autoFocus />
            <TextField label={t`E-mail address`} name="email" type="email" isRequired />
          </div>
          <RoleFields value={role} onChange={setRole} />
        </Form>
      )}
    </Dialog>
  )
}
