import { Trans, useLingui } from '@lingui/react/macro'
import { encode } from 'uqr'
import type { TotpStart } from './api.ts'

/** The secret for an authenticator app: as a picture to scan, as a link for this device, and as text. */
export function TotpSecret({ start }: { start: TotpStart }) {
  const { t } = useLingui()
  const { data, size } = encode(start.uri, { border: 2 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <div className="max-w-72">
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={t`QR code with the secret`}
        className="size-44 rounded-md"
        shapeRendering="crispEdges"
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <p className="mt-3 text-ink-soft text-sm">
        <Trans>
          Scan it with an authenticator app,{' '}
          <a href={start.uri} className="text-accent-text underline">
            open it in an app here
          </a>
          , or type this:
        </Trans>
      </p>
      <code className="mt-1 block break-all rounded-md bg-paper px-2 py-1 text-sm">
        {start.secret.match(/.{1,4}/g)?.join(' ')}
      </code>
    </div>
  )
}
