import { Trans, useLingui } from '@lingui/react/macro'
import { useRouter } from '@tanstack/react-router'
import { call } from '../app/api.ts'
import { Form } from '../app/form.tsx'
import { TextField } from '../kit/text-field.tsx'
import { Door } from './door.tsx'
import { NewPassword } from './new-password.tsx'
import { tokenOf } from './token.ts'

/** Where a mailed invitation leads: name, password, and in. */
export default function InvitationPage() {
  const { t } = useLingui()
  const router = useRouter()
  return (
    <Door title={t`Good to have you`} lead={<Trans>Two things, and you are at the desk.</Trans>}>
      <Form
        submit={t`Join the desk`}
        isWide
        onSubmit={async (values) => {
          await call('POST', '/invitations/acceptance', {
            isAnonymous: true,
            body: { token: tokenOf(window.location), name: values('name'), password: values('password') },
          })
          router.history.push('/')
        }}
      >
        <TextField
          label={t`Your name, as customers will read it`}
          name="name"
          autoComplete="name"
          isRequired
          autoFocus
        />
        <NewPassword />
      </Form>
    </Door>
  )
}
