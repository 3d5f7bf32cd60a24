import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from '../app/form.tsx'
import { useSession } from '../app/session.ts'
import { Checkbox } from '../kit/checkbox.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextField } from '../kit/text-field.tsx'
import { Secret } from '../settings/secret.tsx'
import { type MadeToken, makeToken } from './api.ts'

/** A new token: its name, what it may do, and then the token itself, this once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const { permissions } = useSession()
  const [scopes, setScopes] = useState<ReadonlySet<string>>(new Set())
  const [made, setMade] = useState<MadeToken | null>(null)
  const toggle = (scope: string, isOn: boolean) =>
    setScopes(new Set(isOn ? [...scopes, scope] : [...scopes].filter((one) => one !== scope)))
  return (
    <Dialog title={t`New token`} isOpen onClose={onClose}>
      {made ? (
        <>
          <p className="mb-3">
            <Trans>Copy it now: it is not shown again.</Trans>
          </p>
          <Secret label={t`Token`} value={made.token} />
        </>
      ) : (
        <Form
          submit={t`Make the token`}
          onSubmit={async (values) => {
            setMade(await makeToken({ name: values('name'), scopes: [...scopes] }))
            await client.invalidateQueries({ queryKey: ['tokens'] })
          }}
        >
          <TextField label={t`What it is for`} name="name" isRequired maxLength={80} autoFocus />
          <fieldset className="grid gap-1.5">
            <legend className="mb-1.5 font-medium text-sm">{t`It may`}</legend>
            {permissions.toSorted().map((scope) => (
              <Checkbox key={scope} isSelected={scopes.has(scope)} onChange={(isOn) => toggle(scope, isOn)}>
                <code className="text-sm">{scope}</code>
              </Checkbox>
            ))}
          </fieldset>
        </Form>
      )}
    </Dialog>
  )
}
