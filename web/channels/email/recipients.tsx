import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Check, CircleAlert, CircleHelp, Clock, type LucideIcon } from 'lucide-react'
import type { MailRecipient } from '../../../server/channels/email/contract.ts'
import { wordsOf } from '../../app/problem.ts'
import { cx } from '../../kit/cx.ts'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { recipientsQuery } from './api.ts'
import { recipientWords, shortReasonWords, waitingWords } from './recipient-words.ts'

const icons: Record<MailRecipient['state'], LucideIcon> = {
  queued: Clock,
  sent: Check,
  deferred: Clock,
  delayed: Clock,
  bounced: CircleAlert,
  uncertain: CircleHelp,
  failed: CircleAlert,
}

/** What became of a mail for each of those it was for, with what the other side said. */
export default function Recipients({ caseId, messageId }: { caseId: number; messageId: number }) {
  const { t, i18n } = useLingui()
  const { data, error } = useQuery(recipientsQuery(caseId, messageId))
  if (error) return <p className="text-ink-quiet text-sm">{wordsOf(error, t`That could not be loaded.`)}</p>
  if (!data) return null
  return (
    <div className="mt-1 ms-5 text-ink-soft text-sm">
      {data.waiting && <p>{i18n._(waitingWords[data.waiting])}</p>}
      <ul aria-label={t`Who it is for`} className="flex flex-col gap-1">
        {data.items.map((one) => (
          <Recipient key={one.address} one={one} />
        ))}
      </ul>
      {data.nextTryAt && (
        <p className="mt-1 text-ink-quiet">
          <Trans>
            Next try <RelativeTime time={data.nextTryAt} />
          </Trans>
        </p>
      )}
    </div>
  )
}

function Recipient({ one }: { one: MailRecipient }) {
  const { t, i18n } = useLingui()
  const Icon = icons[one.state]
  const isBad = one.state === 'failed' || one.state === 'bounced'
  const said = one.state === 'sent' || one.state === 'uncertain' ? null : one.reply
  return (
    <li className="flex min-w-0 gap-1.5">
      <Icon aria-hidden size={14} className={cx('mt-0.5 shrink-0', isBad && 'text-bad')} />
      <div className="min-w-0 break-words">
        <span className="font-medium text-ink">{one.address}</span>{' '}
        {one.isCopy && <span className="text-ink-quiet">{t`copy`} </span>}
        <span className={cx(isBad && 'text-bad')}>
          {i18n._(recipientWords[one.state])}
          {one.reason && `: ${i18n._(shortReasonWords[one.reason])}`}
        </span>{' '}
        <RelativeTime time={one.at} className="text-ink-quiet" />
        {said && <q className="block text-ink-quiet">{said}</q>}
      </div>
    </li>
  )
}
