import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Clock } from 'lucide-react'
import type { CaseRow } from '../../server/cases/contract.ts'
import { duration, exact } from '../kit/relative.ts'
import { RelativeTime, useNow } from '../kit/relative-time.tsx'

/** How long the customer has been waiting for us, or when something last happened. */
export function Waiting({ since, activity }: { since: string | null; activity: string }) {
  const { i18n, t } = useLingui()
  const now = useNow()
  if (!since) return <RelativeTime time={activity} className="shrink-0 text-ink-quiet text-xs" />
  const length = duration(Math.max(0, (now - Date.parse(since)) / 1000), i18n.locale)
  const from = exact(since, i18n.locale)
  return (
    <span
      title={t`The customer has been waiting since ${from}`}
      className="flex shrink-0 items-center gap-1 font-medium text-accent-text text-xs"
    >
      <Clock aria-hidden size={12} strokeWidth={2.25} />
      <span className="sr-only">
        <Trans>waiting</Trans>
      </span>
      {length}
    </span>
  )
}

const dueWords = {
  promise: msg`A promise`,
  'first-response': msg`First answer`,
  'next-response': msg`Next answer`,
  resolution: msg`A solution`,
}

/** When something is owed next: calm while there is time, then near, then late; in words, not only in colour. */
export function Due({ at, kind }: { at: string | null; kind: CaseRow['nextDueKind'] }) {
  const { i18n, t } = useLingui()
  const now = useNow()
  if (!at) return null
  const left = (Date.parse(at) - now) / 1000
  const length = duration(Math.abs(left), i18n.locale)
  const look =
    left < 0 ? 'bg-bad-soft text-bad' : left < 3600 ? 'bg-warn-soft text-warn' : 'bg-good-soft text-good'
  return (
    <span
      title={`${kind ? i18n._(dueWords[kind]) : ''} ${exact(at, i18n.locale)}`}
      className={`h-5 shrink-0 rounded-sm px-1.5 text-xs leading-5 ${look}`}
    >
      {left < 0 ? t`${length} late` : t`due in ${length}`}
    </span>
  )
}
