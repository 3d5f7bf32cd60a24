import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MailWarning } from 'lucide-react'
import { useSession } from '../../app/session.ts'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { alarmsQuery } from './api.ts'

/** A line over the desk for each mailbox that gets no mail or cannot send, for those who can do something about it. */
export default function MailboxAlarms() {
  const { t } = useLingui()
  const { data } = useQuery(alarmsQuery)
  const mayMend = useSession().permissions.includes('mailboxes.manage')
  if (!data || data.items.length === 0) return null
  return (
    <section aria-label={t`Mailboxes in trouble`} className="max-h-[30vh] overflow-y-auto bg-bad-soft">
      {data.items.map(({ mailboxId, direction, name, words, since }) => (
        <p key={`${mailboxId}-${direction}`} className="flex gap-2 px-4 py-1.5 text-bad text-sm">
          <MailWarning aria-hidden size={16} className="mt-0.5 shrink-0" />
          <span className="min-w-0 grow">
            {direction === 'in' ? (
              <Trans>
                <strong>{name}</strong> gets no mail.
              </Trans>
            ) : (
              <Trans>
                <strong>{name}</strong> cannot send.
              </Trans>
            )}{' '}
            {words} <RelativeTime time={since} />
          </span>
          {mayMend && (
            <Link to="/settings/$section" params={{ section: 'mailboxes' }} className="shrink-0 underline">
              {t`See to it`}
            </Link>
          )}
        </p>
      ))}
    </section>
  )
}
