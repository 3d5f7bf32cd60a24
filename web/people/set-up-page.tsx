import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useRouter } from '@tanstack/react-router'
import { call, get } from '../app/api.ts'
import { Form } from '../app/form.tsx'
import { sessionQuery } from '../app/session.ts'
import { TextField } from '../kit/text-field.tsx'
import { Door } from './door.tsx'
import { NewPassword } from './new-password.tsx'
import { tokenOf } from './token.ts'

/** The very first visit: who runs this desk, and for whom. Works once, with the link printed at the start. */
export default function SetUpPage() {
  const { t } = useLingui()
  const client = useQueryClient()
  const router = useRouter()
  const { data: setUp } = useQuery({ queryKey: ['setup'], queryFn: () => get<{ needed: boolean }>('/setup') })
  const token = tokenOf(window.location)
  if (setUp && !setUp.needed) return <Navigate to="/sign-in" />
  return (
    <Door
      title={t`Let us open the desk`}
      lead={<Trans>You become its first admin. Colleagues are invited afterwards.</Trans>}
    >
      <Form
        submit={t`Open the desk`}
        isWide
        onSubmit={async (values) => {
          await call('POST', '/setup', {
            isAnonymous: true,
            body: {
              token: token || values('token').trim(),
              organisationName: values('organisationName'),
              name: values('name'),
              email: values('email'),
              password: values('password'),
            },
          })
          client.clear()
          await client.fetchQuery(sessionQuery)
          router.history.push('/')
        }}
      >
        {!token && (
          <TextField
            label={t`Set-up code`}
            help={t`It stands at the end of the link that was printed when Regard started.`}
            name="token"
            autoComplete="off"
            isRequired
          />
        )}
        <TextField
          label={t`Your organisation`}
          name="organisationName"
          autoComplete="organization"
          isRequired
          autoFocus
        />
        <TextField label={t`Your name`} name="name" autoComplete="name" isRequired />
        <TextField
          label={t`Your e-mail address`}
          name="email"
          type="email"
          autoComplete="username"
          isRequired
        />
        <NewPassword />
      </Form>
    </Door>
  )
}
