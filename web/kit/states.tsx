import { Trans, useLingui } from '@lingui/react/macro'
import { CloudOff, Lock, type LucideIcon, Sprout, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'

type Props = { icon?: LucideIcon; title: string; children?: ReactNode; action?: ReactNode }

/** Nothing here, said kindly: what it means and what one may do. */
export function EmptyState({ icon: Icon = Sprout, title, children, action }: Props) {
  return (
    <div className="mx-auto flex h-full max-w-96 animate-appear flex-col items-center justify-center gap-2 p-8 text-center">
      <Icon aria-hidden size={28} strokeWidth={1.5} className="text-ink-quiet" />
      <h2 className="font-medium text-lg">{title}</h2>
      {children && <div className="text-ink-soft">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  )
}

/** Something failed: what happened, what was kept and a way on. */
export function ErrorState({
  title,
  children,
  onRetry,
}: {
  title?: string
  children?: ReactNode
  onRetry?: () => void
}) {
  const { t } = useLingui()
  return (
    <div role="alert" className="h-full">
      <EmptyState
        icon={TriangleAlert}
        title={title ?? t`That did not work`}
        action={
          onRetry && (
            <Button onPress={onRetry}>
              <Trans>Try again</Trans>
            </Button>
          )
        }
      >
        {children ?? <Trans>Nothing was lost. Please try once more in a moment.</Trans>}
      </EmptyState>
    </div>
  )
}

/** The reader may not see this, and is told whom to ask. */
export function NoPermissionState() {
  const { t } = useLingui()
  return (
    <EmptyState icon={Lock} title={t`This is not open to you`}>
      <Trans>It may not exist, or your role does not include it. An admin can change that.</Trans>
    </EmptyState>
  )
}

/** No connection and nothing kept to show. */
export function OfflineState({ onRetry }: { onRetry: () => void }) {
  const { t } = useLingui()
  return (
    <EmptyState
      icon={CloudOff}
      title={t`We cannot reach the desk`}
      action={
        <Button onPress={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      <Trans>It comes back by itself when the connection does. What you wrote is kept.</Trans>
    </EmptyState>
  )
}
