import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mailbox } from '../../../server/channels/email/contract.ts'
import { Form } from '../../app/form.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Select } from '../../kit/select.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { Secret } from '../../settings/secret.tsx'
import { beginSignIn, endSignIn } from './sign-in-api.ts'
import { signInAsked } from './sign-in-draft.ts'

type Props = { mailbox: Mailbox; onClose: () => void }

/** Signing a mailbox in at Google, Microsoft 365 or another provider, instead of a password. */
export function SignInDialog({ mailbox, onClose }: Props) {
  const { t } = useLingui()
  const client = useQueryClient()
  const known = mailbox.signIn
  const [provider, setProvider] = useState(known?.provider ?? 'google')
  const stored = known?.provider === provider ? known : null
  const end = async () => {
    await endSignIn(mailbox.id)
    await client.invalidateQueries({ queryKey: ['mailboxes'] })
    onClose()
  }
  return (
    <Dialog title={t`How ${mailbox.name} signs in`} isOpen onClose={onClose} width="wide">
      <Form
        submit={t`Sign in there`}
        aside={known && <Button onPress={() => void end()}>{t`Use passwords again`}</Button>}
        onSubmit={async (values) => {
          const { url } = await beginSignIn(mailbox.id, signInAsked(provider, values))
          location.assign(url)
        }}
      >
        <p className="text-ink-soft">
          <Trans>
            Register the desk with the provider first. It shows you a client and a secret there, and wants to
            know this address to send you back to:
          </Trans>
        </p>
        <Secret label={t`Redirect address`} value={`${location.origin}/settings/mailboxes`} />
        <div className="grid items-start gap-4 md:grid-cols-3">
          <Select
            label={t`Provider`}
            choices={[
              { value: 'google', label: t`Google` },
              { value: 'microsoft', label: t`Microsoft 365` },
              { value: 'other', label: t`Another one` },
            ]}
            value={provider}
            onChange={setProvider}
          />
          <TextField
            key={`client-${provider}`}
            label={t`Client ID`}
            name="clientId"
            defaultValue={stored?.clientId ?? ''}
            isRequired
            autoComplete="off"
            autoFocus
          />
          <TextField
            label={t`Client secret`}
            name="clientSecret"
            type="password"
            autoComplete="new-password"
            {...(stored ? { help: t`Leave empty to keep the stored one.` } : {})}
          />
        </div>
        {provider === 'microsoft' && (
          <TextField
            label={t`Tenant`}
            name="tenant"
            help={t`Only for an app that one organisation uses: its domain or number.`}
          />
        )}
        {provider === 'other' && <OtherProvider known={stored} />}
        <p className="text-ink-soft text-sm">
          <Trans>It is used for every server of this mailbox for which no password is stored.</Trans>
        </p>
      </Form>
    </Dialog>
  )
}

function OtherProvider({ known }: { known: Mailbox['signIn'] }) {
  const { t } = useLingui()
  return (
    <div className="grid items-start gap-4 md:grid-cols-3">
      <TextField
        label={t`Address to sign in`}
        name="authorizationUrl"
        type="url"
        defaultValue={known?.authorizationUrl ?? ''}
        placeholder="https://"
        isRequired
      />
      <TextField
        label={t`Address for tokens`}
        name="tokenUrl"
        type="url"
        defaultValue={known?.tokenUrl ?? ''}
        placeholder="https://"
        isRequired
      />
      <TextField label={t`Scopes`} name="scopes" defaultValue={known?.scopes ?? ''} />
    </div>
  )
}
