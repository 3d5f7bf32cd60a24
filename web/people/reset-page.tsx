import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../app/api.ts'
import { Form } from '../app/form.tsx'
import { TextField } from '../kit/text-field.tsx'
import { Door } from './door.tsx'
import { NewPassword } from './new-password.tsx'
import { tokenOf } from './token.ts'

/** Asking for a link by mail, and, with the link, choosing a new password. */
export default function ResetPage() {
  const { t } = useLingui()
  const token = tokenOf(window.location)
  const [isDone, setDone] = useState(false)
  if (isDone) return <Done hasToken={token !== ''} />
  if (token) {
    return (
      <Door title={t`Choose a new password`} lead={<Trans>Everywhere else you are then signed out.</Trans>}>
        <Form
          submit={t`Keep this password`}
          isWide
          onSubmit={async (values) => {
            await call('PUT', '/password-resets', {
              isAnonymous: true,
              body: { token, password: values('password') },
            })
            setDone(true)
          }}
        >
          <NewPassword />
        </Form>
      </Door>
    )
  }
  return (
    <Door
      title={t`Forgot your password?`}
      lead={<Trans>We mail you a link that works for half an hour.</Trans>}
    >
      <Form
        submit={t`Mail me the link`}
        isWide
        onSubmit={async (values) => {
          await call('POST', '/password-resets', { isAnonymous: true, body: { email: values('email') } })
          setDone(true)
        }}
      >
        <TextField
          label={t`E-mail address`}
          name="email"
          type="email"
          autoComplete="username"
          isRequired
          autoFocus
        />
      </Form>
    </Door>
  )
}

function Done({ hasToken }: { hasToken: boolean }) {
  const { t } = useLingui()
  return (
    <Door
      title={hasToken ? t`Your password is changed` : t`Look into your mailbox`}
      lead={
        hasToken ? null : (
          <Trans>
            If there is an account with this address, the link is on its way. It may take a minute.
          </Trans>
        )
      }
    >
      <Link to="/sign-in" className="text-accent-text underline underline-offset-2">
        <Trans>To the sign-in</Trans>
      </Link>
    </Door>
  )
}
