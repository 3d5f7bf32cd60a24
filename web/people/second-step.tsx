import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Form } from '../app/form.tsx'
import { sessionQuery, useSession } from '../app/session.ts'
import { TextField } from '../kit/text-field.tsx'
import { beginTotp, confirmTotp, removeTotp, renewRecoveryCodes, type TotpStart } from './api.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { TotpSecret } from './totp-secret.tsx'

/** Turning the second step on (secret, first code, recovery codes) and off. */
export function SecondStep() {
  const { t } = useLingui()
  const client = useQueryClient()
  const { totpEnabled } = useSession()
  const [start, setStart] = useState<TotpStart | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const refresh = () => client.invalidateQueries({ queryKey: sessionQuery.queryKey })
  const password = (
    <TextField
      label={t`Your password`}
      name="password"
      type="password"
      autoComplete="current-password"
      isRequired
      className="max-w-64"
    />
  )
  if (codes) return <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />
  if (totpEnabled) return <IsOn password={password} onChanged={refresh} onCodes={setCodes} />
  if (!start) {
    return (
      <>
        <p className="mb-4 max-w-[60ch] text-ink-soft">
          <Trans>With a code from an app on your phone, a stolen password alone opens nothing.</Trans>
        </p>
        <Form
          submit={t`Turn it on`}
          onSubmit={async (values) => setStart(await beginTotp(values('password')))}
        >
          {password}
        </Form>
      </>
    )
  }
  return (
    <div className="grid gap-6 md:grid-cols-[auto_1fr]">
      <TotpSecret start={start} />
      <Form
        submit={t`Turn it on`}
        onSubmit={async (values) => {
          const { recoveryCodes } = await confirmTotp(values('code').replace(/\s/g, ''))
          setStart(null)
          setCodes(recoveryCodes)
          await refresh()
        }}
      >
        <TextField
          label={t`Code`}
          help={t`The six figures that the app shows now.`}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          isRequired
          autoFocus
          className="max-w-64"
        />
      </Form>
    </div>
  )
}

type IsOnProps = {
  password: ReactNode
  onChanged: () => Promise<void>
  onCodes: (codes: string[]) => void
}

/** Turning it off, and new codes for whoever used theirs up. */
function IsOn({ password, onChanged, onCodes }: IsOnProps) {
  const { t } = useLingui()
  return (
    <div className="grid gap-6">
      <p className="flex items-center gap-2 text-good">
        <ShieldCheck aria-hidden size={18} />
        <Trans>On. Signing in needs your password and a code.</Trans>
      </p>
      <Form
        submit={t`Turn it off`}
        onSubmit={async (values) => {
          await removeTotp(values('password'))
          await onChanged()
        }}
      >
        {password}
      </Form>
      <Form
        submit={t`Make new recovery codes`}
        onSubmit={async (values) => {
          onCodes((await renewRecoveryCodes(values('password'))).recoveryCodes)
        }}
      >
        <p className="mb-3 max-w-[60ch] text-ink-soft">
          <Trans>Used some up, or lost the paper? New codes end the old ones.</Trans>
        </p>
        {password}
      </Form>
    </div>
  )
}
