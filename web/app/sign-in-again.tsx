import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { Dialog } from '../kit/dialog.tsx'
import { useSession } from './session.ts'
import { isSignInNeeded, onSignInNeeded, signedInAgain } from './session-gate.ts'

const SignInForm = lazy(() => import('../people/sign-in-form.tsx'))

/** Over the desk when the session has ended: everything stays as it was, and goes on after signing in. */
export function SignInAgain() {
  const { t } = useLingui()
  const { person } = useSession()
  const client = useQueryClient()
  const isOpen = useSyncExternalStore(onSignInNeeded, isSignInNeeded)
  return (
    <Dialog
      title={t`Please sign in again`}
      isOpen={isOpen}
      onClose={() => {}}
      isDismissable={false}
      width="narrow"
    >
      <p className="mb-4 text-ink-soft">
        <Trans>Your session has ended. What you were writing is still here and goes on afterwards.</Trans>
      </p>
      <Suspense fallback={null}>
        <SignInForm
          email={person.email}
          onDone={() => {
            signedInAgain()
            void client.invalidateQueries()
          }}
        />
      </Suspense>
    </Dialog>
  )
}
