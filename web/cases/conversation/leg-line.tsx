import { useLingui } from '@lingui/react/macro'
import { ArrowRightLeft, Check, CornerUpRight, Minus, PhoneOff, UserX } from 'lucide-react'
import type { Case, Leg } from '../../../server/cases/contract.ts'
import { cx } from '../../kit/cx.ts'
import { span } from '../../kit/relative.ts'
import { legEndWords } from '../words.ts'
import { type Stretch, stretches } from './legs.ts'
import { RepeatMark } from './repeat-mark.tsx'

const ends = {
  resolved: Check,
  transferred: ArrowRightLeft,
  'sent-elsewhere': CornerUpRight,
  disconnected: PhoneOff,
  abandoned: UserX,
  ended: Minus,
}
// Talking is solid, waiting is pale, being on hold is striped: told apart without colour.
const looks: Record<Stretch['kind'], string> = {
  queue: 'bg-sunken',
  talk: 'bg-calm',
  hold: 'bg-[repeating-linear-gradient(45deg,var(--line-strong)_0_2px,var(--sunken)_2px_6px)]',
}

/** One person's part of a call as a strip as long as it lasted, with how it ended at its end. */
export function LegLine({ leg, longest, found }: { leg: Leg; longest: number; found: Case }) {
  const { t, i18n } = useLingui()
  const End = ends[leg.howEnded]
  const isCut = leg.howEnded === 'disconnected'
  const time = (seconds: number) => span(seconds, i18n.locale)
  const words: Record<Stretch['kind'], (seconds: number) => string> = {
    queue: (seconds) => t`${time(seconds)} in the queue`,
    talk: (seconds) => t`${time(seconds)} talking`,
    hold: (seconds) => t`${time(seconds)} on hold`,
  }
  const parts = stretches(leg)
  return (
    <li className="grid grid-cols-[minmax(0,11rem)_minmax(0,1fr)] items-center gap-3 text-sm max-md:grid-cols-1 max-md:gap-1">
      <span className="truncate">
        {leg.staffName} <span className="text-ink-quiet">{leg.teamName}</span>
      </span>
      <span className="flex items-center gap-2">
        <span
          role="img"
          aria-label={parts.map(({ kind, seconds }) => words[kind](seconds)).join(', ')}
          className="flex h-3 grow"
        >
          {parts.map(({ kind, seconds }) => (
            <span
              key={kind}
              title={words[kind](seconds)}
              className={cx('h-full min-w-1 border-surface border-e-2 first:rounded-s-sm', looks[kind])}
              style={{ width: `${(seconds / longest) * 100}%` }}
            />
          ))}
          {isCut && <span aria-hidden="true" className="-my-1 w-0.5 bg-bad" />}
        </span>
        <span className={cx('flex w-28 shrink-0 items-center gap-1', isCut ? 'text-bad' : 'text-ink-soft')}>
          <End aria-hidden size={14} />
          {i18n._(legEndWords[leg.howEnded])}
        </span>
        <RepeatMark found={found} said={{ legId: leg.id }} className="w-7 justify-center" isShort />
      </span>
    </li>
  )
}
