import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Case } from '../../server/cases/contract.ts'
import { type Clock, kinds } from '../../server/clocks/contract.ts'
import { Chip } from '../kit/chip.tsx'
import { Part } from '../kit/part.tsx'
import { exact, span } from '../kit/relative.ts'
import { RelativeTime } from '../kit/relative-time.tsx'
import { clocksQuery } from './api.ts'
import { endWords, kindWords } from './words.ts'

/** The clocks worth a line: those that run, the first response, and the next response that took longest. */
export const worthALine = (clocks: readonly Clock[]): Clock[] => {
  const order = (clock: Clock) => kinds.indexOf(clock.kind)
  const slowest = clocks
    .filter(({ kind, stoppedAt }) => kind === 'next-response' && stoppedAt !== null)
    .toSorted((a, b) => b.workingSeconds - a.workingSeconds)[0]
  return clocks
    .filter((clock) => clock.kind !== 'next-response' || clock.stoppedAt === null || clock === slowest)
    .toSorted((a, b) => order(a) - order(b))
}

/** How long the customer waited: working time, calendar time and the longest silence, side by side. */
export default function ClocksPart({ found }: { found: Case }) {
  const { t, i18n } = useLingui()
  const { data } = useQuery(clocksQuery(found.id))
  if (!data || data.clocks.length === 0) return null
  const { longestSilence: silence, calendar, restsNow } = data
  return (
    <Part title={t`Waiting`}>
      <ul className="grid gap-1.5">
        {worthALine(data.clocks).map((clock) => (
          <ClockLine key={clock.id} clock={clock} />
        ))}
      </ul>
      <p className="mt-2 text-ink-quiet text-xs">
        {silence && (
          <span title={exact(silence.since, i18n.locale)}>
            <Trans>Longest silence {span(silence.seconds, i18n.locale)}.</Trans>
          </span>
        )}{' '}
        {restsNow && t`Our question waits for the customer.`}{' '}
        {calendar ? t`Open hours: ${calendar.name}.` : t`Reckoned at every hour.`}
      </p>
    </Part>
  )
}

function ClockLine({ clock }: { clock: Clock }) {
  const { t, i18n } = useLingui()
  const working = span(clock.workingSeconds, i18n.locale)
  const whole = span(clock.calendarSeconds, i18n.locale)
  const paused = span(clock.pausedSeconds, i18n.locale)
  return (
    <li className="grid">
      <span className="flex items-center justify-between gap-2">
        <span>{i18n._(kindWords[clock.kind])}</span>
        {clock.breached && <Chip tone="bad">{t`late`}</Chip>}
        {!clock.breached && clock.dueAt && !clock.stoppedAt && (
          <span className="text-ink-soft text-sm" title={exact(clock.dueAt, i18n.locale)}>
            <Trans>
              due <RelativeTime time={clock.dueAt} />
            </Trans>
          </span>
        )}
      </span>
      <span className="text-ink-soft text-sm">
        {[
          clock.ended ? i18n._(endWords[clock.ended]) : t`still running`,
          clock.workingSeconds < 60 ? t`outside open hours` : t`${working} of open hours`,
          t`${whole} in all`,
          clock.pausedSeconds >= 60 && t`${paused} resting`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  )
}
