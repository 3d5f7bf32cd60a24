import { useLingui } from '@lingui/react/macro'
import type { OpenTimes } from '../../../server/people/contract.ts'
import { TextField } from '../../kit/text-field.tsx'
import { timesIn } from './times.ts'

type Props = { days: readonly string[]; onChange: (days: string[]) => void }

/** Monday, as this language writes it, and the days after it. */
const monday = Date.UTC(2024, 0, 1)
const dayName = (index: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(monday + index * 86_400_000)

/** What was typed for each day as open times; null while one of them cannot be read. */
export function weekIn(days: readonly string[]): OpenTimes[] | null {
  const read = days.map(timesIn)
  return read.every((times) => times !== null) ? read : null
}

/** The seven days of a week, each typed as “9–12:30, 13:30–17”; empty is closed. */
export function WeekFields({ days, onChange }: Props) {
  const { t, i18n } = useLingui()
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{t`Open`}</legend>
      {days.map((written, index) => {
        const name = dayName(index, i18n.locale)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a week has the same seven days for ever
          <div key={index} className="grid grid-cols-[96px_minmax(0,1fr)] items-start gap-2">
            <span aria-hidden className="pt-2 text-ink-soft text-sm">
              {name}
            </span>
            <TextField
              label={name}
              isLabelHidden
              value={written}
              placeholder={t`closed`}
              error={timesIn(written) ? undefined : t`Write it like 9:00–12:30, 13:30–17:00.`}
              onChange={(typed) => onChange(days.with(index, typed))}
            />
          </div>
        )
      })}
    </fieldset>
  )
}
