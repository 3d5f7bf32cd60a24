import { useLingui } from '@lingui/react/macro'
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { Settings } from 'lucide-react'
import { useSession } from '../app/session.ts'
import { cx } from '../kit/cx.ts'
import { EmptyState } from '../kit/states.tsx'
import { sections } from './sections.ts'

/** What can be arranged here, each in its own section; only those the reader may use are offered. */
export default function SettingsPage() {
  const { t, i18n } = useLingui()
  const { section } = useParams({ strict: false })
  const { permissions } = useSession()
  const open = sections.filter(({ permission }) => permission === null || permissions.includes(permission))
  return (
    <div className="grid h-full grid-cols-[232px_minmax(0,1fr)] max-md:grid-cols-1">
      <nav
        aria-label={t`Settings`}
        className={cx('overflow-y-auto border-line border-e bg-surface p-3', section && 'max-md:hidden')}
      >
        <h1 className="px-2 pt-1 pb-3 font-semibold text-lg">{t`Settings`}</h1>
        <ul className="grid gap-px">
          {open.map(({ id, title, icon: Icon }) => (
            <li key={id}>
              <Link
                to="/settings/$section"
                params={{ section: id }}
                activeProps={{ className: 'bg-hover text-ink font-medium' }}
                inactiveProps={{ className: 'text-ink-soft' }}
                className="flex h-9 items-center gap-2.5 rounded-md px-2 hover:bg-hover hover:text-ink"
              >
                <Icon aria-hidden size={16} strokeWidth={1.75} />
                {i18n._(title)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main className={cx('min-w-0 overflow-y-auto bg-surface', !section && 'max-md:hidden')}>
        {section ? <Outlet /> : <EmptyState icon={Settings} title={t`What would you like to arrange?`} />}
      </main>
    </div>
  )
}
