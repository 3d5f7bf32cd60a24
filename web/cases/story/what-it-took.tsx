import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ArrowRight, Hourglass, type LucideIcon, PhoneOff, Repeat2, Shuffle } from 'lucide-react'
import type { ReactNode } from 'react'
import type { JourneyCounts } from '../../../server/cases/contract.ts'
import { cx } from '../../kit/cx.ts'
import { Part } from '../../kit/part.tsx'
import { span } from '../../kit/relative.ts'
import { tip } from '../../kit/tip.ts'

/** What this need cost the customer: the way from team to team, and only what went wrong on it. */
export function WhatItTook({ counts }: { counts: JourneyCounts }) {
  const { t, i18n } = useLingui()
  const lines = troublesOf(counts)
  const time = (seconds: number) => span(seconds, i18n.locale)
  const longest = Math.max(counts.longestQueueSeconds, counts.longestSilenceSeconds)
  const waited = counts.waitingSeconds > 0
  if (lines.length === 0 && !waited && longest === 0 && counts.path.length < 2) return null
  return (
    <Part title={t`What it took them`}>
      {counts.path.length > 1 && <Path path={counts.path} />}
      <ul className="grid gap-1">
        {waited && (
          <Trouble
            icon={Hourglass}
            hint={t`In queues and on hold, all calls together. Being passed on resets nothing.`}
          >
            <Trans>
              {time(counts.waitingSeconds)} of waiting on the line, {time(counts.longestQueueSeconds)} at once
            </Trans>
          </Trouble>
        )}
        {counts.longestSilenceSeconds > 0 && (
          <Trouble icon={Hourglass} hint={t`Longest time between their message and our next word.`}>
            <Trans>{time(counts.longestSilenceSeconds)} without a word from us, at the longest</Trans>
          </Trouble>
        )}
        {lines}
      </ul>
    </Part>
  )
}

/** Only what happened is said; a quiet journey has no list of zeros. */
function troublesOf(counts: JourneyCounts): ReactNode[] {
  const lines: ReactNode[] = []
  if (counts.groupHandOffs > 0) lines.push(<HandOffs key="hand-offs" counts={counts} />)
  if (counts.disconnections > 0) lines.push(<CutOff key="cut" counts={counts} />)
  if (counts.repeats > 0) lines.push(<Repeats key="repeats" counts={counts} />)
  return lines
}

function HandOffs({ counts }: { counts: JourneyCounts }) {
  const { t } = useLingui()
  return (
    <Trouble
      icon={Shuffle}
      hint={t`Changes from team to team, calls they were told to make included; back means to the team they had just come from.`}
    >
      <Plural value={counts.groupHandOffs} one="sent on # time" other="sent on # times" />
      {counts.pingPong > 0 && ', '}
      {counts.pingPong > 0 && (
        <strong className="font-semibold">
          <Plural value={counts.pingPong} one="straight back # time" other="straight back # times" />
        </strong>
      )}
    </Trouble>
  )
}

function CutOff({ counts }: { counts: JourneyCounts }) {
  return (
    <Trouble icon={PhoneOff} isBad>
      <Plural value={counts.disconnections} one="cut off once" other="cut off # times" />
      {counts.reconnects > 0 && ', '}
      {counts.reconnects > 0 && <Trans>had to call again</Trans>}
    </Trouble>
  )
}

function Repeats({ counts }: { counts: JourneyCounts }) {
  const { t } = useLingui()
  return (
    <Trouble icon={Repeat2} isBad hint={t`As noted by people, never counted by a machine.`}>
      <Plural value={counts.repeats} one="had to say it again once" other="had to say it again # times" />
    </Trouble>
  )
}

type TroubleProps = { icon: LucideIcon; hint?: string; isBad?: boolean; children: ReactNode }

function Trouble({ icon: Icon, hint, isBad = false, children }: TroubleProps) {
  return (
    <li className={cx('flex gap-2', isBad && 'text-bad')} {...(hint && tip(hint))}>
      <Icon aria-hidden size={15} className={cx('mt-1 shrink-0', !isBad && 'text-ink-quiet')} />
      <span>{children}</span>
    </li>
  )
}

/** Two teams that alternate are told apart by where they stand, not by colour. */
function Path({ path }: { path: readonly string[] }) {
  const { t } = useLingui()
  const teams = [...new Set(path)]
  const label = path.join(' → ')
  return (
    <div className="mb-2">
      <ol aria-label={t`Teams in order: ${label}`} className="mb-1 flex flex-wrap items-center gap-y-1">
        {path.map((team, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a team stands at several places of the way.
          <li key={index} className="flex items-center" title={team}>
            {index > 0 && (
              <ArrowRight aria-hidden size={11} className="mx-0.5 text-ink-quiet rtl:-scale-x-100" />
            )}
            <span
              className={cx('rounded-sm px-1 text-xs leading-5', marks[teams.indexOf(team) % marks.length])}
            >
              {initialsOf(team)}
            </span>
          </li>
        ))}
      </ol>
      <p className="text-ink-quiet text-xs">
        {teams.map((team) => `${initialsOf(team)} ${team}`).join(', ')}
      </p>
    </div>
  )
}

const marks = ['bg-calm-soft text-calm', 'border border-line-strong text-ink', 'bg-hover text-ink-soft']

/** “Technical support” is TS. */
const initialsOf = (team: string): string =>
  team
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('')
