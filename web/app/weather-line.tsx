import { Trans } from '@lingui/react/macro'
import { CloudOff } from 'lucide-react'
import { useIsConnected } from './live-updates.ts'

/** One quiet line at the top while the desk cannot be reached. */
export function WeatherLine() {
  const isConnected = useIsConnected()
  return (
    <div role="status">
      {!isConnected && (
        <p className="flex items-center justify-center gap-2 bg-warn-soft px-4 py-1 text-sm text-warn">
          <CloudOff aria-hidden size={16} />
          <Trans>The desk is out of reach. What you write stays here; we keep trying.</Trans>
        </p>
      )}
    </div>
  )
}
