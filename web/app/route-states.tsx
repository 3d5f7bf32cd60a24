import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useRouter } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { EmptyState, ErrorState, NoPermissionState, OfflineState } from '../kit/states.tsx'
import { Problem, wordsOf } from './problem.ts'

/** What a reader sees when a screen cannot be shown, by the reason. */
export function RouteError({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useLingui()
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  if (error instanceof Problem && error.status === 0) return <OfflineState onRetry={retry} />
  if (error instanceof Problem && (error.status === 403 || error.status === 404)) return <NoPermissionState />
  return (
    <ErrorState onRetry={retry}>
      {wordsOf(error, t`Nothing was lost. Please try once more in a moment.`)}
    </ErrorState>
  )
}

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useLingui()
  return (
    <EmptyState
      icon={Compass}
      title={t`There is no page here`}
      action={
        <Link to="/" className="text-accent-text underline underline-offset-2">
          <Trans>To the desk</Trans>
        </Link>
      }
    >
      <Trans>The address may be old or mistyped.</Trans>
    </EmptyState>
  )
}
