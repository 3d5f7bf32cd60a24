import { useLingui } from '@lingui/react/macro'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { Select } from '../../kit/select.tsx'
import { Switch } from '../../kit/switch.tsx'
import { TextField } from '../../kit/text-field.tsx'
import type { MailboxTest } from './api.ts'
import type { ServerDraft } from './server-draft.ts'

type Props = {
  title: string
  help: string
  draft: ServerDraft
  isStored: boolean
  result: MailboxTest['smtp']
  onChange: (draft: ServerDraft) => void
}

/** One mail server, with what the last test said about it. */
export function ServerFields({ title, help, draft, isStored, result, onChange }: Props) {
  const { t } = useLingui()
  const set = (change: Partial<ServerDraft>) => onChange({ ...draft, ...change })
  return (
    <fieldset className="grid gap-3 border-line border-t pt-4">
      <legend className="sr-only">{title}</legend>
      <Switch isSelected={draft.isOn} onChange={(isOn) => set({ isOn })} help={help}>
        {title}
      </Switch>
      {draft.isOn && (
        <>
          <div className="grid grid-cols-[2fr_0.8fr_1.4fr] gap-3 max-md:grid-cols-1">
            <TextField label={t`Server`} value={draft.host} onChange={(host) => set({ host })} isRequired />
            <TextField
              label={t`Port`}
              inputMode="numeric"
              value={draft.port}
              onChange={(port) => set({ port })}
              isRequired
            />
            <Select
              label={t`Protection`}
              choices={[
                { value: 'tls', label: t`TLS` },
                { value: 'starttls', label: t`STARTTLS` },
                { value: 'none', label: t`None, this machine only` },
              ]}
              value={draft.security}
              onChange={(security) => set({ security })}
            />
          </div>
          <div className="grid gap-3 md:grid-cols-2">
            <TextField
              label={t`User`}
              value={draft.user}
              onChange={(user) => set({ user })}
              autoComplete="off"
              isRequired
            />
            <TextField
              label={t`Password`}
              type="password"
              value={draft.password}
              onChange={(password) => set({ password })}
              autoComplete="new-password"
              {...(isStored ? { help: t`Leave empty to keep the stored one.` } : {})}
            />
          </div>
        </>
      )}
      {result && (
        <p role="status" className={result.ok ? 'flex gap-2 text-good' : 'flex gap-2 text-bad'}>
          {result.ok ? (
            <CircleCheck aria-hidden size={18} className="mt-0.5 shrink-0" />
          ) : (
            <CircleAlert aria-hidden size={18} className="mt-0.5 shrink-0" />
          )}
          {result.words}
        </p>
      )}
    </fieldset>
  )
}
