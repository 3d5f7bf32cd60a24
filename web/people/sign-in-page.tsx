import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Navigate, useRouter, useSearch } from '@tanstack/react-router'
import { get } from '../app/api.ts'
import { sessionQuery } from '../app/session.ts'
import { Door } from './door.tsx'
import { safeNext } from './next.ts'
import SignInForm from './sign-in-form.tsx'

/** The front door. A house that nobody has set up yet leads on to its set-up. */
export default function SignInPage() {
  const { t } = useLingui()
  const client = useQueryClient()
  const router = useRouter()
  const { next } = useSearch({ from: '/sign-in' })
  const { data: setUp } = useQuery({ queryKey: ['setup'], queryFn: () => get<{ needed: boolean }>('/setup') })
  if (setUp?.needed) return <Navigate to="/set-up" />
  return (
    <Door title={t`Welcome back`}>
      <SignInForm
        onDone={async () => {
          client.removeQueries(sessionQuery)
          router.history.push(safeNext(next))
        }}
      />
      <p className="mt-4 text-ink-soft">
        <Link to="/reset" className="text-accent-text underline underline-offset-2">
          <Trans>I forgot my password</Trans>
        </Link>
      </p>
    </Door>
  )
}
