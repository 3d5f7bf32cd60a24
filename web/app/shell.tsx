import { useLingui } from '@lingui/react/macro'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { TipLayer } from '../kit/tip-layer.tsx'
import { ToastRegion } from '../kit/toast.tsx'
import { useCommandKeys, useCommands } from './commands.ts'
import { useLiveUpdates } from './live-updates.ts'
import { openPalette, openShortcuts, useOverlay } from './palette-state.ts'
import { Rail } from './rail.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { WeatherLine } from './weather-line.tsx'

const Palette = lazy(() => import('./palette.tsx'))
const MailboxAlarms = lazy(() => import('../channels/email/mailbox-alarms.tsx'))
const Shortcuts = lazy(() => import('./shortcuts.tsx'))

/** What surrounds every room once a person is signed in. */
export default function Shell() {
  const overlay = useOverlay()
  useShellCommands()
  useCommandKeys()
  useLiveUpdates()
  return (
    <div className="grid h-full grid-rows-[auto_1fr] bg-paper">
      <div>
        <WeatherLine />
        <Suspense fallback={null}>
          <MailboxAlarms />
        </Suspense>
      </div>
      <div className="grid min-h-0 grid-cols-[224px_1fr] max-2xl:grid-cols-[60px_1fr] max-md:grid-cols-1 max-md:grid-rows-[1fr_auto]">
        <Rail />
        <div className="min-h-0 min-w-0">
          <Outlet />
        </div>
      </div>
      <Suspense fallback={null}>
        {overlay === 'palette' && <Palette />}
        {overlay === 'shortcuts' && <Shortcuts />}
      </Suspense>
      <SignInAgain />
      <ToastRegion />
      <TipLayer />
    </div>
  )
}

function useShellCommands() {
  const { t } = useLingui()
  const navigate = useNavigate()
  const group = t`Anywhere`
  useCommands([
    { id: 'palette', title: t`Find anyone, do anything`, group, keys: '$mod+k', run: openPalette },
    { id: 'shortcuts', title: t`Keyboard shortcuts`, group, keys: 'Shift+?', run: openShortcuts },
    {
      id: 'go-desk',
      title: t`Go to the desk`,
      group,
      keys: 'g d',
      run: () => void navigate({ to: '/desk/$list', params: { list: 'needs-me' } }),
    },
    {
      id: 'go-customers',
      title: t`Go to customers`,
      group,
      keys: 'g c',
      run: () => void navigate({ to: '/customers' }),
    },
    {
      id: 'go-promises',
      title: t`Go to promises`,
      group,
      keys: 'g p',
      run: () => void navigate({ to: '/promises' }),
    },
    {
      id: 'go-settings',
      title: t`Go to settings`,
      group,
      keys: 'g s',
      run: () => void navigate({ to: '/settings' }),
    },
  ])
}
