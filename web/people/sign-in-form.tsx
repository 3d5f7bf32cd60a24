import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { call } from '../app/api.ts'
import { Form } from '../app/form.tsx'
import { isProblem } from '../app/problem.ts'
import { TextField } from '../kit/text-field.tsx'

/** E-mail and password and, for an account that has it, the six figures of the second step. */
export default function SignInForm({ email, onDone }: { email?: string; onDone: () => void }) {
  const { t } = useLingui()
  const [needsCode, setNeedsCode] = useState(false)
  return (
    <Form
      submit={t`Sign in`}
      isWide
      onSubmit={async (values) => {
        const code = values('code').replace(/\s/g, '')
        try {
          await call('POST', '/session', {
            isAnonymous: true,
            body: { email: values('email'), password: values('password'), ...(code ? { code } : {}) },
          })
        } catch (error) {
          if (!isProblem(error, 'people.code-needed')) throw error
          setNeedsCode(true)
          return
        }
        onDone()
      }}
    >
      <TextField
        label={t`E-mail address`}
        name="email"
        type="email"
        autoComplete="username"
        isRequired
        isReadOnly={needsCode}
        {...(email ? { defaultValue: email } : { autoFocus: true })}
      />
      <TextField
        label={t`Password`}
        name="password"
        type="password"
        autoComplete="current-password"
        isRequired
        isReadOnly={needsCode}
        autoFocus={Boolean(email)}
      />
      {needsCode && (
        <TextField
          label={t`Code`}
          help={t`The six figures that your authenticator app shows now, or a recovery code.`}
          name="code"
          autoComplete="one-time-code"
          isRequired
          autoFocus
        />
      )}
    </Form>
  )
}
