import { Trans, useLingui } from '@lingui/react/macro'
import { useRouter } from '@tanstack/react-router'
import { call } from '../app/api.ts'
import { Form } from '../app/form.tsx'
import { Door } from './door.tsx'
import { NewPassword } from './new-password.tsx'
import { tokenOf } from './token.ts'

/** Where a mailed invitation leads: name, password, and in. */
export default function InvitationPage() {
  const { t } = useLingui()
  const router = useRouter()
  return (
    <Door title={t`Good to have you`} lead={<Trans>Choose a password, and you are at the desk.</Trans>}>
      <Form
        submit={t`Join the desk`}
        isWide
        onSubmit={async (values) => {
          await call('POST', '/invitations/acceptance', {
            isAnonymous: true,
            body: { token: tokenOf(window.location), password: values('password') },
          })
          router.history.push('/')
        }}
      >
        <NewPassword />
      </Form>
    </Door>
  )
}
